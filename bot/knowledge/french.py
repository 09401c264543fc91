"""Writes a value as a French reader expects it: `50 000 €`, `7 ans`, `22 avril 2020`.

Numbers hold a narrow no-break space (U+202F) between thousands and before € and %, a
no-break space (U+00A0) before a word: a figure never stands alone at the end of a line.
"""

from __future__ import annotations

from datetime import date
from enum import Enum

NARROW = "\u202f"
NO_BREAK = "\u00a0"
MILLION = 1_000_000

MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août",
    "septembre", "octobre", "novembre", "décembre",
)  # fmt: skip


class Unit(str, Enum):
    """What a value counts. Euros are whole euros, percents are of 100."""

    EURO = "euro"
    PERCENT = "percent"
    YEARS = "years"
    MONTHS = "months"
    DAYS = "days"
    HOURS = "hours"
    MINUTES = "minutes"
    COUNT = "count"
    DATE = "date"
    TEXT = "text"


# Singular and plural; in French the plural starts at 2 (« 1,5 an »).
_WORDS = {
    Unit.YEARS: ("an", "ans"),
    Unit.MONTHS: ("mois", "mois"),
    Unit.DAYS: ("jour", "jours"),
    Unit.HOURS: ("h", "h"),
    Unit.MINUTES: ("minute", "minutes"),
}

Value = int | float | date | str


def with_unit(value: Value, unit: Unit) -> str:
    """Writes a value with its unit, a date with its year."""
    if unit is Unit.TEXT:
        return str(value)
    if unit is Unit.DATE:
        day = _as_date(value)
        return f"{_day_and_month(day)}{NO_BREAK}{day.year}"
    number = _as_number(value)
    if unit is Unit.COUNT:
        return written_number(number)
    if unit is Unit.PERCENT:
        return f"{written_number(number)}{NARROW}%"
    if unit is Unit.EURO:
        return _euros(number)
    singular, plural = _WORDS[unit]
    return f"{written_number(number)}{NO_BREAK}{plural if number >= 2 else singular}"


def without_unit(value: Value, unit: Unit) -> str:
    """Writes a value without its unit, a date without its year: `10 000`, `22 avril`.

    For sentences that say the unit once: « de 10 000 à 300 000 € ».
    """
    if unit is Unit.TEXT:
        return str(value)
    if unit is Unit.DATE:
        return _day_and_month(_as_date(value))
    return written_number(_as_number(value))


def written_number(value: float) -> str:
    """Writes a number: `10 000`, `0`, `0,2`; at most two decimals."""
    text = f"{value:,.2f}".rstrip("0").rstrip(".")
    return text.replace(",", NARROW).replace(".", ",")


def _euros(amount: float) -> str:
    if amount >= MILLION and amount % (MILLION // 10) == 0:
        word = "millions" if amount >= 2 * MILLION else "million"
        return f"{written_number(amount / MILLION)}{NO_BREAK}{word} d’euros"
    return f"{written_number(amount)}{NARROW}€"


def _day_and_month(day: date) -> str:
    number = "1er" if day.day == 1 else str(day.day)
    return f"{number}{NO_BREAK}{MONTHS[day.month - 1]}"


def _as_date(value: Value) -> date:
    if isinstance(value, date):
        return value
    return date.fromisoformat(str(value))


def _as_number(value: Value) -> float:
    if isinstance(value, (int, float)):
        return value
    raise ValueError(f"Expected a number, but found {value!r}.")
