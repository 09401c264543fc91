"""Who is served first: a head start in minutes, then one point for each minute waited.

Points grow by one a minute for everybody, so the order of two who wait never flips by
time alone: only news (a worse mood, a broken promise) changes it, and news only ever
moves somebody forward. Nobody starves: somebody who arrives later than the greatest
head start of the policy after you is never served before you, whatever he has.

Serving by the most points is therefore the same as serving by the earliest *assumed
arrival*, which is the arrival minus the head start. No clock is needed to sort.

Source: linear ageing, as in the priority queues of contact centres (Genesys: one point
a second or a minute); the bound is checked in tests/unit/desk and by `bot bench queue`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.contracts.escalation import EscalationReason
from bot.desk.routing_policy import HeadStarts

# Codes of the parts, in the order in which they are told.
REASON, MOOD, BROKEN_PROMISES, WAITING = (
    "reason",
    "mood",
    "broken_promises",
    "waiting",
)


@dataclass(frozen=True)
class Urgency:
    """What counts for the place of somebody who waits.

    Attributes:
        reason: Value of `EscalationReason`; another word has no head start.
        since: Arrival in the queue, aware.
        worst_polarity: In [-1, 1]; `None` when no mood was read.
        broken_promises: How many were not kept since.
    """

    reason: str
    since: datetime
    worst_polarity: float | None = None
    broken_promises: int = 0


def head_start_parts(urgency: Urgency, starts: HeadStarts) -> dict[str, float]:
    """The head start by what it is for, in minutes; parts of nothing are left out."""
    parts = {
        REASON: _for_reason(urgency.reason, starts),
        MOOD: _for_mood(urgency.worst_polarity, starts),
        BROKEN_PROMISES: starts.broken_promise
        * min(urgency.broken_promises, starts.broken_promises_at_most),
    }
    return {code: minutes for code, minutes in parts.items() if minutes}


def assumed_arrival(urgency: Urgency, starts: HeadStarts) -> datetime:
    """The moment at which the queue pretends that somebody came: who is first, leads.

    Two assumed arrivals are in the same order at any time.
    """
    minutes = sum(head_start_parts(urgency, starts).values())
    return urgency.since - timedelta(minutes=minutes)


def priority_parts(
    urgency: Urgency, starts: HeadStarts, now: datetime
) -> Mapping[str, float]:
    """Points by what they are for: the head start, then the minutes waited."""
    waited = max(0.0, (now - urgency.since).total_seconds() / 60)
    return {**head_start_parts(urgency, starts), WAITING: round(waited, 1)}


def _for_reason(reason: str, starts: HeadStarts) -> float:
    try:
        return starts.reason[EscalationReason(reason)]
    except ValueError:
        return 0.0


def _for_mood(polarity: float | None, starts: HeadStarts) -> float:
    if polarity is None:
        return 0.0
    reached = (step.minutes for step in starts.mood if polarity <= step.polarity)
    return max(reached, default=0.0)
