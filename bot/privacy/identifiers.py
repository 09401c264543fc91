"""Where a text names a person or an account: e-mails, telephones, IBAN.

Places and compact values only, so that those who mask and those who extract entities
find the same things and neither has to import the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import phonenumbers
from stdnum import iban

HOME_COUNTRY = "FR"  # of telephone numbers written without a country code
_EMAIL = re.compile(
    r"(?<![\w.+-])[\w.+-]{1,64}@(?:[\w-]{1,63}\.)+[A-Za-z]{2,24}(?![\w-])"
)
_IBAN_SHORTEST, _IBAN_LONGEST = 15, 34  # characters, over all countries
_IBAN_CANDIDATE = re.compile(
    r"(?<!\w)[A-Za-z]{2}\d{2}(?:[ \u00a0\u202f\-]?[A-Za-z0-9]){11,30}"
)


@dataclass(frozen=True)
class Identifier:
    """One identifier in a text.

    Attributes:
        start: Place of its first character.
        end: Place after its last character.
        text: As written.
        value: E-mails in lower case, telephones in E.164 (`+33612345678`), IBAN in
            capitals without separators.
    """

    start: int
    end: int
    text: str
    value: str


def find_emails(text: str) -> list[Identifier]:
    """Finds e-mail addresses."""
    return [
        Identifier(m.start(), m.end(), m[0], m[0].lower())
        for m in _EMAIL.finditer(text)
    ]


def find_phones(text: str) -> list[Identifier]:
    """Finds telephone numbers that exist in their country's plan."""
    return [
        Identifier(
            match.start,
            match.end,
            match.raw_string,
            phonenumbers.format_number(
                match.number, phonenumbers.PhoneNumberFormat.E164
            ),
        )
        for match in phonenumbers.PhoneNumberMatcher(text, HOME_COUNTRY)
    ]


def find_ibans(text: str) -> list[Identifier]:
    """Finds valid IBAN, with or without spaces, in capitals or not."""
    return list(_valid_ibans(text))


def _valid_ibans(text: str) -> Iterator[Identifier]:
    for match in _IBAN_CANDIDATE.finditer(text):
        # Words after the number look like more of it, so the longest valid start wins.
        ends = [i + 1 for i, c in enumerate(match[0]) if c.isalnum()]
        for end in reversed(ends[_IBAN_SHORTEST - 1 : _IBAN_LONGEST]):
            written = match[0][:end]
            compact = re.sub(r"[^A-Za-z0-9]", "", written).upper()
            if iban.is_valid(compact):
                start = match.start()
                yield Identifier(start, start + end, written, compact)
                break
