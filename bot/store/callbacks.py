"""Calls that customers were promised: booked, moved, cancelled, made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from bot.contracts.loan_files import CallbackState
from bot.errors import StoreError
from bot.store.hotline_models import Callback
from bot.store.models import Conversation, utc_now

OPEN = CallbackState.OPEN.value


@dataclass(frozen=True)
class NewCallback:
    """A call to promise.

    Attributes:
        phone: In E.164, `+33612345678`.
        start: Of the slot, aware.
        end: Of the slot, aware.
        topic: In the customer's words; `None` when he did not say.
    """

    phone: str
    start: datetime
    end: datetime
    topic: str | None = None


def book_callback(session: Session, conversation_id: str, wanted: NewCallback) -> bool:
    """Promises a call; one that the conversation was promised before is replaced.

    Only its own: whoever knows somebody's number cannot move that person's call.

    Returns:
        Whether another call was replaced.

    Raises:
        StoreError: The store does not know the conversation.
    """
    locked = session.scalar(
        sa.select(Conversation.id)
        .where(Conversation.id == conversation_id)
        .with_for_update()
    )
    if locked is None:
        raise StoreError(
            "Expected a conversation of the gateway to promise a call to, but the "
            "store does not know it. Please talk to the bot through the gateway."
        )
    replaced = mark_cancelled(session, conversation_id)
    session.add(
        Callback(
            conversation_id=conversation_id,
            phone=wanted.phone,
            slot_start=wanted.start,
            slot_end=wanted.end,
            topic=wanted.topic,
        )
    )
    session.flush()
    return replaced > 0


def find_promised_start(session: Session, conversation_id: str) -> datetime | None:
    """When the call promised to a conversation begins; `None` if there is none."""
    return session.scalar(
        sa.select(Callback.slot_start)
        .where(Callback.conversation_id == conversation_id, Callback.state == OPEN)
        .order_by(Callback.slot_start)
        .limit(1)
    )


def mark_cancelled(session: Session, conversation_id: str) -> int:
    """Cancels the calls promised to a conversation; returns how many there were."""
    result = session.execute(
        sa.update(Callback)
        .where(Callback.conversation_id == conversation_id, Callback.state == OPEN)
        .values(state=CallbackState.CANCELLED.value)
    )
    return int(result.rowcount)


def count_promised(session: Session, since: datetime) -> Mapping[datetime, int]:
    """How many calls are promised for each slot that begins at or after a moment."""
    rows = session.execute(
        sa.select(Callback.slot_start, sa.func.count(Callback.id))
        .where(Callback.state == OPEN, Callback.slot_start >= since)
        .group_by(Callback.slot_start)
    )
    return {start: int(count) for start, count in rows}


def list_open_callbacks(session: Session) -> list[Callback]:
    """Calls still to be made, the earliest first."""
    return list(
        session.scalars(
            sa.select(Callback)
            .where(Callback.state == OPEN)
            .order_by(Callback.slot_start, Callback.created_at, Callback.id)
        )
    )


def mark_done(session: Session, callback_id: str, agent_id: int) -> str | None:
    """Writes down that a call was made, by whom, the first time it is said.

    Returns:
        The state it is in now; `None` when there is no such call.
    """
    callback = session.scalar(
        sa.select(Callback).where(Callback.id == callback_id).with_for_update()
    )
    if callback is None:
        return None
    if callback.state == OPEN:
        callback.state = CallbackState.DONE.value
        callback.done_by = agent_id
        callback.done_at = utc_now()
    return str(callback.state)
