from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from bot.contracts.desk import TimerKind
from bot.desk.service_levels import ServiceLevels, promise_due
from bot.knowledge.opening_hours import OpeningHours, Span

PARIS = ZoneInfo("Europe/Paris")
HOURS = OpeningHours(
    PARIS, {day: (Span(540, 750), Span(810, 1080)) for day in range(5)}
)
LEVELS = ServiceLevels.parse_obj(
    {
        "first_answer": {"minutes": 5, "by_reason": {"distress": 2}},
        "next_answer": {"minutes": 4},
        "resolution": {"minutes": 60},
    }
)


def local(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=PARIS)


@pytest.mark.parametrize(
    ("clock", "reason", "start", "expected"),
    [
        ("first_answer", "requested", "2026-11-26 10:00", "2026-11-26 10:05"),
        ("first_answer", "distress", "2026-11-26 10:00", "2026-11-26 10:02"),
        ("next_answer", "requested", "2026-11-26 12:28", "2026-11-26 13:32"),
        ("resolution", "requested", "2026-11-27 17:30", "2026-11-30 09:30"),
        ("first_answer", "requested", "2026-11-28 15:00", "2026-11-30 09:05"),
    ],
)
def test_promises_run_in_opening_hours(clock, reason, start, expected):
    due = promise_due(LEVELS, HOURS, TimerKind(clock), reason, local(start))
    assert due == local(expected)
