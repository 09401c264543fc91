"""A week and its hours, the same for every test of callbacks."""

from __future__ import annotations

from datetime import date, datetime, timezone
from zoneinfo import ZoneInfo

from bot.knowledge.brand import CallbackRules
from bot.knowledge.opening_hours import OpeningHours, Span

PARIS = ZoneInfo("Europe/Paris")
# Thursday, 26 November 2026, 10:12 in Paris.
NOW = datetime(2026, 11, 26, 9, 12, tzinfo=timezone.utc)
TODAY = date(2026, 11, 26)
HOLIDAY = date(2026, 12, 1)  # a Tuesday
HOURS = OpeningHours(
    PARIS,
    {day: (Span(540, 750), Span(810, 1080)) for day in range(5)},
    lambda day: day == HOLIDAY,
)
RULES = CallbackRules(slot_minutes=30, notice_minutes=30, horizon_days=14, per_slot=2)


def paris(text: str) -> datetime:
    """A moment from local time, such as `2026-11-27 14:00`."""
    return datetime.fromisoformat(text).replace(tzinfo=PARIS).astimezone(timezone.utc)
