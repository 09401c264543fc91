"""When people answer: open or not, next opening, slots for a call. Pure.

Days and hours are local; moments go in and come out as aware UTC, so that the two
changes of the clock are dealt with here and nowhere else. A slot is measured in real
minutes: on the night of a change, opening hours last an hour less or more.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

DAY = timedelta(days=1)
# No opening within so many days: there is none.
MOST_DAYS_CLOSED = 60
MINUTES_A_DAY = 24 * 60


def never(_: date) -> bool:
    """No day is closed."""
    return False


@dataclass(frozen=True)
class Span:
    """Part of a day, in minutes since local midnight: 0 ≤ start < end ≤ 1440."""

    start: int
    end: int

    def __post_init__(self) -> None:
        """Refuses what is no part of one day."""
        if not 0 <= self.start < self.end <= MINUTES_A_DAY:
            raise ValueError(
                "Expected hours that begin before they end, within one day, but "
                f"found {self.start // 60}:{self.start % 60:02} to "
                f"{self.end // 60}:{self.end % 60:02}."
            )


@dataclass(frozen=True)
class Slot:
    """A stretch of time, aware UTC, the end excluded."""

    start: datetime
    end: datetime


@dataclass(frozen=True)
class OpeningHours:
    """The hours of a service.

    Attributes:
        zone: Of the local hours.
        weekdays: Spans in order by weekday, 0 = Monday; a missing day is closed.
        is_closed_day: Says of a local day whether it is closed all day long, whatever
            its weekday: public holidays and the like.
    """

    zone: ZoneInfo
    weekdays: Mapping[int, tuple[Span, ...]]
    is_closed_day: Callable[[date], bool] = field(default=never, compare=False)

    def local_day(self, at: datetime) -> date:
        """The day that it is there.

        Raises:
            ValueError: `at` is naive.
        """
        return self.local(at).date()

    def local(self, at: datetime) -> datetime:
        """The local time of a moment.

        Raises:
            ValueError: `at` is naive.
        """
        if at.tzinfo is None:
            raise ValueError(f"Expected an aware datetime, but found {at!r}.")
        return at.astimezone(self.zone)

    def at(self, day: date, minute: int) -> datetime:
        """The moment of a local minute of a day, in UTC.

        Of a minute that the clock shows twice, the first; of one that it skips, the
        moment an hour later on the clock.
        """
        day, minute = day + minute // MINUTES_A_DAY * DAY, minute % MINUTES_A_DAY
        local = datetime.combine(day, time(minute // 60, minute % 60), self.zone)
        return local.astimezone(timezone.utc)

    def open_on(self, day: date) -> list[Slot]:
        """When it is open on a local day, in order; empty when it is closed."""
        if self.is_closed_day(day):
            return []
        spans = self.weekdays.get(day.weekday(), ())
        found = [Slot(self.at(day, s.start), self.at(day, s.end)) for s in spans]
        # The change of the clock may leave nothing of a span.
        return [slot for slot in found if slot.start < slot.end]


def is_open(hours: OpeningHours, at: datetime) -> bool:
    """Whether people answer at this moment.

    Raises:
        ValueError: `at` is naive.
    """
    day = hours.local_day(at)
    return any(slot.start <= at < slot.end for slot in hours.open_on(day))


def next_opening(hours: OpeningHours, at: datetime) -> datetime | None:
    """The present moment when it is open, else the next opening, in UTC.

    Returns:
        `None` when it does not open within `MOST_DAYS_CLOSED` days.

    Raises:
        ValueError: `at` is naive.
    """
    first = hours.local_day(at)
    for number in range(MOST_DAYS_CLOSED + 1):
        for slot in hours.open_on(first + number * DAY):
            if at < slot.end:
                return max(at.astimezone(timezone.utc), slot.start)
    return None


def list_slots(
    hours: OpeningHours, after: datetime, until: datetime, length: timedelta
) -> Iterator[Slot]:
    """Cuts the opening hours between two moments into slots of one length.

    Args:
        hours: When people answer.
        after: No slot begins before; aware.
        until: No slot ends after; aware.
        length: Of a slot; what remains of a span and is shorter is left out.

    Raises:
        ValueError: A moment is naive, or the length is not positive.
    """
    if length <= timedelta(0):
        raise ValueError(f"Expected a positive length, but found {length}.")
    day, last = hours.local_day(after), hours.local_day(until)
    while day <= last:
        for opened in hours.open_on(day):
            start = opened.start
            while start + length <= opened.end:
                if start >= after and start + length <= until:
                    yield Slot(start, start + length)
                start += length
        day += DAY


def closing(hours: OpeningHours, at: datetime) -> datetime | None:
    """When it closes, of a moment at which it is open, in UTC.

    Hours that go on through midnight do not close there.

    Returns:
        `None` when it is closed, or stays open for `MOST_DAYS_CLOSED` days.

    Raises:
        ValueError: `at` is naive.
    """
    end = None
    for slot in _spells(hours, at):
        if slot.start > (end or at):
            return end
        end = slot.end
    return None


def opening_after(hours: OpeningHours, at: datetime) -> datetime | None:
    """The next moment at which it opens, in UTC; while it is open, that after closing.

    Returns:
        `None` when within `MOST_DAYS_CLOSED` days it does not close, or not open again.

    Raises:
        ValueError: `at` is naive.
    """
    shut = closing(hours, at) if is_open(hours, at) else at
    return next_opening(hours, shut) if shut is not None else None


def elapsed(hours: OpeningHours, start: datetime, end: datetime) -> timedelta:
    """How much of the time between two moments it was open; zero backwards.

    Raises:
        ValueError: `start` is naive.
    """
    open_for = timedelta(0)
    for slot in _spells(hours, start, until=end):
        open_for += max(min(slot.end, end) - max(slot.start, start), timedelta(0))
    return open_for


def advance(hours: OpeningHours, start: datetime, length: timedelta) -> datetime | None:
    """The moment at which it will have been open for that long, in UTC.

    What ends exactly at closing time ends then, not at the next opening.

    Returns:
        `None` when it does not open enough within `MOST_DAYS_CLOSED` days.

    Raises:
        ValueError: `start` is naive.
    """
    left = length
    for slot in _spells(hours, start):
        begun = max(slot.start, start.astimezone(timezone.utc))
        if left <= slot.end - begun:
            return begun + left
        left -= slot.end - begun
    return None


def _spells(
    hours: OpeningHours, after: datetime, until: datetime | None = None
) -> Iterator[Slot]:
    """What it is open that ends after a moment, in order, the days of a limit."""
    day = hours.local_day(after)
    days = MOST_DAYS_CLOSED if until is None else (hours.local_day(until) - day).days
    for number in range(days + 1):
        yield from (s for s in hours.open_on(day + number * DAY) if s.end > after)
