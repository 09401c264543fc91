"""A message prepared for reading: what is a number of something else is taken out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from bot.nlu.normalisation import fold

# Digits that are no quantity: they must never be read as staff or turnover.
_IDENTIFIERS = frozenset(
    {"siren", "siret", "phone", "iban", "email", "dossier_reference"}
)
_PERCENT = re.compile(
    r"\d[\d\s.,]*\s*(?:%|pour\s*cents?\b|pourcents?\b)", re.IGNORECASE
)
# Nine digits or more, without a currency, are an identifier with a typing error.
_LONG_NUMBER = re.compile(
    r"(?<![\w,.])\+?(?:\d{9,}|\d{3}[\s.]\d{3}[\s.]\d{3}(?:[\s.]\d{5})?)(?![\w.,]?\d)"
    r"(?!\s*(?:€|k€|euros?|eur\b))",
    re.IGNORECASE,
)
_PHONE = re.compile(r"(?<!\w)0\d(?:[\s.-]?\d\d){4}(?!\w)")
_QUESTION = re.compile(
    r"\?|^\W*(?:et\s+)?(?:c'est quoi|c koi|kesako|qu'est[ -]ce|est[ -]ce|comment|"
    r"pourquoi|"
    r"quels?|quelles?|combien|ca veut dire|que veut dire|a quoi)\b"
)


@dataclass(frozen=True)
class MessageText:
    """A message without its identifiers.

    Attributes:
        written: As written, for words that need their capitals.
        folded: Small letters without accents.
        is_question: The customer asks something.
    """

    written: str
    folded: str
    is_question: bool

    @property
    def word_count(self) -> int:
        """How many words there are, numbers included."""
        return len(re.findall(r"\w+", self.folded))


def prepare(text: str, entities: Iterable[Mapping[str, Any]]) -> MessageText:
    """Takes identifiers and percentages out of a message and folds it.

    Args:
        text: What the customer wrote.
        entities: As the extractor found them, with `start` and `end` in `text`.
    """
    characters = list(text)
    for entity in entities:
        start, end = entity.get("start"), entity.get("end")
        if entity.get("entity") in _IDENTIFIERS and start is not None and end:
            characters[start:end] = " " * (end - start)
    written = "".join(characters)
    for pattern in (_PHONE, _LONG_NUMBER, _PERCENT):
        written = pattern.sub(lambda match: " " * len(match[0]), written)
    folded = fold(written)
    return MessageText(written, folded, bool(_QUESTION.search(folded)))
