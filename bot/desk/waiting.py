"""The ladder of somebody who waits: what is said when, also late. Pure.

reassurance … → callback offer → reassurance … → leave a message
Closing time cuts it short: whoever still waits then is told when we are back. When we
are, he hears so, and a new ladder begins.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from bot.contracts.desk import TimerKind
from bot.contracts.escalation import EscalationReason
from bot.desk.waiting_rules import WaitingRules
from bot.knowledge.opening_hours import (
    OpeningHours,
    closing,
    is_open,
    opening_after,
)

LADDER = (
    TimerKind.REASSURANCE,
    TimerKind.CALLBACK_OFFER,
    TimerKind.LEAVE_MESSAGE,
)
# Everything that runs for who waits; the opening outlives the end of a ladder.
STEPS = (*LADDER, TimerKind.OPENING)


@dataclass(frozen=True)
class Planned:
    """A timer to set; `due_at` is aware UTC."""

    kind: TimerKind
    due_at: datetime


class Words(str, Enum):
    """What a step says; the names of responses are in `bot.gateway.wording`."""

    PLACE = "place"
    CALLBACK_OFFER = "callback_offer"
    LEAVE_MESSAGE = "leave_message"
    CLOSED = "closed"
    NOBODY = "nobody"
    OPEN = "open"
    OPEN_NOBODY = "open_nobody"
    CLOSED_IN_DISTRESS = "closed_in_distress"
    NOBODY_IN_DISTRESS = "nobody_in_distress"


def plan_ladder(
    rules: WaitingRules, hours: OpeningHours, now: datetime, *, anybody: bool
) -> list[Planned]:
    """Which timers a wait gets when it begins, in order.

    Args:
        rules: The numbers of data/desk/waiting.yml.
        hours: When people answer.
        now: When the wait begins, aware.
        anybody: Whether an agent is there.
    """
    open_now = is_open(hours, now)
    if rules.nobody_there.told_at_once and not (anybody and open_now):
        return [Planned(TimerKind.LEAVE_MESSAGE, now)]
    end = now + rules.leave_message.after
    if not open_now:
        return [Planned(TimerKind.LEAVE_MESSAGE, end)]
    end = min(end, closing(hours, now) or end)
    again = rules.reassurance
    planned = [
        Planned(TimerKind.REASSURANCE, now + again.after + number * again.every)
        for number in range(again.at_most)
    ]
    planned.append(Planned(TimerKind.CALLBACK_OFFER, now + rules.callback_offer.after))
    before = sorted((p for p in planned if p.due_at < end), key=lambda p: p.due_at)
    return [*before, Planned(TimerKind.LEAVE_MESSAGE, end)]


def plan_opening(
    rules: WaitingRules, hours: OpeningHours, now: datetime
) -> Planned | None:
    """When whoever still waits by then hears that we are back; `None`: never known.

    Args:
        rules: The numbers of data/desk/waiting.yml.
        hours: When people answer.
        now: When the wait begins, or the last opening was told; aware.
    """
    opens = opening_after(hours, now)
    if opens is None:
        return None
    return Planned(TimerKind.OPENING, opens + rules.opening.after)


def latest_step(due: Sequence[Planned]) -> Planned:
    """Of several steps that are due at once, the one that is said; others are passed.

    After an outage nobody is reassured three times in a row. An opening comes before
    everything else, because everything begins anew with it.
    """

    def order(step: Planned) -> tuple[bool, datetime, int]:
        opens = step.kind is TimerKind.OPENING
        return opens, step.due_at, STEPS.index(step.kind)

    return max(due, key=order)


def words_of_step(
    kind: TimerKind, *, is_open_now: bool, anybody: bool, reason: str
) -> Words:
    """What a step of the ladder says as things stand when it fires."""
    in_distress = reason == EscalationReason.DISTRESS.value
    if not is_open_now:
        return Words.CLOSED_IN_DISTRESS if in_distress else Words.CLOSED
    if not anybody and in_distress:
        return Words.NOBODY_IN_DISTRESS
    if not anybody:
        opens = kind is TimerKind.OPENING
        return Words.OPEN_NOBODY if opens else Words.NOBODY
    return {
        TimerKind.OPENING: Words.OPEN,
        TimerKind.REASSURANCE: Words.PLACE,
        TimerKind.CALLBACK_OFFER: Words.CALLBACK_OFFER,
        TimerKind.LEAVE_MESSAGE: Words.LEAVE_MESSAGE,
    }[kind]


def ends_the_ladder(said: Words) -> bool:
    """Whether nothing more is said afterwards: the customer knows that he may go."""
    return said not in (
        Words.PLACE,
        Words.CALLBACK_OFFER,
        Words.OPEN,
        Words.OPEN_NOBODY,
    )
