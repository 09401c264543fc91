"""IBAN: a bank account's international number, checked by its own key."""

from __future__ import annotations

import re
from collections.abc import Iterator

from stdnum import iban

from bot.nlu.entities.found import EntityKind, FoundEntity

_SHORTEST, _LONGEST = 15, 34  # characters, over all countries
_CANDIDATE = re.compile(
    r"(?<!\w)[A-Za-z]{2}\d{2}(?:[ \u00a0\u202f\-]?[A-Za-z0-9]){11,30}"
)


def find_ibans(text: str) -> list[FoundEntity]:
    """Finds valid IBAN, with or without spaces, in capitals or not."""
    return list(_valid(text))


def _valid(text: str) -> Iterator[FoundEntity]:
    for match in _CANDIDATE.finditer(text):
        # Words after the number look like more of it, so the longest valid start wins.
        ends = [i + 1 for i, c in enumerate(match[0]) if c.isalnum()]
        for end in reversed(ends[_SHORTEST - 1 : _LONGEST]):
            written = match[0][:end]
            compact = re.sub(r"[^A-Za-z0-9]", "", written).upper()
            if iban.is_valid(compact):
                start = match.start()
                yield FoundEntity(EntityKind.IBAN, start, start + end, written, compact)
                break
