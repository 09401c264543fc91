"""Which slot answers a wish, and what to propose when none does. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum
from itertools import groupby

from bot.helpline.slot_times import MINUTES_A_DAY
from bot.helpline.slot_wish import Wish
from bot.knowledge.brand import CallbackRules
from bot.knowledge.opening_hours import OpeningHours, Slot, list_slots

PROPOSED = 3
LUNCH_H = 13  # the hour at which the second half of a day begins


class SlotOutcome(str, Enum):
    """What a wish led to."""

    CHOSEN = "chosen"
    CLOSED = "closed"  # nobody answers then, or every slot is taken
    TOO_FAR = "too_far"  # later than calls are promised
    DOUBTFUL = "doubtful"  # the weekday is not that of the date


@dataclass(frozen=True)
class Choice:
    """The slot chosen, or up to three others near the wish, in order."""

    outcome: SlotOutcome
    slot: Slot | None = None
    others: tuple[Slot, ...] = ()


def free_slots(
    hours: OpeningHours,
    rules: CallbackRules,
    now: datetime,
    taken: Mapping[datetime, int],
) -> list[Slot]:
    """The slots that may still be promised, in order.

    Args:
        hours: When people answer.
        rules: How calls are promised.
        now: Aware.
        taken: How many calls are promised already, by the start of their slot.
    """
    after = now + timedelta(minutes=rules.notice_minutes)
    until = now + timedelta(days=rules.horizon_days)
    return [
        slot
        for slot in list_slots(hours, after, until, rules.slot_length)
        if taken.get(slot.start, 0) < rules.per_slot
    ]


def choose(wish: Wish, free: Sequence[Slot], hours: OpeningHours) -> Choice:
    """Finds the first free slot that a wish allows.

    Args:
        wish: What the customer said.
        free: From `free_slots`.
        hours: Whose local time the wish is in.
    """
    if wish.doubtful:
        return Choice(SlotOutcome.DOUBTFUL, others=_nearest(wish, free, hours))
    fitting = next((slot for slot in free if _fits(wish, slot, hours)), None)
    if fitting is not None:
        return Choice(SlotOutcome.CHOSEN, fitting)
    too_far = bool(free and wish.first and wish.first > hours.local_day(free[-1].start))
    return Choice(
        SlotOutcome.TOO_FAR if too_far else SlotOutcome.CLOSED,
        others=_nearest(wish, free, hours),
    )


def find_slot(start: datetime, free: Iterable[Slot]) -> Slot | None:
    """The free slot that begins at a moment, such as a button names; `None` if gone."""
    return next((slot for slot in free if slot.start == start), None)


def propose(free: Sequence[Slot], hours: OpeningHours) -> tuple[Slot, ...]:
    """Three slots that differ: the first of each of the next half days."""
    halves = _half_days(free, hours)
    return tuple(slots[0] for slots in halves[:PROPOSED])


def _half_days(free: Sequence[Slot], hours: OpeningHours) -> list[list[Slot]]:
    """The free slots by day, and by its half before and after lunch, in order."""

    def half_of(slot: Slot) -> tuple[date, bool]:
        local = hours.local(slot.start)
        return local.date(), local.hour >= LUNCH_H

    return [list(slots) for _, slots in groupby(free, key=half_of)]


def _nearest(wish: Wish, free: Sequence[Slot], hours: OpeningHours) -> tuple[Slot, ...]:
    """Slots near the one wished for: at most one before it, the others after.

    Of each half day the slot that is nearest to the time of day wished for.
    """
    nearest = [
        min(slots, key=lambda slot: _distance_min(wish, slot, hours))
        for slots in _half_days(free, hours)
    ]
    if wish.first is None:
        # « à 20 h », any day: what comes nearest to that time, soonest first.
        nearest.sort(key=lambda slot: (_distance_min(wish, slot, hours), slot.start))
        return tuple(sorted(nearest[:PROPOSED], key=lambda slot: slot.start))
    target = hours.at(wish.first, wish.part.start)
    before = [slot for slot in nearest if slot.start < target]
    after = [slot for slot in nearest if slot.start >= target]
    missing = max(1, PROPOSED - len(after))
    return tuple([*before[-missing:], *after][:PROPOSED])


def _distance_min(wish: Wish, slot: Slot, hours: OpeningHours) -> int:
    local = hours.local(slot.start)
    return abs(local.hour * 60 + local.minute - wish.part.start)


def _fits(wish: Wish, slot: Slot, hours: OpeningHours) -> bool:
    start, end = hours.local(slot.start), hours.local(slot.end)
    if wish.first is not None and start.date() < wish.first:
        return False
    if wish.last is not None and start.date() > wish.last:
        return False
    begins = start.hour * 60 + start.minute
    ends = begins + int((slot.end - slot.start).total_seconds() // 60)
    if wish.part.exact:
        return begins <= wish.part.start < ends
    # « après 17 h » must not mean a call at 16.55; « avant 10 h », none at 10.05.
    until_midnight = wish.part.end == MINUTES_A_DAY and end.date() > start.date()
    return begins >= wish.part.start and (ends <= wish.part.end or until_midnight)
