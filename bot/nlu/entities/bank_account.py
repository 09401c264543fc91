"""IBAN: a bank account's international number, checked by its own key."""

from __future__ import annotations

from bot.nlu.entities.found import EntityKind, FoundEntity
from bot.privacy import identifiers


def find_ibans(text: str) -> list[FoundEntity]:
    """Finds valid IBAN, with or without spaces, in capitals or not."""
    return [
        FoundEntity(EntityKind.IBAN, one.start, one.end, one.text, one.value)
        for one in identifiers.find_ibans(text)
    ]
