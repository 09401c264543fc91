"""Handoffs: who waits for a human, since when, and how it ended."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from bot.contracts.desk import AssignedBy
from bot.store.desk_models import Handoff
from bot.store.models import Conversation, utc_now


def find_open_handoff(session: Session, conversation_id: str) -> Handoff | None:
    """The handoff of a conversation that has not ended; `None` if there is none."""
    return session.scalar(
        sa.select(Handoff).where(
            Handoff.conversation_id == conversation_id, Handoff.ended_at.is_(None)
        )
    )


def list_open_signals(
    session: Session, conversation_ids: Collection[str]
) -> dict[str, list[dict[str, Any]]]:
    """The signals of open handoffs, by conversation; those without one are left out."""
    rows = session.execute(
        sa.select(Handoff.conversation_id, Handoff.signals).where(
            Handoff.conversation_id.in_(conversation_ids), Handoff.ended_at.is_(None)
        )
    )
    return {conversation_id: list(signals) for conversation_id, signals in rows}


def find_last_handoff(session: Session, conversation_id: str) -> Handoff | None:
    """The newest handoff, open or ended; `None` if no human was ever called."""
    return session.scalar(
        sa.select(Handoff)
        .where(Handoff.conversation_id == conversation_id)
        .order_by(Handoff.created_at.desc())
        .limit(1)
    )


def open_handoff(
    session: Session,
    *,
    conversation_id: str,
    reason: str,
    signals: Sequence[Mapping[str, Any]],
    slots: Mapping[str, Any] | None = None,
) -> str | None:
    """Opens a handoff, or finds the one that is open already.

    Args:
        session: A writing session.
        conversation_id: Whose handoff; an unknown one is not an error, because Rasa's
            own shell and story tests talk to the bot without the gateway.
        reason: Value of `EscalationReason`.
        signals: Every rule that fired, as `Signal` dictionaries.
        slots: What the bot knew; kept so that nobody asks again.

    Returns:
        The handoff's id; `None` when the conversation is unknown to the store.
    """
    locked = session.scalar(
        sa.select(Conversation.id)
        .where(Conversation.id == conversation_id)
        .with_for_update()
    )
    if locked is None:
        return None
    existing = find_open_handoff(session, conversation_id)
    if existing is not None:
        return str(existing.id)
    handoff = Handoff(
        id=str(uuid.uuid4()),
        conversation_id=conversation_id,
        reason=reason,
        signals=[dict(signal) for signal in signals],
        slots=dict(slots or {}),
    )
    session.add(handoff)
    session.flush()
    return str(handoff.id)


def mark_claimed(
    session: Session,
    conversation_id: str,
    agent_id: int,
    assigned_by: AssignedBy = AssignedBy.AGENT,
) -> None:
    """Writes down who took the open handoff; the first claim dates the wait."""
    handoff = find_open_handoff(session, conversation_id)
    if handoff is not None:
        handoff.agent_id = agent_id
        handoff.assigned_by = assigned_by.value
        handoff.claimed_at = handoff.claimed_at or utc_now()


def mark_released(session: Session, conversation_id: str) -> None:
    """The agent gave the open handoff back: nobody is to be asked first."""
    handoff = find_open_handoff(session, conversation_id)
    if handoff is not None:
        handoff.agent_id = None
        handoff.assigned_by = None


def mark_ended(session: Session, conversation_id: str, outcome: str) -> None:
    """Ends the open handoff: `returned`, `closed` or `cancelled`."""
    handoff = find_open_handoff(session, conversation_id)
    if handoff is not None:
        handoff.ended_at = utc_now()
        handoff.outcome = outcome
