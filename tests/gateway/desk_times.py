"""Clocks and opening hours for tests: nobody sleeps."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.desk.service_levels import default_service_levels
from bot.desk.waiting_rules import default_waiting_rules
from bot.gateway.desk_time import DeskTime
from bot.knowledge.opening_hours import OpeningHours, Span
from bot.store.models import utc_now

ALL_DAY = (Span(0, 1440),)
ALWAYS = OpeningHours(ZoneInfo("Europe/Paris"), dict.fromkeys(range(7), ALL_DAY))


class FakeClock:
    """The present moment, as far in the future as a test says."""

    def __init__(self) -> None:
        self.ahead = timedelta(0)

    def __call__(self) -> datetime:
        return utc_now() + self.ahead

    def advance(self, seconds: float) -> None:
        self.ahead += timedelta(seconds=seconds)


def open_time(
    clock: Callable[[], datetime],
    *,
    hours: OpeningHours = ALWAYS,
    told_at_once: bool = True,
) -> DeskTime:
    """The project's rules, with other hours."""
    rules = default_waiting_rules()
    nobody = rules.nobody_there.copy(update={"told_at_once": told_at_once})
    return DeskTime(
        hours=hours,
        waiting=rules.copy(update={"nobody_there": nobody}),
        levels=default_service_levels(),
        now=clock,
    )
