"""The telephone number a customer wants to be called at. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

import phonenumbers

from bot.privacy.identifiers import HOME_COUNTRY, find_phones

_FEWEST_DIGITS = 8  # of what somebody may have meant as a telephone number
_SURELY_DIGITS = 9  # more than a date has
# « 06 12 34 », when a number was asked for and nothing else is written.
_TOO_SHORT = re.compile(r"[\s().+\-/]*(?:\d[\s().\-/]*){3,}")
_WRITTEN = re.compile(r"\+?\(?\d(?:[\s().\-]*\d)*")
# 06/12/34/56/78: a slash makes `phonenumbers` think of a date.
_SLASHED = re.compile(r"(?<!\d)\d\d(?:/\d\d){4}(?!\d)")
# Guadeloupe, Martinique, Guyane, La Réunion, Mayotte: plans of their own.
_OVERSEAS = ("GP", "MQ", "GF", "RE", "YT")
# Calling these costs somebody money, whoever asked for it.
_COSTLY = frozenset(
    {
        phonenumbers.PhoneNumberType.PREMIUM_RATE,
        phonenumbers.PhoneNumberType.SHARED_COST,
    }
)
_HIDDEN = "•"


class PhoneOutcome(str, Enum):
    """What a message says of a number."""

    FOUND = "found"
    WRONG = "wrong"  # meant as a number, and none that exists
    COSTLY = "costly"  # exists, and is never called back
    NONE = "none"  # no number was meant


@dataclass(frozen=True)
class PhoneReading:
    """A number, in E.164 (`+33612345678`), or why there is none."""

    outcome: PhoneOutcome
    phone: str | None = None


def read_phone(text: str, *, asked: bool = True) -> PhoneReading:
    """Reads the last number of a message, so that « non, le 07 … » corrects.

    Args:
        text: What the customer wrote. Numbers without a country code are French.
        asked: A number was asked for. Only then is a missing first zero tolerated, or
            a wrong number noticed: nine digits are a SIREN more often.
    """
    reading, written = _read_last(text)
    if asked and reading.outcome is PhoneOutcome.NONE and _TOO_SHORT.fullmatch(text):
        return PhoneReading(PhoneOutcome.WRONG)
    is_written_whole = written.startswith(("0", "+", "(0", "(+"))
    if asked or (is_written_whole and reading.outcome is PhoneOutcome.FOUND):
        return reading
    return PhoneReading(PhoneOutcome.NONE)


def _read_last(text: str) -> tuple[PhoneReading, str]:
    """The reading of the last number, and how it is written."""
    text = _SLASHED.sub(lambda m: m[0].replace("/", " "), text)
    found = find_phones(text)
    written = [m for m in _WRITTEN.finditer(text) if _count(m[0]) >= _FEWEST_DIGITS]
    if found and (not written or written[-1].start() < found[-1].end):
        return _judge(phonenumbers.parse(found[-1].value)), found[-1].text
    if not written:
        return PhoneReading(PhoneOutcome.NONE), ""
    last = written[-1][0]
    number = _find_valid(last)
    reading = _judge(number) if number else PhoneReading(PhoneOutcome.WRONG)
    return reading, last


def _find_valid(written: str) -> phonenumbers.PhoneNumber | None:
    for country in (HOME_COUNTRY, *_OVERSEAS):
        try:
            number = phonenumbers.parse(written, country)
        except phonenumbers.NumberParseException:
            return None
        if phonenumbers.is_valid_number(number):
            return number
    return None


def _judge(number: phonenumbers.PhoneNumber) -> PhoneReading:
    if phonenumbers.number_type(number) in _COSTLY:
        return PhoneReading(PhoneOutcome.COSTLY)
    written = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    return PhoneReading(PhoneOutcome.FOUND, written)


def _count(written: str) -> int:
    return sum(c.isdigit() for c in written)


def without_phones(text: str) -> str:
    """The text with what looks like a telephone number taken out."""
    return _WRITTEN.sub(lambda m: " " if _count(m[0]) >= _SURELY_DIGITS else m[0], text)


def masked_phone(phone: str) -> str:
    """Enough of a number to recognise one's own: « 06 •• •• •• 78 ».

    Args:
        phone: In E.164. Of a foreign number the country code is shown too.
    """
    number = phonenumbers.parse(phone)
    home = number.country_code == phonenumbers.country_code_for_region(HOME_COUNTRY)
    style = phonenumbers.PhoneNumberFormat
    written = phonenumbers.format_number(
        number, style.NATIONAL if home else style.INTERNATIONAL
    )
    groups = re.findall(r"\+?\d+", written)
    hidden = [_HIDDEN * len(group) for group in groups[1:-1]]
    # Few groups, long ones: only the last two digits.
    last = _HIDDEN * (len(groups[-1]) - 2) + groups[-1][-2:]
    return "\u00a0".join([groups[0], *hidden, last])
