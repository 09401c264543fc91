"""Days and months: « le 5 mai », « 05/05/2020 », « il y a 10 jours », « hier »."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from bot.nlu.entities.duration import DURATION
from bot.nlu.entities.found import EntityKind, FoundEntity
from bot.nlu.entities.numbers import SPACE, read_number

_MONTHS = {
    "janvier": 1, "janv": 1, "février": 2, "fevrier": 2, "févr": 2, "mars": 3,
    "avril": 4, "avr": 4, "mai": 5, "juin": 6, "juillet": 7, "juil": 7, "août": 8,
    "aout": 8, "septembre": 9, "sept": 9, "octobre": 10, "oct": 10, "novembre": 11,
    "nov": 11, "décembre": 12, "decembre": 12, "déc": 12,
}  # fmt: skip
_WEEKDAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
_NEAR_DAYS = {
    "avant-hier": -2, "avant hier": -2, "hier": -1, "aujourd'hui": 0,
    "aujourd’hui": 0, "après-demain": 2, "apres-demain": 2, "demain": 1,
}  # fmt: skip
_DAYS_PER = {"j": 1, "s": 7, "m": 30, "t": 91, "a": 365}  # by first letter of the unit

_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_I = re.IGNORECASE
_IN_WORDS = re.compile(
    rf"(?<![\w.,])(?:le{SPACE})?(?P<day>\d{{1,2}})(?:er)?{SPACE}(?P<month>{_MONTH})\b\.?"
    rf"(?:{SPACE}(?P<year>20\d{{2}}|19\d{{2}}))?",
    _I,
)
_MONTH_ONLY = re.compile(rf"\b(?P<month>{_MONTH}){SPACE}(?P<year>20\d{{2}})\b", _I)
_IN_DIGITS = re.compile(
    r"(?<![\d/.-])(?P<day>\d{1,2})(?P<s>[/.-])(?P<month>\d{1,2})(?P=s)"
    r"(?P<year>\d{4}|\d{2})(?![\d/-])"
)
_DAY_MONTH = re.compile(r"(?<![\d/.-])(?P<day>\d{1,2})/(?P<month>\d{2})(?![\d/%])")
_ISO = re.compile(r"(?<![\d-])(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})(?![\d-])")
_AGO = re.compile(
    rf"\b(?P<sense>il{SPACE}y{SPACE}a|ya|dans){SPACE}(?:environ{SPACE})?{DURATION}", _I
)
_NEAR = re.compile(rf"(?<![\w-])(?:{'|'.join(_NEAR_DAYS)})(?![\w-])", _I)
_WEEKDAY = re.compile(
    rf"\b(?P<day>{'|'.join(_WEEKDAYS)}){SPACE}(?P<sense>dernier|prochain)\b", _I
)

_Reader = Callable[[re.Match[str], date], "str | None"]


def find_dates(text: str, today: date) -> list[FoundEntity]:
    """Finds days and months; the value is ISO 8601.

    Args:
        text: The message.
        today: From which « hier » counts, and near which a day without a year lies.
    """
    found: list[FoundEntity] = []
    for pattern, read in _READERS.items():
        for match in pattern.finditer(text):
            value = read(match, today)
            free = all(match.end() <= f.start or match.start() >= f.end for f in found)
            if value is not None and free:
                start, end = match.span()
                found.append(FoundEntity(EntityKind.DATE, start, end, match[0], value))
    return sorted(found, key=lambda entity: entity.start)


def _read_day(match: re.Match[str], today: date) -> str | None:
    parts = match.groupdict()
    month_text = parts["month"].lower()
    month = int(month_text) if month_text.isdigit() else _MONTHS[month_text]
    written = parts.get("year")
    if written is None:
        return _nearest(int(parts["day"]), month, today)
    year = int(written) + (2000 if len(written) == 2 else 0)
    day = _day(year, month, int(parts["day"]))
    return day.isoformat() if day else None


def _nearest(day: int, month: int, today: date) -> str | None:
    """Chooses the year that brings a day and month closest to today."""
    years = (today.year - 1, today.year, today.year + 1)
    days = [found for year in years if (found := _day(year, month, day))]
    if not days:
        return None
    return min(days, key=lambda found: abs((found - today).days)).isoformat()


def _read_month(match: re.Match[str], today: date) -> str | None:
    return f"{match['year']}-{_MONTHS[match['month'].lower()]:02d}"


def _read_ago(match: re.Match[str], today: date) -> str | None:
    number = read_number(match["number"])
    days = _DAYS_PER.get(match["unit"][0].lower())
    if number is None or days is None or match["unit"].lower().startswith("min"):
        return None  # minutes and hours stay durations
    unit_days = 182 if match["unit"].lower().startswith("semest") else days
    shift = timedelta(days=int(number) * unit_days)
    is_past = not match["sense"].lower().startswith("dans")
    try:
        return (today - shift if is_past else today + shift).isoformat()
    except OverflowError:
        return None


def _read_near(match: re.Match[str], today: date) -> str | None:
    return (today + timedelta(days=_NEAR_DAYS[match[0].lower()])).isoformat()


def _read_weekday(match: re.Match[str], today: date) -> str | None:
    wanted = _WEEKDAYS.index(match["day"].lower())
    if match["sense"].lower() == "dernier":
        back = (today.weekday() - wanted - 1) % 7 + 1
        return (today - timedelta(days=back)).isoformat()
    ahead = (wanted - today.weekday() - 1) % 7 + 1
    return (today + timedelta(days=ahead)).isoformat()


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


# In this order: an earlier pattern hides the later ones where they overlap.
_READERS: dict[re.Pattern[str], _Reader] = {
    _ISO: _read_day,
    _IN_DIGITS: _read_day,
    _IN_WORDS: _read_day,
    _MONTH_ONLY: _read_month,
    _AGO: _read_ago,
    _WEEKDAY: _read_weekday,
    _NEAR: _read_near,
    _DAY_MONTH: _read_day,
}
