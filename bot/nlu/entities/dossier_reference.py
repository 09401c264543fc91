"""The reference of a loan file, whose form the operator configures."""

from __future__ import annotations

import re

from bot.nlu.entities.found import EntityKind, FoundEntity

# RB-2020-004217: programme, year of the request, number of the file.
DEFAULT_PATTERN = r"(RB)[- ]?(20\d{2})[- ]?(\d{6})"


def compile_pattern(pattern: str) -> re.Pattern[str]:
    """Prepares a pattern, which then only matches whole words.

    Raises:
        re.error: It is not a regular expression.
    """
    return re.compile(rf"(?<!\w)(?:{pattern})(?!\w)", re.IGNORECASE)


def find_references(text: str, pattern: re.Pattern[str]) -> list[FoundEntity]:
    """Finds references; the value is in capitals, its groups joined by hyphens.

    A pattern without groups gives the reference as written, in capitals.
    """
    return [
        FoundEntity(
            EntityKind.DOSSIER_REFERENCE,
            m.start(),
            m.end(),
            m[0],
            "-".join(m.groups(default="")).upper() or m[0].upper(),
        )
        for m in pattern.finditer(text)
    ]
