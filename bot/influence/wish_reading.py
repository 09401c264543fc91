"""Whom a brand wants to reach, and why: « 5 000 personnes pour me faire connaître »."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.influence.words import Goal, InfluenceWords, first_place
from bot.knowledge.french import written_number
from bot.nlu.entities.numbers import DIGITS, WORDS, read_number

MOST = 100_000_000  # persons; above, the number counts something else
# Below, a bare number that nobody asked for is rather an age or a count of shops.
LEAST_BARE = 500

_SCALES = {"k": 1_000, "mille": 1_000, "m": 1_000_000}
# A year, a price or a share is no audience.
_NOT_OTHERWISE = r"(?!\s*(?:€|%|euros?\b|eur\b|balles\b|ans?\b|mois\b|jours?\b|salari))"
_NUMBER = (
    rf"(?<![\w.,])(?P<number>{DIGITS}|{WORDS})"
    rf"(?:\s?(?P<scale>k|m|mille|millions?)(?!\w))?(?!\w){_NOT_OTHERWISE}"
)
_PERSONS = (
    r"(?:personnes?|gens|abonn\w+|followers?|clients?|habitants?|internautes?|vues|"
    r"fans?|contacts?|jeunes|mamans|familles|foyers|voisins|lecteurs|utilisateurs)"
)
_COUNTED = re.compile(rf"{_NUMBER}\s+(?:d'|de\s+|\w+\s+)?{_PERSONS}(?!\w)")
_REACHED = re.compile(
    rf"\b(?:toucher|touche|atteindre|viser|vise|audience de|environ|a peu pres)\s+"
    rf"(?:\w+\s+)?{_NUMBER}"
)
_BARE = re.compile(_NUMBER)
_ROUND = {"dizaine": 10, "centaine": 100, "millier": 1_000}
_ABOUT = re.compile(
    r"\b(?:(?P<one>une? )|(?P<some>des |quelques |plusieurs ))(?:petite? |bonn?e? )?"
    r"(?P<round>dizaine|centaine|millier)s?(?P<thousands> de milliers)?\b"
)
_SOME = 3  # « quelques milliers » is about three of them


@dataclass(frozen=True)
class Wish:
    """What a message says of it; `None` for what it does not say.

    Attributes:
        audience: Persons to reach.
        goal: What for.
        declines: The customer does not know, or leaves it open.
    """

    audience: int | None = None
    goal: Goal | None = None
    declines: bool = False


def read_wish(folded: str, words: InfluenceWords, audience_asked: bool = False) -> Wish:
    """Reads both from one message.

    Args:
        folded: The message, folded, without identifiers nor percentages.
        words: Of data/lexicon/influence_words.yml.
        audience_asked: The bot has just asked how many; any number is then the answer.
    """
    goal = read_goal(folded, words)
    audience = read_audience(folded, audience_asked)
    nothing = goal is None and audience is None
    declines = nothing and first_place(words.unknown, folded) is not None
    return Wish(audience, goal, declines)


def told_wish(
    audience: int | None, goal: Goal | None, words: InfluenceWords
) -> str | None:
    """Repeats a wish: « toucher 5 000 personnes et vendre davantage »."""
    parts = []
    if audience is not None:
        parts.append(words.titles.audience.format(count=written_number(audience)))
    if goal is not None:
        parts.append(str(getattr(words.titles, goal.value)))
    return " et ".join(parts) or None


def read_goal(folded: str, words: InfluenceWords) -> Goal | None:
    """The goal whose word stands first."""
    places = {
        goal: place
        for goal, phrases in words.goals.items()
        if (place := first_place(phrases, folded)) is not None
    }
    return min(places, key=lambda goal: places[goal]) if places else None


def read_audience(folded: str, asked: bool) -> int | None:
    """How many persons; the last number counts: « 5 000, non, 8 000 personnes »."""
    for pattern in (_COUNTED, _REACHED, _BARE):
        numbers = [_number(match) for match in pattern.finditer(folded)]
        least = 1 if asked or pattern is not _BARE else LEAST_BARE
        known = [n for n in numbers if n is not None and least <= n <= MOST]
        if pattern is _BARE:
            known = [n for n in known if asked or not 1900 <= n < 2100]
        if known:
            return known[-1]
        if pattern is _COUNTED and (about := _ABOUT.search(folded)):
            return _round_number(about)
    return None


def _number(match: re.Match[str]) -> int | None:
    number = read_number(match["number"])
    if number is None or match["number"] in ("un", "une"):
        if match["scale"] is None or number is None:
            return None
    scale = (match["scale"] or "").removesuffix("s")
    factor = 1_000_000 if scale == "million" else _SCALES.get(scale, 1)
    return int(number * factor)


def _round_number(match: re.Match[str]) -> int:
    size = _ROUND[match["round"]] * (1_000 if match["thousands"] else 1)
    return size * (_SOME if match["some"] else 1)
