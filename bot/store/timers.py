"""Clocks that run for a conversation: set, stopped, fired exactly once.

Every function belongs into the transaction of what sets the clock, stops it or follows
from it, on a conversation locked by `lock_conversation`; so a crash leaves either both
or nothing. A promise of the service that is kept or given up is stopped; one that was
missed has fired and still runs until somebody keeps it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from bot.contracts.desk import TimerKind
from bot.store.desk_models import Handoff, Timer

PROMISES = (TimerKind.FIRST_ANSWER, TimerKind.NEXT_ANSWER, TimerKind.RESOLUTION)


@dataclass(frozen=True)
class Promise:
    """The promise of a conversation that ends first.

    Attributes:
        clock: One of `PROMISES`.
        due_at: Until when it should be kept.
        is_missed: Whether that was written down as a breach already.
    """

    clock: TimerKind
    due_at: datetime
    is_missed: bool


def set_timer(
    session: Session, handoff: Handoff, kind: TimerKind, due_at: datetime, now: datetime
) -> None:
    """Sets a clock; of those that come again, the next step."""
    last = session.scalar(
        sa.select(sa.func.max(Timer.step)).where(
            Timer.handoff_id == handoff.id, Timer.kind == kind.value
        )
    )
    session.add(
        Timer(
            conversation_id=handoff.conversation_id,
            handoff_id=handoff.id,
            kind=kind.value,
            step=0 if last is None else last + 1,
            due_at=due_at,
            created_at=now,
        )
    )
    session.flush()


def stop_timers(
    session: Session,
    conversation_id: str,
    kinds: Iterable[TimerKind],
    now: datetime,
) -> None:
    """Stops clocks of these kinds that run, and ends promises that were missed."""
    is_promise = Timer.kind.in_([kind.value for kind in PROMISES])
    session.execute(
        sa.update(Timer)
        .where(
            Timer.conversation_id == conversation_id,
            Timer.kind.in_([kind.value for kind in kinds]),
            Timer.cancelled_at.is_(None),
            sa.or_(Timer.fired_at.is_(None), is_promise),
        )
        .values(cancelled_at=now)
        .execution_options(synchronize_session=False)
    )


def mark_fired(session: Session, timer: Timer, now: datetime) -> bool:
    """Takes a clock to act on it; of several who try, one gets True."""
    taken = session.execute(
        sa.update(Timer)
        .where(Timer.id == timer.id, *_running())
        .values(fired_at=now)
        .execution_options(synchronize_session=False)
    )
    return bool(taken.rowcount == 1)


def list_due(
    session: Session, conversation_id: str, kinds: Collection[TimerKind], now: datetime
) -> list[Timer]:
    """Clocks of a conversation that have run out, the first one first."""
    return list(
        session.scalars(
            sa.select(Timer)
            .where(Timer.conversation_id == conversation_id, *_due(kinds, now))
            .order_by(Timer.due_at, Timer.step)
        )
    )


def list_conversations_due(
    session: Session, kinds: Collection[TimerKind], now: datetime
) -> list[str]:
    """Conversations with a clock that has run out, the most overdue first."""
    return list(
        session.scalars(
            sa.select(Timer.conversation_id)
            .where(*_due(kinds, now))
            .group_by(Timer.conversation_id)
            .order_by(sa.func.min(Timer.due_at))
        )
    )


def find_next_due(session: Session, kinds: Collection[TimerKind]) -> datetime | None:
    """When the next clock runs out; `None` while none runs."""
    return session.scalar(
        sa.select(sa.func.min(Timer.due_at)).where(
            Timer.kind.in_([kind.value for kind in kinds]), *_running()
        )
    )


def next_promise(
    session: Session, conversation_ids: Collection[str]
) -> Mapping[str, Promise]:
    """The promise that ends first of each conversation; those without one are left out.

    A promise that was missed counts until it is kept.
    """
    rows = session.scalars(
        sa.select(Timer)
        .where(
            Timer.conversation_id.in_(conversation_ids),
            Timer.kind.in_([kind.value for kind in PROMISES]),
            Timer.cancelled_at.is_(None),
        )
        .order_by(Timer.due_at.desc())
    )
    return {
        timer.conversation_id: Promise(
            TimerKind(timer.kind), timer.due_at, timer.fired_at is not None
        )
        for timer in rows
    }


def add_breach(handoff: Handoff, clock: TimerKind, at: datetime) -> None:
    """Writes down that a promise was not kept."""
    breach = {"clock": clock.value, "at": at.isoformat()}
    handoff.breaches = [*(handoff.breaches or []), breach]


def _running() -> tuple[Any, ...]:
    return Timer.fired_at.is_(None), Timer.cancelled_at.is_(None)


def _due(kinds: Collection[TimerKind], now: datetime) -> tuple[Any, ...]:
    return (
        Timer.kind.in_([kind.value for kind in kinds]),
        Timer.due_at <= now,
        *_running(),
    )
