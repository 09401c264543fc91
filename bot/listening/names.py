"""Hides persons' names, besides everything that `bot.privacy` hides.

spaCy is imported at the first text and nowhere else: of our processes, only the one
that writes the report pays for it (`bot listen report`).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from bot.privacy.masking import MASK, mask_personal_data

MODEL = "fr_core_news_md"
PERSON = "PER"
# Parts of the model that finding names does not need; leaving them out saves a second.
UNUSED = ("morphologizer", "parser", "senter", "attribute_ruler", "lemmatizer")
_NAME = r"[A-ZÀ-Ý][\w'’-]*(?:\s+(?:de\s+|d['’])?[A-ZÀ-Ý][\w'’-]*)*"
# Who is announced is a person, whatever the model thinks of the word.
_ANNOUNCED = (
    re.compile(
        rf"\b(?:[Mm]me|[Mm]lle|[Mm]r|M\.|[Mm]onsieur|[Mm]adame|[Mm]aître)\s+({_NAME})"
    ),
    re.compile(
        r"\b(?:je m['’]appelle|mon (?:pré)?nom est|je me nomme)\s+"
        r"([\w'’-]+(?:\s+[A-ZÀ-Ý][\w'’-]*)*)",
        re.IGNORECASE,
    ),
)


def mask_verbatim(text: str) -> str:
    """Replaces identifiers and persons' names by `MASK`.

    As far as a model that learnt from newspapers finds names in what people type: many
    of those in small letters escape it (docs/listening.md).

    Raises:
        ImportError: spaCy is not installed.
        OSError: Its French model is not.
    """
    safe = mask_personal_data(text)
    return _hide(safe, [*_announced_names(safe), *_found_names(safe)])


def find_mask() -> Callable[[str], str] | None:
    """The masker; `None` where names cannot be found, and no words may be shown."""
    try:
        load_model()
    except (ImportError, OSError):
        return None
    return mask_verbatim


@lru_cache(maxsize=1)
def load_model() -> Any:
    """Loads what finds names: seconds, so only once there is a text.

    Raises:
        ImportError: spaCy is not installed.
        OSError: Its French model is not.
    """
    import spacy

    return spacy.load(MODEL, exclude=UNUSED)


def _announced_names(text: str) -> list[tuple[int, int]]:
    return [match.span(1) for pattern in _ANNOUNCED for match in pattern.finditer(text)]


def _found_names(text: str) -> list[tuple[int, int]]:
    # In capitals every word looks like a name, or none; as a title, those that are.
    read = text.title() if text.isupper() else text
    return [
        (entity.start_char, entity.end_char)
        for entity in load_model()(read).ents
        if entity.label_ == PERSON and MASK not in entity.text
    ]


def _hide(text: str, spans: list[tuple[int, int]]) -> str:
    pieces, done = [], 0
    for start, end in sorted(spans):
        if start >= done:
            pieces += [text[done:start], MASK]
        done = max(done, end)
    return "".join([*pieces, text[done:]])
