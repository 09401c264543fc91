"""E-mail addresses and telephone numbers."""

from __future__ import annotations

from bot.nlu.entities.found import EntityKind, FoundEntity
from bot.privacy import identifiers


def find_emails(text: str) -> list[FoundEntity]:
    """Finds e-mail addresses; the value is in lower case."""
    return [
        FoundEntity(EntityKind.EMAIL, one.start, one.end, one.text, one.value)
        for one in identifiers.find_emails(text)
    ]


def find_phones(text: str) -> list[FoundEntity]:
    """Finds telephone numbers that exist in their country's plan."""
    return [
        FoundEntity(EntityKind.PHONE, one.start, one.end, one.text, one.value)
        for one in identifiers.find_phones(text)
    ]
