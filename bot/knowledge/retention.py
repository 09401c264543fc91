"""How long everything is kept: data/knowledge/retention.yml, also in words."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from datetime import time
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConstrainedInt, Extra, Field, validator

from bot.contracts.retention import Kept
from bot.knowledge.brand_words import NO_BREAK
from bot.knowledge.yaml_files import PROJECT, read_checked

RETENTION_PATH = PROJECT / "data" / "knowledge" / "retention.yml"
# The database refuses to delete younger rows of the trail (revision 0008).
AUDIT_FLOOR_DAYS = 180
_AT = re.compile(r"([01]\d|2[0-3]):([0-5]\d)")
_YEAR, _LEAP_DAYS, _MONTH = 365, 4, 30
_NUMBERS = {
    "fr": ("un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf"),
    "en": ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine"),
}
_UNITS = {
    "fr": {"year": ("an", "ans"), "month": ("mois", "mois"), "day": ("jour", "jours")},
    "en": {
        "year": ("year", "years"),
        "month": ("month", "months"),
        "day": ("day", "days"),
    },
}


class Days(ConstrainedInt):
    """A period, from a day to a hundred years."""

    strict = True
    ge = 1
    le = 36_525


class _Strict(BaseModel):
    class Config:
        extra = Extra.forbid
        frozen = True


class Periods(_Strict):
    """How many days each kind stays; what it is counted from is said in the file."""

    conversations: Days
    callbacks: Days
    complaints: Days
    pre_files: Days
    closed_files: Days
    paid_files: Days
    confirmed_alerts: Days
    invitations: Days
    audit_events: Days

    @validator("callbacks", "complaints")
    def _goes_with_its_conversation(cls, days: int, values: dict[str, int]) -> int:
        most = values.get("conversations", days)
        if days > most:
            raise ValueError(
                f"expected at most the {most} days of conversations, with which they "
                f"go, found {days}"
            )
        return days

    @validator("audit_events")
    def _is_what_the_database_allows(cls, days: int) -> int:
        if days < AUDIT_FLOOR_DAYS:
            raise ValueError(
                f"expected at least {AUDIT_FLOOR_DAYS} days, because the database "
                f"refuses to delete younger rows, found {days}"
            )
        return days


class RetentionPolicy(_Strict):
    """Everything in the file."""

    at: time
    batch: int = Field(ge=1, le=2000)
    days: Periods

    @validator("at", pre=True)
    def _is_a_time_of_day(cls, written: Any) -> time:
        match = _AT.fullmatch(written) if isinstance(written, str) else None
        if match is None:
            raise ValueError(
                f'expected a time of day such as "03:30", found {written!r}'
            )
        return time(int(match[1]), int(match[2]))

    def by_kind(self) -> Mapping[Kept, int]:
        """The days of each kind."""
        written: dict[str, int] = self.days.dict()
        memory = {Kept.BOT_MEMORY: written["conversations"]}
        return {Kept(name): days for name, days in written.items()} | memory


def say_period(days: int, language: str = "fr") -> str:
    """« un an » for 365 or 366 days, « six mois » for 180, « 45 jours » for the rest.

    Args:
        days: At least 1.
        language: `fr` or `en`.
    """
    unit, count = "day", days
    years, over = divmod(days, _YEAR)
    if years and over <= 1 + years // _LEAP_DAYS:
        unit, count = "year", years
    elif days < _YEAR and not days % _MONTH:
        unit, count = "month", days // _MONTH
    numbers = _NUMBERS[language]
    # Small numbers of days are figures as well: « 7 jours » is read quicker.
    in_words = unit != "day" and count <= len(numbers)
    number = f"{numbers[count - 1]} " if in_words else f"{count}{NO_BREAK}"
    return number + _UNITS[language][unit][count > 1]


def read_retention(path: Path = RETENTION_PATH) -> RetentionPolicy:
    """Reads the file.

    Raises:
        SettingsError: It is missing, or does not follow its form.
    """
    return read_checked(path, RetentionPolicy)


@functools.lru_cache(maxsize=1)
def default_retention() -> RetentionPolicy:
    """The project's own file, read once per process."""
    return read_retention()
