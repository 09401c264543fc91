"""Reads a file's reference and a SIREN from what a customer types, mistakes included.

More tolerant than the entity extractor, and used only where one of the two was asked
for: here « rb 2020 4217 » can mean nothing else.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from stdnum.fr import siren as siren_number
from stdnum.fr import siret as siret_number

_SEPARATORS = r"[\s\u00a0\u202f./_–—\-]*"
# Letters that people read for digits: O for 0, I and l for 1.
_LOOKALIKES = str.maketrans(
    {"o": "0", "O": "0", "i": "1", "I": "1", "l": "1", "L": "1"}
)
_DIGIT = r"[\dOoIl]"
_REFERENCE = re.compile(
    rf"(?<![A-Za-z\d])R{_SEPARATORS}B{_SEPARATORS}(2{_DIGIT}{{3}})"
    rf"{_SEPARATORS}({_DIGIT}{{1,6}})(?![A-Za-z\d])",
    re.IGNORECASE,
)
# Without its letters, read only when a reference was asked for.
_BARE_REFERENCE = re.compile(r"(?<![\w-])(20\d{2})[ ./_–—-]+(\d{4,6})(?![\w-])")
_LIKE_REFERENCE = re.compile(rf"(?<![A-Za-z\d])RB{_SEPARATORS}\d", re.IGNORECASE)
# A run of digits with single separators inside, as company numbers are written.
_NUMBER = re.compile(rf"(?<!\w)\d(?:[\s\u00a0\u202f.\-]?{_DIGIT})+(?!\w)")
_DAY = re.compile(r"\d{1,2}[. \-]\d{1,2}[. \-]\d{4}|\d{4}-\d{2}-\d{2}")
SIREN_DIGITS = 9
SIRET_DIGITS = 14


@dataclass(frozen=True)
class Identifiers:
    """What a message says about which file is meant.

    Attributes:
        reference: In its full form, `RB-2020-004217`; `None` if there is none.
        siren: Nine digits with a valid key; `None` if there is none.
        mistyped_reference: Something stands there that must be meant as a reference,
            but cannot be one.
        mistyped_siren: The same of a SIREN or SIRET.
    """

    reference: str | None = None
    siren: str | None = None
    mistyped_reference: bool = False
    mistyped_siren: bool = False


def read_identifiers(text: str, *, reference_asked: bool = False) -> Identifiers:
    """Reads what it can from a message, in whatever order it says it.

    Args:
        text: What the customer wrote.
        reference_asked: Whether « 2020-004217 », without its letters, is meant as one.
    """
    found = _REFERENCE.search(text)
    if found is None and reference_asked:
        found = _BARE_REFERENCE.search(text)
    rest = text[: found.start()] + " " + text[found.end() :] if found else text
    numbers = [
        _digits(match[0])
        for match in _NUMBER.finditer(rest)
        if not _DAY.fullmatch(match[0])
    ]
    sirens = [siren for number in numbers if (siren := siren_of(number))]
    return Identifiers(
        reference=_full_form(*found.groups()) if found else None,
        siren=sirens[0] if sirens else None,
        mistyped_reference=not found and bool(_LIKE_REFERENCE.search(text)),
        mistyped_siren=not sirens and any(_is_nearly_siren(n) for n in numbers),
    )


def siren_of(number: str) -> str | None:
    """The SIREN that a number is or, for a SIRET, begins with; `None` if neither."""
    if len(number) == SIREN_DIGITS and siren_number.is_valid(number):
        return number
    if len(number) == SIRET_DIGITS and siret_number.is_valid(number):
        return number[:SIREN_DIGITS]
    return None


def _full_form(year: str, number: str) -> str:
    return f"RB-{_digits(year)}-{int(_digits(number)):06d}"


def _digits(written: str) -> str:
    return re.sub(r"\D", "", written.translate(_LOOKALIKES))


def _is_nearly_siren(number: str) -> bool:
    # Telephone numbers have ten digits, dates and years at most eight.
    near = (SIREN_DIGITS - 1, SIREN_DIGITS, SIRET_DIGITS - 1, SIRET_DIGITS)
    return len(number) in near
