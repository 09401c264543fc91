"""Finds the question in a long message: the parts of it that ask something.

Owners tell their story before they ask. The story says what the question is about;
the part that asks says how clearly it was put. The words that tell the two apart are
data: `data/lexicon/asking.yml`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml

from bot.errors import SettingsError
from bot.nlu.normalisation import fold

ASKING_FILE = Path(__file__).resolve().parents[2] / "data" / "lexicon" / "asking.yml"

# A part of fewer words (« comment ça marche ? ») says nothing without the rest.
LEAST_WORDS = 4
# Long texts have an end: what is asked is rarely beyond, and each part is a reading.
MOST_PARTS = 4
_WORD = re.compile(r"[^\W_]+")
_SENTENCE_END = re.compile(r"(?<=[.!?…;])\s+|\s*[:;]\s+|\n+")


@dataclass(frozen=True)
class AskingWords:
    """The words of `asking.yml`, ready to match on folded text.

    Attributes:
        asks: Finds a word that asks.
        joints: Finds a comma that parts a question from what comes before it.
    """

    asks: re.Pattern[str]
    joints: re.Pattern[str]


def asking_parts(text: str, words: AskingWords, least_words: int) -> list[str]:
    """Gives the parts of a long message that ask something, in order.

    Args:
        text: What the customer wrote.
        words: What shows a question.
        least_words: Words from which a message is long, 1 or more.

    Returns:
        At most `MOST_PARTS`, the last ones, each of `LEAST_WORDS` words or more; none
        when the message is short or of one piece.
    """
    if len(text.split()) < least_words:
        return []
    pieces = [piece for end in _SENTENCE_END.split(text) for piece in _cut(end, words)]
    if len(pieces) < 2:
        return []
    return [piece for piece in pieces if _asks(piece, words)][-MOST_PARTS:]


def _cut(sentence: str, words: AskingWords) -> list[str]:
    """Cuts before the joints; folding may change lengths, so word by word."""
    pieces, start = [], 0
    for comma in re.finditer(r",\s+", sentence):
        if words.joints.match(fold(sentence[comma.end() :])):
            pieces.append(sentence[start : comma.start()])
            start = comma.end()
    return [piece.strip() for piece in (*pieces, sentence[start:]) if piece.strip()]


def _asks(piece: str, words: AskingWords) -> bool:
    if len(_WORD.findall(piece)) < LEAST_WORDS:
        return False
    return "?" in piece or words.asks.search(fold(piece)) is not None


@lru_cache(maxsize=4)
def load_asking_words(path: Path = ASKING_FILE) -> AskingWords:
    """Reads the words from their file, once per process.

    Raises:
        SettingsError: The file is missing or has another shape.
    """
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
        asks, joints = _pattern(content["asks"]), _pattern(content["joints"])
    except (OSError, KeyError, TypeError, yaml.YAMLError) as error:
        raise SettingsError(
            f"Expected lists of words `asks:` and `joints:` in `{path}`, but found "
            f'{error!r}. Please correct the file (quote words such as "ou").'
        ) from error
    return AskingWords(asks, joints)


def _pattern(entries: Sequence[object]) -> re.Pattern[str]:
    if not entries or not all(isinstance(entry, str) and entry for entry in entries):
        raise TypeError(f"{entries!r} is not a list of words")
    folded = sorted((fold(str(entry)) for entry in entries), key=len, reverse=True)
    # An elision (« qu' ») goes on into the next word.
    parts = [re.escape(f) + ("" if f.endswith("'") else r"(?!\w)") for f in folded]
    return re.compile(rf"(?<!\w)(?:{'|'.join(parts)})")
