"""Takes greetings, thanks and signatures off a message, so that the rest is read.

« Bonjour, … merci d'avance. Cordialement » is alike in all messages and says nothing of
what one wants; with few examples per intent it would weigh more than the question, and
it would make anger sound mild. The formulas are data: `data/lexicon/courtesies.yml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml

from bot.errors import SettingsError
from bot.nlu.normalisation import fold, load_short_forms

COURTESIES_FILE = (
    Path(__file__).resolve().parents[2] / "data" / "lexicon" / "courtesies.yml"
)

# « non merci », « parfait, merci » are answers as they stand: less than this is left.
LEAST_WORDS = 2
# « Cordialement, M. et Mme Jean-Pierre Exemple »; more than that is a new thought.
MOST_SIGNATURE_WORDS = 6
_WORD = re.compile(r"[^\W_]+")
_NEW_THOUGHT = re.compile(r"[.,;!?…\n]")

Formula = tuple[str, ...]


@dataclass(frozen=True)
class Courtesies:
    """The formulas, as folded words.

    Attributes:
        openings: May stand at the beginning, one after the other.
        closings: May stand at the end, one after the other.
        signatures: May stand at the end, where a thought begins; a name may follow.
        short_forms: Folded short form → folded words in full.
    """

    openings: frozenset[Formula]
    closings: frozenset[Formula]
    signatures: frozenset[Formula]
    short_forms: Mapping[str, str]


@dataclass(frozen=True)
class _Word:
    """One word of the message: its folded forms in full, and where it stands."""

    forms: Formula
    start: int
    end: int


def without_courtesies(text: str, courtesies: Courtesies) -> str:
    """Gives what is left of a message without its formulas.

    Args:
        text: What the customer wrote.
        courtesies: What to take off.

    Returns:
        A piece of `text`, with the question mark that stood behind the formulas; the
        whole text when fewer than `LEAST_WORDS` words would be left.
    """
    words = [_word(found, text, courtesies) for found in _WORD.finditer(text)]
    first = _after_openings(words, courtesies)
    last = _before_closings(words, text, courtesies)
    if last - first < LEAST_WORDS or (first, last) == (0, len(words)):
        return text
    start = words[first].start if first else 0
    if last == len(words):
        return text[start:]
    asked = "?" in text[words[last - 1].end :]
    return text[start : words[last - 1].end] + (" ?" if asked else "")


def bare(text: str) -> str:
    """Takes the project's formulas off a message; see `without_courtesies`."""
    return without_courtesies(text, load_courtesies())


def _word(found: re.Match[str], text: str, courtesies: Courtesies) -> _Word:
    folded = fold(found.group())
    # « c » alone means « c'est », but not where the apostrophe is written.
    elided = text[found.end() : found.end() + 1] in ("'", "’")
    full = folded if elided else courtesies.short_forms.get(folded, folded)
    return _Word(tuple(_WORD.findall(full)), found.start(), found.end())


def _after_openings(words: Sequence[_Word], courtesies: Courtesies) -> int:
    """Counts the words of the openings."""
    first = 0
    while (length := _longest_from(words[first:], courtesies.openings)) > 0:
        first += length
    return first


def _longest_from(words: Sequence[_Word], formulas: frozenset[Formula]) -> int:
    counts = range(min(len(words), _longest(formulas)), 0, -1)
    return next((n for n in counts if _spelled(words[:n]) in formulas), 0)


def _before_closings(words: Sequence[_Word], text: str, courtesies: Courtesies) -> int:
    """Gives the place of the first word of the closings; their number if none."""
    last = _before_signature(words, text, courtesies)
    while (length := _longest_up_to(words[:last], courtesies.closings)) > 0:
        last -= length
    return last


def _longest_up_to(words: Sequence[_Word], formulas: frozenset[Formula]) -> int:
    counts = range(min(len(words), _longest(formulas)), 0, -1)
    return next((n for n in counts if _spelled(words[-n:]) in formulas), 0)


def _before_signature(words: Sequence[_Word], text: str, courtesies: Courtesies) -> int:
    """Gives the place where a signature begins; the number of words if none does."""
    for place in range(len(words)):
        before = text[words[place - 1].end : words[place].start] if place else "\n"
        if not _NEW_THOUGHT.search(before):
            continue
        length = _longest_from(words[place:], courtesies.signatures)
        if length and len(words) - place - length <= MOST_SIGNATURE_WORDS:
            return place
    return len(words)


def _spelled(words: Sequence[_Word]) -> Formula:
    return tuple(form for word in words for form in word.forms)


@lru_cache(maxsize=16)
def _longest(formulas: frozenset[Formula]) -> int:
    return max(map(len, formulas))


@lru_cache(maxsize=4)
def load_courtesies(path: Path = COURTESIES_FILE) -> Courtesies:
    """Reads the formulas from their file, once per process.

    Raises:
        SettingsError: The file is missing or has another shape.
    """
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
        openings, closings, signatures = (
            _formulas(content[name]) for name in ("openings", "closings", "signatures")
        )
    except (OSError, KeyError, TypeError, yaml.YAMLError) as error:
        raise SettingsError(
            "Expected lists of formulas `openings:`, `closings:` and `signatures:` in "
            f'`{path}`, but found {error!r}. Please correct the file (quote "oui").'
        ) from error
    return Courtesies(openings, closings, signatures, load_short_forms())


def _formulas(entries: Iterable[object]) -> frozenset[Formula]:
    listed = [_formula(entry) for entry in entries or ()]
    if not listed:
        raise TypeError("an empty list")
    return frozenset(listed)


def _formula(entry: object) -> Formula:
    if not isinstance(entry, str) or not (words := _WORD.findall(fold(entry))):
        raise TypeError(f"{entry!r} is not a formula")
    return tuple(words)
