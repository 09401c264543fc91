"""What supervisors ask: a period, filters, and which number they want to look into."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from aiohttp import web
from pydantic import Field, root_validator, validator

from bot.desk.history_choice import Number
from bot.desk.supervision_rules import SupervisionRules
from bot.errors import Refused
from bot.gateway.body import invalid, parse
from bot.gateway.input_models import StrictInput
from bot.store.history_rows import Period

MAX_WORD_CHARS = 64
MAX_OFFSET = 1_000_000
ISO_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")

Asked = TypeVar("Asked", bound="HistoryQuery")


class HistoryQuery(StrictInput):
    """A period in days of the desk's calendar, both included, and filters."""

    from_: date = Field(alias="from")
    to: date
    reason: str | None = Field(None, min_length=1, max_length=MAX_WORD_CHARS)
    agent: str | None = Field(None, min_length=1, max_length=MAX_WORD_CHARS)
    topic: str | None = Field(None, min_length=1, max_length=MAX_WORD_CHARS)
    region: str | None = Field(None, min_length=1, max_length=MAX_WORD_CHARS)

    @validator("from_", "to", pre=True)
    def _a_day(cls, value: Any) -> Any:
        # The library would take a bare number for seconds.
        if not isinstance(value, str) or not ISO_DAY.fullmatch(value):
            raise ValueError("not a day")
        return value

    @validator("reason", "agent", "topic", "region")
    def _no_nul(cls, value: str | None) -> str | None:
        if value is not None and "\x00" in value:
            raise ValueError("PostgreSQL knows no such text")
        return value

    @root_validator(skip_on_failure=True)
    def _goes_forward(cls, values: dict[str, Any]) -> dict[str, Any]:
        if values["to"] < values["from_"] or values["from_"].year < 2000:
            raise ValueError("ends before it begins")
        if values["to"].year > 2200:
            raise ValueError("too far away")
        return values


class ConversationsQuery(HistoryQuery):
    """The conversations behind a number; `value` says which one of them."""

    number: Number = Number.ALL
    value: str | None = Field(None, max_length=MAX_WORD_CHARS)
    offset: int = Field(0, ge=0, le=MAX_OFFSET)


def read_query(request: web.Request, model: type[Asked]) -> Asked:
    """Reads a query.

    Raises:
        Refused: 400, naming what is missing, unknown, given twice or impossible.
    """
    if len(set(request.query)) != len(request.query):
        raise invalid("Chaque paramètre ne peut être donné qu’une fois.")
    return parse(model, dict(request.query))


def period_of(asked: HistoryQuery, zone: ZoneInfo, rules: SupervisionRules) -> Period:
    """The moments that the days of a query begin and end at.

    Raises:
        Refused: 400, the period is too long.
    """
    days = (asked.to - asked.from_).days + 1
    if days > rules.longest_period_days:
        raise Refused(
            400,
            "period_too_long",
            f"La période ne peut pas dépasser {rules.longest_period_days} jours.",
        )
    return Period(
        since=start_of_day(asked.from_, zone),
        until=start_of_day(asked.to + timedelta(days=1), zone),
        reason=asked.reason,
        agent=asked.agent,
        topic=asked.topic,
        region=asked.region,
    )


def start_of_day(day: date, zone: ZoneInfo) -> datetime:
    """Midnight on the desk's clock."""
    return datetime.combine(day, time(), zone)
