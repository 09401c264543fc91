from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.contracts.escalation import EscalationReason
from bot.desk.priority import (
    Urgency,
    assumed_arrival,
    head_start_parts,
    priority_parts,
)
from bot.desk.routing_policy import default_routing_policy

STARTS = default_routing_policy().head_start_minutes
NOON = datetime(2026, 11, 23, 12, tzinfo=timezone.utc)


def minutes(count: float) -> timedelta:
    return timedelta(minutes=count)


urgencies = st.builds(
    Urgency,
    reason=st.sampled_from([each.value for each in EscalationReason]),
    since=st.floats(0, 10_000).map(lambda after: NOON + minutes(after)),
    worst_polarity=st.none() | st.floats(-1, 1),
    broken_promises=st.integers(0, 30),
)


def points(urgency: Urgency, now: datetime) -> float:
    waited = (now - urgency.since).total_seconds() / 60
    return sum(head_start_parts(urgency, STARTS).values()) + waited


@given(urgencies, urgencies, st.floats(0, 10_000), st.floats(0, 10_000))
def test_the_order_of_two_who_wait_never_flips_by_time_alone(a, b, first, later):
    now = max(a.since, b.since) + minutes(first)
    before = points(a, now) - points(b, now)
    after = points(a, now + minutes(later)) - points(b, now + minutes(later))
    assert after == pytest.approx(before, abs=1e-3)


@given(urgencies, urgencies)
def test_nobody_is_overtaken_by_who_comes_later_than_the_greatest_head_start(a, b):
    if b.since - a.since > minutes(STARTS.greatest):
        assert assumed_arrival(a, STARTS) < assumed_arrival(b, STARTS)


@given(urgencies, urgencies)
def test_the_earlier_assumed_arrival_has_more_points(a, b):
    now = max(a.since, b.since)
    if points(a, now) > points(b, now) + 1e-3:
        assert assumed_arrival(a, STARTS) < assumed_arrival(b, STARTS)


@given(urgencies, st.floats(-1, 1), st.integers(0, 30))
def test_news_only_ever_moves_somebody_forward(urgency, polarity, more):
    worst = min(polarity, urgency.worst_polarity or 1.0)
    worse = Urgency(
        urgency.reason, urgency.since, worst, urgency.broken_promises + more
    )
    assert assumed_arrival(worse, STARTS) <= assumed_arrival(urgency, STARTS)


@pytest.mark.parametrize(
    ("polarity", "expected"),
    [
        pytest.param(None, 0, id="no mood was read"),
        pytest.param(0.4, 0, id="calm"),
        pytest.param(-0.49, 0, id="just calm enough"),
        pytest.param(-0.5, 5, id="at the first line"),
        pytest.param(-0.8, 10, id="only the greatest line counts"),
    ],
)
def test_the_worst_mood_gives_a_head_start(polarity, expected):
    urgency = Urgency("low_confidence", NOON, polarity)
    assert head_start_parts(urgency, STARTS).get("mood", 0) == expected


def test_broken_promises_count_up_to_a_number():
    urgency = Urgency("low_confidence", NOON, broken_promises=9)
    assert head_start_parts(urgency, STARTS) == {"broken_promises": 20}


def test_the_parts_say_where_the_points_come_from():
    urgency = Urgency("distress", NOON, -0.9, 1)
    assert priority_parts(urgency, STARTS, NOON + minutes(4)) == {
        "reason": 60,
        "mood": 10,
        "broken_promises": 5,
        "waiting": 4,
    }


def test_a_reason_that_nobody_listed_has_no_head_start():
    assert assumed_arrival(Urgency("older_reason", NOON), STARTS) == NOON
