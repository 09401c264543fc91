"""Runs the finders over a message and keeps readings that do not contradict."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from bot.nlu.entities.amount import find_amounts
from bot.nlu.entities.bank_account import find_ibans
from bot.nlu.entities.calendar_date import find_dates
from bot.nlu.entities.company_numbers import find_sirens, find_sirets
from bot.nlu.entities.contact import find_emails, find_phones
from bot.nlu.entities.dossier_reference import find_references
from bot.nlu.entities.duration import find_durations
from bot.nlu.entities.found import EntityKind, FoundEntity
from bot.nlu.entities.gazetteer import Gazetteer
from bot.nlu.entities.region import find_regions

ALL_KINDS = frozenset(EntityKind)
MAX_CHARS = 4_000  # of a message; the rest is not searched


@dataclass(frozen=True)
class ExtractionRules:
    """What to look for, and with which tables.

    Attributes:
        gazetteer: Places and their régions.
        reference_pattern: Compiled form of an application reference.
        kinds: Kinds to return.
    """

    gazetteer: Gazetteer
    reference_pattern: re.Pattern[str]
    kinds: Collection[EntityKind] = ALL_KINDS


def extract(text: str, rules: ExtractionRules, today: date) -> list[FoundEntity]:
    """Finds the entities of a message, in its order, none overlapping another.

    Where two readings overlap, the kind that checks more of what it reads wins: a
    number with a valid key before a telephone number before a sum.

    Args:
        text: The message; only its first `MAX_CHARS` characters are searched.
        rules: What to look for.
        today: For « hier » and days without a year.
    """
    text = text[:MAX_CHARS]
    kept: list[FoundEntity] = []
    for entity in _by_priority(text, rules, today):
        # A kind that is switched off still hides the others: an IBAN that nobody
        # wants must not come out as a telephone number.
        if all(entity.end <= k.start or entity.start >= k.end for k in kept):
            kept.append(entity)
    wanted = [entity for entity in kept if entity.kind in rules.kinds]
    return sorted(wanted, key=lambda entity: entity.start)


def _by_priority(text: str, rules: ExtractionRules, today: date) -> list[FoundEntity]:
    return [
        *find_emails(text),
        *find_ibans(text),
        *find_references(text, rules.reference_pattern),
        *find_sirets(text),
        *find_sirens(text),
        *find_phones(text),
        *find_dates(text, today),
        *find_amounts(text),
        *find_durations(text),
        *find_regions(text, rules.gazetteer),
    ]
