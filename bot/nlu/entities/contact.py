"""E-mail addresses and telephone numbers."""

from __future__ import annotations

import re

import phonenumbers

from bot.nlu.entities.found import EntityKind, FoundEntity

_HOME_COUNTRY = "FR"  # of numbers written without a country code
_EMAIL = re.compile(
    r"(?<![\w.+-])[\w.+-]{1,64}@(?:[\w-]{1,63}\.)+[A-Za-z]{2,24}(?![\w-])"
)


def find_emails(text: str) -> list[FoundEntity]:
    """Finds e-mail addresses; the value is in lower case."""
    return [
        FoundEntity(EntityKind.EMAIL, m.start(), m.end(), m[0], m[0].lower())
        for m in _EMAIL.finditer(text)
    ]


def find_phones(text: str) -> list[FoundEntity]:
    """Finds telephone numbers that exist in their country's plan."""
    return [
        FoundEntity(
            EntityKind.PHONE,
            match.start,
            match.end,
            match.raw_string,
            phonenumbers.format_number(
                match.number, phonenumbers.PhoneNumberFormat.E164
            ),
        )
        for match in phonenumbers.PhoneNumberMatcher(text, _HOME_COUNTRY)
    ]
