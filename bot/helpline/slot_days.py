"""Which days a customer means: « demain », « jeudi 3 », « la semaine prochaine »."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from bot.helpline.slot_text import MONTHS, WEEKDAYS

DAY = timedelta(days=1)
MOST_DAYS_AHEAD = 366
_WEEKDAY = "|".join(WEEKDAYS)
_MONTH = "|".join(MONTHS)


@dataclass(frozen=True)
class Days:
    """Days found in a text.

    Attributes:
        rest: The text without them, so that « le 3 » is not read as an hour too.
        found: Whether any day was named.
        first: First day; `None` when no day was named.
        last: Last day, of a week or of the one day.
        contradictory: The weekday is not that date's: « mardi 3 décembre ».
    """

    rest: str
    found: bool = False
    first: date | None = None
    last: date | None = None
    contradictory: bool = False


def read_days(words: str, today: date) -> Days:
    """Reads the first day or week that a text names.

    Args:
        words: From `plain_words`.
        today: From which « demain » counts; days that are past mean the next ones.
    """
    for pattern, read in _READERS:
        match = pattern.search(words)
        if match is None:
            continue
        found = read(match, today)
        if found is not None:
            rest = f"{words[: match.start()]} {words[match.end() :]}"
            wrong_day = bool(match.groupdict().get("month")) and not _agrees(
                match, found[0]
            )
            return Days(rest, True, *found, contradictory=wrong_day)
    return Days(words)


Range = tuple[date, date]
Reader = Callable[[re.Match[str], date], "Range | None"]


def _agrees(match: re.Match[str], day: date) -> bool:
    weekday = match.groupdict().get("weekday")
    return weekday is None or WEEKDAYS.index(weekday) == day.weekday()


def _today(_: re.Match[str], today: date) -> Range:
    return today, today


def _tomorrow(match: re.Match[str], today: date) -> Range:
    day = today + (2 if match["after"] else 1) * DAY
    return day, day


def _in_days(match: re.Match[str], today: date) -> Range | None:
    count = int(match["number"]) if match["number"].isdigit() else 1
    number = count * (7 if match["unit"].startswith("semaine") else 1)
    if number > MOST_DAYS_AHEAD:
        return None
    return today + number * DAY, today + number * DAY


def _weekday(match: re.Match[str], today: date) -> Range:
    """Always a day to come: said on a Monday, « lundi » is the next one."""
    ahead = (WEEKDAYS.index(match["weekday"]) - today.weekday() - 1) % 7 + 1
    if match["next_week"]:
        ahead = 7 - today.weekday() + WEEKDAYS.index(match["weekday"])
    day = today + ahead * DAY
    return day, day


def _weekday_and_date(match: re.Match[str], today: date) -> Range | None:
    if match["month"]:
        return _date(match, today)  # which may contradict the weekday
    wanted = WEEKDAYS.index(match["weekday"])
    # « jeudi 3 »: the next month in which the third is a Thursday, if it is near.
    for ahead in range(1, 63):
        day = today + ahead * DAY
        if day.day == int(match["day"]) and day.weekday() == wanted:
            return day, day
    return None


def _date(match: re.Match[str], today: date) -> Range | None:
    day = _dated(match, today)
    return (day, day) if day is not None else None


def _dated(match: re.Match[str], today: date) -> date | None:
    number, month = int(match["day"]), match["month"]
    if not month:
        return next(
            (d for d in (today + n * DAY for n in range(62)) if d.day == number), None
        )
    of_year = MONTHS.index(month) + 1 if month in MONTHS else int(month)
    year = match.groupdict().get("year")
    years = (
        (int(year) + (2000 if len(year) == 2 else 0),)
        if year
        else (today.year, today.year + 1)
    )
    days = (_make(y, of_year, number) for y in years)
    return next((d for d in days if d is not None and (d >= today or year)), None)


def _make(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _next_week(_: re.Match[str], today: date) -> Range:
    monday = today + (7 - today.weekday()) * DAY
    return monday, monday + 6 * DAY


def _this_week(_: re.Match[str], today: date) -> Range:
    return today, today + (6 - today.weekday()) * DAY


# In order: what says more comes before what says less.
_READERS: list[tuple[re.Pattern[str], Reader]] = [
    (
        re.compile(
            rf"\b(?:le )?(?P<weekday>{_WEEKDAY}) (?:le )?(?P<day>[0-3]?\d)"
            rf"(?! ?(?:h\b|heures?\b|:|/))(?: (?P<month>{_MONTH}))?"
            r"(?: (?P<year>20\d\d))?\b"
        ),
        _weekday_and_date,
    ),
    (
        re.compile(
            rf"\b(?:le )?(?P<day>[0-3]?\d) (?P<month>{_MONTH})"
            r"(?: (?P<year>20\d\d))?\b"
        ),
        _date,
    ),
    (
        re.compile(
            r"\b(?:le )?(?P<day>[0-3]?\d)/(?P<month>[01]?\d)"
            r"(?:/(?P<year>(?:20)?\d\d))?\b"
        ),
        _date,
    ),
    (re.compile(r"\b(?P<after>apres )?demain\b"), _tomorrow),
    (
        re.compile(
            r"\b(?:aujourd hui|ce jour|ce (?=matin|soir|midi)|cet(?:te)? (?=apres))"
        ),
        _today,
    ),
    (
        re.compile(
            r"\b(?:dans|d ici) (?P<number>\d{1,3}|une?) (?P<unit>jours?|semaines?)\b"
        ),
        _in_days,
    ),
    (
        re.compile(
            rf"\b(?P<weekday>{_WEEKDAY})\b"
            r"(?P<next_week>(?: de)? (?:la )?semaine prochaine)?(?: prochain)?"
        ),
        _weekday,
    ),
    (re.compile(r"\bsemaine (?:prochaine|pro|qui vient|suivante)\b"), _next_week),
    (re.compile(r"\b(?:cette|dans la|courant de la) semaine\b"), _this_week),
    (
        re.compile(
            r"\ble (?P<day>[0-3]?\d)\b(?! ?(?:h\b|heures?\b|:|/))(?P<month>)"
        ),
        _date,
    ),
]  # fmt: skip
