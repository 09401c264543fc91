"""Whose assistant this is: data/knowledge/brand.yml, checked when it is read."""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Mapping
from datetime import date, timedelta
from enum import Enum
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import BaseModel, Extra, Field, ValidationError, validator
from ruamel.yaml import YAML, YAMLError

from bot.errors import SettingsError
from bot.knowledge.brand_words import say_hours
from bot.knowledge.closed_days import closed_days, known_departments
from bot.knowledge.opening_hours import OpeningHours, Span
from bot.knowledge.retention import default_retention, say_period

BRAND_PATH = Path(__file__).resolve().parents[2] / "data" / "knowledge" / "brand.yml"
WEEKDAYS = (
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
)  # fmt: skip
PERIOD = "{period}"
_SPAN = re.compile(r"(\d{2}):([0-5]\d)-(\d{2}):([0-5]\d)")


class _Strict(BaseModel):
    class Config:
        extra = Extra.forbid
        frozen = True


class ContactKind(str, Enum):
    """How people are reached."""

    PHONE = "phone"
    EMAIL = "email"
    POST = "post"
    WEB = "web"


class Contact(_Strict):
    """One way to reach people, as customers read it."""

    kind: ContactKind
    value: str = Field(min_length=3, max_length=200)


class Consent(str, Enum):
    """Whether customers must accept the notice of the widget before they write."""

    OPTIONAL = "optional"
    REQUIRED = "required"


class Opening(_Strict):
    """Hours at which people answer; see the file for what each line means."""

    time_zone: str
    weekdays: dict[str, list[str]]
    public_holidays: bool
    department: str = ""
    closed_days: list[date] = Field(default_factory=list, max_items=200)

    @validator("time_zone")
    def _is_a_zone(cls, value: str) -> str:
        try:
            ZoneInfo(value)
        except (ZoneInfoNotFoundError, ValueError) as error:
            raise ValueError(
                f"expected a time zone such as Europe/Paris, found {value!r}"
            ) from error
        return value

    @validator("department")
    def _is_a_department(cls, value: str) -> str:
        if value and value not in known_departments():
            raise ValueError(
                f"expected one of {', '.join(sorted(known_departments()))}, or nothing "
                f"for the rest of France, found {value!r}"
            )
        return value

    @validator("weekdays")
    def _are_days_and_hours(cls, value: dict[str, list[str]]) -> dict[str, list[str]]:
        for day, written in value.items():
            if day not in WEEKDAYS:
                raise ValueError(f"expected one of {', '.join(WEEKDAYS)}, found {day}")
            spans = [read_span(each) for each in written]
            if any(b.start < a.end for a, b in itertools.pairwise(spans)):
                raise ValueError(f"expected the hours of {day} in order, each once")
        if not any(value.values()):
            raise ValueError("expected at least one day with hours, found none")
        return value


class CallbackRules(_Strict):
    """How calls are promised; minutes and days, see the file."""

    slot_minutes: int = Field(ge=5, le=240)
    notice_minutes: int = Field(ge=0, le=7 * 24 * 60)
    horizon_days: int = Field(ge=1, le=90)
    per_slot: int = Field(ge=1, le=500)

    @property
    def slot_length(self) -> timedelta:
        """Of one slot."""
        return timedelta(minutes=self.slot_minutes)


class Brand(_Strict):
    """Everything in the file."""

    name: str = Field(min_length=1, max_length=60)
    notice: str = Field(min_length=1, max_length=300)
    opening: Opening
    callbacks: CallbackRules
    contacts: list[Contact] = Field(default_factory=list, max_items=20)
    data_kept: str = Field(min_length=1, max_length=200)
    data_kept_en: str | None = Field(None, min_length=1, max_length=200)
    privacy_url: str = Field("", max_length=500, regex=r"^(https://\S+)?$")
    consent: Consent = Consent.OPTIONAL

    @validator("data_kept", "data_kept_en")
    def _says_the_period(cls, value: str | None) -> str | None:
        # Written out by hand it could promise what retention.yml does not keep.
        if value is not None and value.count(PERIOD) != 1:
            raise ValueError(f"expected {PERIOD} in it once, found {value!r}")
        return value

    @property
    def hours(self) -> OpeningHours:
        """The hours, ready to be asked."""
        opening = self.opening
        weekdays = {
            WEEKDAYS.index(day): tuple(read_span(each) for each in written)
            for day, written in opening.weekdays.items()
        }
        is_closed = closed_days(
            public_holidays=opening.public_holidays,
            department=opening.department,
            others=frozenset(opening.closed_days),
        )
        return OpeningHours(ZoneInfo(opening.time_zone), weekdays, is_closed)


def read_span(written: str) -> Span:
    """Reads `09:00-12:30`; `24:00` is the end of the day.

    Raises:
        ValueError: It is written otherwise, or is no part of one day.
    """
    match = _SPAN.fullmatch(written)
    if match is None:
        raise ValueError(f"expected hours such as 09:00-12:30, found {written!r}")
    start_h, start_min, end_h, end_min = (int(part) for part in match.groups())
    return Span(start_h * 60 + start_min, end_h * 60 + end_min)


def read_brand(content: Any) -> Brand:
    """Checks what the file says.

    Raises:
        SettingsError: Something is missing, unknown or impossible.
    """
    try:
        return Brand.parse_obj(content)
    except ValidationError as error:
        where = "; ".join(
            f"{'.'.join(str(part) for part in each['loc'])}: {each['msg']}"
            for each in error.errors()
        )
        raise SettingsError(
            f"Expected data/knowledge/brand.yml to follow its own comments, but found "
            f"{where}. Please correct it."
        ) from error


def load_brand(path: Path) -> Brand:
    """Reads a file.

    Raises:
        SettingsError: It cannot be read, or does not say what it should.
    """
    try:
        content = YAML(typ="safe").load(path.read_text(encoding="utf-8"))
    except (OSError, YAMLError) as error:
        raise SettingsError(
            f"Expected {path.name} to be a readable YAML file, but found "
            f"{type(error).__name__}. Please correct it."
        ) from error
    return read_brand(content)


@functools.lru_cache(maxsize=1)
def default_brand() -> Brand:
    """Reads the project's own file, once per process."""
    return load_brand(BRAND_PATH)


def say_data_kept(words: str, language: str = "fr") -> str:
    """`data_kept` or `data_kept_en` with the period that really ends it."""
    days = default_retention().days.conversations
    return words.replace(PERIOD, say_period(days, language))


def brand_placeholders(brand: Brand) -> Mapping[str, str]:
    """What responses may say of the brand, by the name of the placeholder."""
    return {
        "brand_name": brand.name,
        "brand_notice": brand.notice,
        "brand_hours": say_hours(
            brand.hours, but_holidays=brand.opening.public_holidays
        ),
        "brand_data_kept": say_data_kept(brand.data_kept),
        "brand_kept_period": say_period(default_retention().days.conversations),
    }
