"""Finds figures that somebody typed into a response, in digits or in words."""

from __future__ import annotations

import re

from bot.knowledge.placeholders import PLACEHOLDER
from bot.knowledge.rendering import plain

# The period of everything the bot states; it is said, not stated.
PERIOD = "2020"

_NUMBER = r"\d+(?:[ .,]\d+)*"
_CARDINAL = (
    r"(?:deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze"
    r"|quinze|seize|vingt|trente|quarante|cinquante|soixante|cents?|mille)"
)
_TIME = r"(?:ans?|annees?|années?|mois|trimestres?|semaines?|jours?|heures?|minutes?)"
_THING = (
    rf"(?:{_TIME}|euros?|millions?|milliards?|milliers?|pour cent|salariés?|personnes"
    r"|exercices?|chiffres|actionnaires|employés?)"
)
_IN_WORDS = re.compile(
    # « Deux ans », « les deux premières années », « vingt-cinq pour cent ».
    rf"\b{_CARDINAL}(?:[- ]\w+)?\s{_THING}\b"
    # « Une semaine », « un an »: with other nouns it is an article.
    rf"|\bune?\s{_TIME}\b"
    # « La première année ».
    rf"|\b(?:premi(?:er|ère)s?|deuxièmes?|seconde?s?|troisièmes?)\s{_TIME}\b"
    r"|\btaux (?:à )?zéro\b|\bzéro (?:pour cent|euros?)\b"
    r"|\b(?:dix|douz|quinz|vingt|trent|cinquant|cent)aines?\b|\bmoitié\b"
)

# « Par exemple « trois ans » ou « dix mois » », « « 50/50 », par exemple »: words a
# customer may answer with state nothing.
_QUOTED = r"« [^»]* »"
_EXAMPLES = re.compile(
    rf"\bpar exemple ?[:,]? ?{_QUOTED}(?:(?: ?[,;]| ou| et)+ {_QUOTED})*"
    rf"|{_QUOTED} ?, par exemple\b"
)


def typed_figures(text: str) -> list[str]:
    """What states a number in a response although no fact fills it there.

    Args:
        text: As the designer wrote it, names in braces included.
    """
    written = _EXAMPLES.sub(" ", plain(PLACEHOLDER.sub(" ", text)))
    digits = [
        found for found in re.findall(_NUMBER, written) if found.strip(" .,") != PERIOD
    ]
    return [*digits, *(match[0] for match in _IN_WORDS.finditer(written))]


def years_in(text: str) -> set[str]:
    """Years that a text names, in digits."""
    return set(re.findall(r"\b(?:19|20)\d\d\b", text))
