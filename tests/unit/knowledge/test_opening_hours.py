from __future__ import annotations

import itertools
from datetime import date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.knowledge.opening_hours import (
    OpeningHours,
    Span,
    advance,
    closing,
    elapsed,
    is_open,
    list_slots,
    next_opening,
    opening_after,
)

PARIS = ZoneInfo("Europe/Paris")
HALF_AN_HOUR = timedelta(minutes=30)
CLOSED = date(2026, 12, 25)
HOURS = OpeningHours(
    PARIS,
    {day: (Span(540, 750), Span(810, 1080)) for day in range(5)},
    lambda day: day == CLOSED,
)
AT_NIGHT = OpeningHours(PARIS, {6: (Span(60, 300),)})  # Sundays, 1:00 to 5:00
ALWAYS = OpeningHours(PARIS, {day: (Span(0, 1440),) for day in range(7)})
SPRING, AUTUMN = date(2027, 3, 28), date(2026, 10, 25)


def local(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=PARIS)


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        pytest.param("2026-11-26 09:00", True, id="first minute"),
        pytest.param("2026-11-26 08:59", False, id="before"),
        pytest.param("2026-11-26 12:30", False, id="the end is excluded"),
        pytest.param("2026-11-28 10:00", False, id="Saturday"),
        pytest.param("2026-12-25 10:00", False, id="closed day, a Friday"),
        pytest.param("2026-07-01 09:00", True, id="summer time"),
    ],
)
def test_open_or_not(at: str, expected: bool):
    assert is_open(HOURS, local(at)) is expected
    assert is_open(HOURS, local(at).astimezone(timezone.utc)) is expected


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        pytest.param("2026-11-26 10:00", "2026-11-26 10:00", id="open now"),
        pytest.param("2026-11-26 12:40", "2026-11-26 13:30", id="after lunch"),
        pytest.param("2026-11-27 18:00", "2026-11-30 09:00", id="over a week-end"),
        pytest.param("2026-12-24 18:00", "2026-12-28 09:00", id="over a closed day"),
    ],
)
def test_next_opening(at: str, expected: str):
    assert next_opening(HOURS, local(at)) == local(expected)


def test_what_never_opens_has_no_next_opening():
    closed = OpeningHours(PARIS, {0: (Span(540, 600),)}, lambda _: True)
    assert next_opening(closed, local("2026-11-26 10:00")) is None


@pytest.mark.parametrize(
    ("day", "slots"),
    [
        pytest.param(SPRING, 6, id="an hour is skipped: three hours are left of four"),
        pytest.param(AUTUMN, 10, id="an hour comes twice: four are five"),
        pytest.param(date(2026, 11, 22), 8, id="an ordinary night"),
    ],
)
def test_slots_are_real_half_hours_on_nights_of_a_change(day: date, slots: int):
    start = datetime.combine(day, datetime.min.time(), PARIS)
    found = list(list_slots(AT_NIGHT, start, start + timedelta(days=1), HALF_AN_HOUR))
    assert len(found) == slots
    assert all(slot.end - slot.start == HALF_AN_HOUR for slot in found)
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))


def test_a_skipped_hour_is_not_opened():
    skipped = OpeningHours(PARIS, {6: (Span(120, 180),)})  # 2:00 to 3:00
    assert skipped.open_on(SPRING) == []


def test_a_naive_moment_is_refused():
    with pytest.raises(ValueError, match="aware"):
        is_open(HOURS, datetime(2026, 11, 26, 10))


@pytest.mark.parametrize(("start", "end"), [(600, 600), (700, 600), (-1, 5), (0, 1441)])
def test_impossible_hours_are_refused(start: int, end: int):
    with pytest.raises(ValueError, match="within one day"):
        Span(start, end)


moments = st.datetimes(
    datetime(2020, 1, 1), datetime(2030, 1, 1), timezones=st.just(timezone.utc)
)


@given(moments)
def test_the_next_opening_is_open_and_nothing_before_it_is(at: datetime):
    opening = next_opening(HOURS, at)
    assert opening is not None
    assert opening >= at
    assert is_open(HOURS, opening)
    between = at + (opening - at) / 2
    assert opening == at or not is_open(HOURS, between)


@given(moments, st.integers(5, 120))
def test_every_slot_lies_within_the_opening_hours(at: datetime, minutes: int):
    length = timedelta(minutes=minutes)
    slots = list(list_slots(HOURS, at, at + timedelta(days=4), length))
    for slot in slots:
        assert at <= slot.start
        assert slot.end <= at + timedelta(days=4)
        assert is_open(HOURS, slot.start)
        assert is_open(HOURS, slot.end - timedelta(minutes=1))


@given(moments)
def test_what_never_closes_is_open(at: datetime):
    assert is_open(ALWAYS, at)
    assert next_opening(ALWAYS, at) == at


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        pytest.param("2026-11-26 10:00", "2026-11-26 12:30", id="before lunch"),
        pytest.param("2026-11-26 13:30", "2026-11-26 18:00", id="first minute"),
        pytest.param("2026-11-26 12:45", None, id="closed"),
    ],
)
def test_closing(at: str, expected: str | None):
    assert closing(HOURS, local(at)) == (local(expected) if expected else None)


def test_what_goes_on_through_midnight_does_not_close_there():
    fridays = {4: (Span(1200, 1440),), 5: (Span(0, 120),)}
    late = OpeningHours(PARIS, fridays)
    assert closing(late, local("2026-11-27 21:00")) == local("2026-11-28 02:00")
    assert closing(ALWAYS, local("2026-11-27 21:00")) is None


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        pytest.param("2026-11-26 12:45", "2026-11-26 13:30", id="at lunch"),
        pytest.param("2026-11-26 10:00", "2026-11-26 13:30", id="before lunch"),
        pytest.param("2026-11-26 13:30", "2026-11-27 09:00", id="first minute"),
        pytest.param("2026-11-26 18:00", "2026-11-27 09:00", id="closing time"),
        pytest.param("2026-11-27 17:00", "2026-11-30 09:00", id="over a week-end"),
        pytest.param("2026-12-24 20:00", "2026-12-28 09:00", id="over a holiday"),
    ],
)
def test_the_opening_after(at: str, expected: str):
    assert opening_after(HOURS, local(at)) == local(expected)


def test_what_never_closes_never_opens():
    assert opening_after(ALWAYS, local("2026-11-27 21:00")) is None
    assert opening_after(OpeningHours(PARIS, {}), local("2026-11-27 21:00")) is None


@pytest.mark.parametrize(
    ("start", "minutes", "expected"),
    [
        pytest.param("2026-11-26 10:00", 5, "2026-11-26 10:05", id="open"),
        pytest.param("2026-11-26 12:28", 5, "2026-11-26 13:33", id="over lunch"),
        pytest.param("2026-11-26 12:25", 5, "2026-11-26 12:30", id="up to closing"),
        pytest.param("2026-11-27 17:58", 5, "2026-11-30 09:03", id="over a week-end"),
        pytest.param("2026-12-24 20:00", 5, "2026-12-28 09:05", id="over a holiday"),
    ],
)
def test_the_clock_stands_still_while_closed(start: str, minutes: int, expected: str):
    length = timedelta(minutes=minutes)
    assert advance(HOURS, local(start), length) == local(expected)
    assert elapsed(HOURS, local(start), local(expected)) == length


def test_what_never_opens_long_enough_has_no_end():
    closed = OpeningHours(PARIS, {0: (Span(540, 600),)}, lambda _: True)
    assert advance(closed, local("2026-11-26 10:00"), timedelta(minutes=1)) is None


def test_time_does_not_run_backwards():
    later, earlier = local("2026-11-26 11:00"), local("2026-11-26 10:00")
    assert elapsed(HOURS, later, earlier) == timedelta(0)


# 2026-10-20 to 2027-05: both changes of the clock, holidays and week-ends.
MOMENTS = st.integers(0, 200 * 24 * 60).map(
    lambda minutes: (
        local("2026-10-20 00:00").astimezone(timezone.utc) + timedelta(minutes=minutes)
    )
)


@given(start=MOMENTS, minutes=st.integers(1, 600))
def test_advancing_takes_exactly_the_opening_hours_it_says(start, minutes):
    length = timedelta(minutes=minutes)
    for hours in (HOURS, AT_NIGHT, ALWAYS):
        end = advance(hours, start, length)
        assert end is not None
        assert elapsed(hours, start, end) == length


@given(moments=st.lists(MOMENTS, min_size=3, max_size=3))
def test_opening_hours_add_up(moments):
    first, second, third = sorted(moments)
    whole = elapsed(HOURS, first, third)
    assert whole == elapsed(HOURS, first, second) + elapsed(HOURS, second, third)
