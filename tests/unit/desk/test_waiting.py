from __future__ import annotations

from datetime import datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.contracts.desk import TimerKind
from bot.desk.wait_words import say_wait
from bot.desk.waiting import (
    LADDER,
    Planned,
    Words,
    ends_the_ladder,
    latest_step,
    plan_ladder,
    plan_opening,
    words_of_step,
)
from bot.desk.waiting_rules import WaitingRules, default_waiting_rules
from bot.knowledge.opening_hours import OpeningHours, Span

PARIS = ZoneInfo("Europe/Paris")
HOURS = OpeningHours(PARIS, {day: (Span(540, 1080),) for day in range(5)})
RULES = WaitingRules.parse_obj(
    {
        "reassurance": {"after_seconds": 60, "every_seconds": 120, "at_most": 3},
        "callback_offer": {"after_seconds": 240},
        "leave_message": {"after_seconds": 600},
        "opening": {"after_seconds": 30},
        "nobody_there": {"told_at_once": True, "sign_of_life_seconds": 60},
        "estimate": {
            "conversations": 30, "within_days": 14, "at_least": 5, "held": 0.85,
        },
    }
)  # fmt: skip
MORNING = datetime(2026, 11, 26, 9, 0, tzinfo=timezone.utc)  # 10:00 in Paris
PLACE, OFFER, MESSAGE = LADDER
OPENING = TimerKind.OPENING


def seconds(planned: list[Planned], start: datetime) -> list[tuple[str, float]]:
    return [(p.kind.value, (p.due_at - start).total_seconds()) for p in planned]


def test_the_ladder_of_a_long_wait():
    assert seconds(plan_ladder(RULES, HOURS, MORNING, anybody=True), MORNING) == [
        ("reassurance", 60),
        ("reassurance", 180),
        ("callback_offer", 240),
        ("reassurance", 300),
        ("leave_message", 600),
    ]


def test_closing_time_cuts_the_ladder_short():
    late = datetime(2026, 11, 26, 16, 58, tzinfo=timezone.utc)  # 17:58 in Paris
    assert seconds(plan_ladder(RULES, HOURS, late, anybody=True), late) == [
        ("reassurance", 60),
        ("leave_message", 120),
    ]


@pytest.mark.parametrize(
    ("at", "anybody"),
    [
        pytest.param(MORNING + timedelta(hours=12), True, id="closed"),
        pytest.param(MORNING, False, id="nobody there"),
    ],
)
def test_who_calls_in_vain_is_told_at_once_and_once(at: datetime, anybody: bool):
    planned = plan_ladder(RULES, HOURS, at, anybody=anybody)
    assert planned == [Planned(MESSAGE, at)]


@pytest.mark.parametrize(
    ("at", "steps"),
    [
        pytest.param(MORNING + timedelta(hours=12), 1, id="closed: the way out, later"),
        pytest.param(MORNING, 5, id="nobody there: the whole ladder"),
    ],
)
def test_a_desk_that_tells_nobody_at_once_tells_later(at: datetime, steps: int):
    nobody = RULES.nobody_there.copy(update={"told_at_once": False})
    rules = RULES.copy(update={"nobody_there": nobody})
    planned = plan_ladder(rules, HOURS, at, anybody=False)
    assert len(planned) == steps
    assert planned[-1] == Planned(MESSAGE, at + timedelta(seconds=600))


@given(
    minutes=st.integers(0, 7 * 24 * 60),
    anybody=st.booleans(),
    after=st.integers(10, 900),
    every=st.integers(10, 900),
    times=st.integers(0, 8),
)
def test_every_ladder_ends_with_the_way_out(minutes, anybody, after, every, times):
    rules = RULES.copy(
        update={
            "reassurance": RULES.reassurance.copy(
                update={
                    "after_seconds": after, "every_seconds": every, "at_most": times,
                }
            )
        }
    )  # fmt: skip
    now = MORNING + timedelta(minutes=minutes)
    planned = plan_ladder(rules, HOURS, now, anybody=anybody)
    assert planned[-1].kind is MESSAGE
    assert [p.due_at for p in planned] == sorted(p.due_at for p in planned)
    assert all(p.due_at < planned[-1].due_at for p in planned[:-1])
    assert sum(p.kind is PLACE for p in planned) <= times


def test_after_an_outage_only_the_latest_step_is_said():
    due = plan_ladder(RULES, HOURS, MORNING, anybody=True)
    assert latest_step(due[:4]).due_at == MORNING + timedelta(seconds=300)
    assert latest_step(due).kind is MESSAGE


@pytest.mark.parametrize(
    ("at", "hours_later"),
    [
        pytest.param(MORNING, 23, id="open: after closing"),
        pytest.param(MORNING + timedelta(hours=12), 11, id="at night"),
        pytest.param(MORNING + timedelta(days=1), 3 * 24 - 1, id="over a week-end"),
    ],
)
def test_the_next_opening_is_awaited(at: datetime, hours_later: int):
    due = at + timedelta(hours=hours_later, seconds=30)
    assert plan_opening(RULES, HOURS, at) == Planned(OPENING, due)


def test_a_desk_that_never_closes_or_never_opens_has_no_opening():
    always = OpeningHours(PARIS, {day: (Span(0, 1440),) for day in range(7)})
    assert plan_opening(RULES, always, MORNING) is None
    assert plan_opening(RULES, OpeningHours(PARIS, {}), MORNING) is None


def test_an_opening_is_said_before_any_other_step():
    opening = Planned(OPENING, MORNING)
    due = [Planned(MESSAGE, MORNING + timedelta(seconds=600)), opening]
    assert latest_step(due) == opening


def test_of_steps_at_one_moment_the_further_one_is_said():
    at_once = [Planned(OFFER, MORNING), Planned(PLACE, MORNING)]
    assert latest_step(at_once).kind is OFFER


@pytest.mark.parametrize(
    ("kind", "is_open", "anybody", "reason", "expected"),
    [
        pytest.param(PLACE, True, True, "requested", Words.PLACE, id="place"),
        pytest.param(OFFER, True, True, "requested", Words.CALLBACK_OFFER, id="offer"),
        pytest.param(MESSAGE, True, True, "distress", Words.LEAVE_MESSAGE, id="leave"),
        pytest.param(PLACE, True, False, "requested", Words.NOBODY, id="all left"),
        pytest.param(OPENING, True, True, "distress", Words.OPEN, id="open"),
        pytest.param(
            OPENING, True, False, "requested", Words.OPEN_NOBODY, id="open, nobody"
        ),
        pytest.param(
            OPENING, True, False, "distress", Words.NOBODY_IN_DISTRESS, id="open, alone"
        ),
        pytest.param(OPENING, False, True, "requested", Words.CLOSED, id="too late"),
        pytest.param(MESSAGE, False, True, "requested", Words.CLOSED, id="closed"),
        pytest.param(
            MESSAGE, False, False, "distress", Words.CLOSED_IN_DISTRESS, id="alone"
        ),
        pytest.param(
            PLACE, True, False, "distress", Words.NOBODY_IN_DISTRESS, id="left alone"
        ),
    ],
)
def test_a_step_says_what_holds_when_it_fires(
    kind: TimerKind, is_open: bool, anybody: bool, reason: str, expected: Words
):
    said = words_of_step(kind, is_open_now=is_open, anybody=anybody, reason=reason)
    assert said is expected


def test_nothing_follows_once_the_customer_may_go():
    going_on = {words for words in Words if not ends_the_ladder(words)}
    assert going_on == {
        Words.PLACE,
        Words.CALLBACK_OFFER,
        Words.OPEN,
        Words.OPEN_NOBODY,
    }


@pytest.mark.parametrize(
    ("wait_s", "expected"),
    [
        (30, "une minute"),
        (60, "une minute"),
        (90, "2\u00a0minutes"),
        (59 * 60, "59\u00a0minutes"),
        (3600, "1\u00a0h"),
        (62 * 60, "1\u00a0h\u00a005"),
    ],
)
def test_a_wait_is_rounded_up(wait_s: int, expected: str):
    assert say_wait(wait_s) == expected


def test_the_projects_own_ladder_is_well_formed():
    assert default_waiting_rules().callback_offer.after_seconds >= 10
