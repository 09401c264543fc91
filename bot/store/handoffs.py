"""Handoffs: who waits for a human, since when, and how it ended."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from bot.contracts.modes import Mode, Sender
from bot.store.desk_models import Handoff
from bot.store.models import Agent, Conversation, Message, utc_now

PREVIEW_CHARS = 120

# Who is served first; inside a rank, who waits longest. People in distress never wait
# behind others, angry ones wait less than those whom the bot merely did not understand.
URGENCY: Mapping[str, int] = {
    "distress": 0,
    "negative_sentiment": 1,
    "sensitive_topic": 1,
    "designer_rule": 2,
    "requested": 2,
    "action_failed": 2,
    "bot_unavailable": 2,
    "repeated_fallback": 2,
    "low_confidence": 3,
}


@dataclass(frozen=True)
class QueuedHandoff:
    """A conversation that waits, as the desk lists it."""

    conversation_id: str
    reason: str
    signals: list[dict[str, Any]]
    since: datetime
    preview: str


@dataclass(frozen=True)
class ActiveHandoff:
    """A conversation that an agent holds."""

    conversation_id: str
    mode: str
    reason: str
    since: datetime
    preview: str
    username: str
    name: str


def find_open_handoff(session: Session, conversation_id: str) -> Handoff | None:
    """The handoff of a conversation that has not ended; `None` if there is none."""
    return session.scalar(
        sa.select(Handoff).where(
            Handoff.conversation_id == conversation_id, Handoff.ended_at.is_(None)
        )
    )


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


def mark_claimed(session: Session, conversation_id: str, agent_id: int) -> None:
    """Writes down who took the open handoff; the first claim dates the wait."""
    handoff = find_open_handoff(session, conversation_id)
    if handoff is not None:
        handoff.agent_id = agent_id
        handoff.claimed_at = handoff.claimed_at or utc_now()


def mark_ended(session: Session, conversation_id: str, outcome: str) -> None:
    """Ends the open handoff: `returned`, `closed` or `cancelled`."""
    handoff = find_open_handoff(session, conversation_id)
    if handoff is not None:
        handoff.ended_at = utc_now()
        handoff.outcome = outcome


def _preview() -> Any:
    """The customer's last words, as a scalar subquery on `Conversation`."""
    return (
        sa.select(Message.text)
        .where(
            Message.conversation_id == Conversation.id,
            Message.sender == Sender.CUSTOMER.value,
        )
        .order_by(Message.seq.desc())
        .limit(1)
        .scalar_subquery()
    )


def _urgency() -> Any:
    return sa.case(URGENCY, value=Handoff.reason, else_=max(URGENCY.values()))


def list_queue(session: Session) -> list[QueuedHandoff]:
    """Everyone who waits, most urgent first, then longest wait first."""
    rows = session.execute(
        sa.select(
            Conversation.id,
            Handoff.reason,
            Handoff.signals,
            Handoff.created_at,
            _preview(),
        )
        .join(Handoff, Handoff.conversation_id == Conversation.id)
        .where(Conversation.mode == Mode.QUEUED.value, Handoff.ended_at.is_(None))
        .order_by(_urgency(), Handoff.created_at, Conversation.id)
    )
    return [
        QueuedHandoff(conversation_id, reason, signals, since, _shorten(words))
        for conversation_id, reason, signals, since, words in rows
    ]


def list_active(session: Session) -> list[ActiveHandoff]:
    """Every conversation that an agent holds, oldest first."""
    rows = session.execute(
        sa.select(
            Conversation.id,
            Conversation.mode,
            sa.func.coalesce(Handoff.reason, ""),
            sa.func.coalesce(Handoff.created_at, Conversation.updated_at),
            _preview(),
            Agent.username,
            Agent.name,
        )
        .join(Agent, Agent.id == Conversation.agent_id)
        .outerjoin(
            Handoff,
            sa.and_(
                Handoff.conversation_id == Conversation.id, Handoff.ended_at.is_(None)
            ),
        )
        .where(Conversation.mode.in_([Mode.HUMAN.value, Mode.WRAP_UP.value]))
        .order_by(Handoff.created_at, Conversation.id)
    )
    return [
        ActiveHandoff(
            conversation_id, mode, reason, since, _shorten(words), username, name
        )
        for conversation_id, mode, reason, since, words, username, name in rows
    ]


def find_position(session: Session, conversation_id: str) -> int | None:
    """Place in the queue, 1 = next; `None` if the conversation does not wait."""
    for position, item in enumerate(list_queue(session), start=1):
        if item.conversation_id == conversation_id:
            return position
    return None


def _shorten(text: str | None) -> str:
    words = " ".join((text or "").split())
    if len(words) <= PREVIEW_CHARS:
        return words
    return words[: PREVIEW_CHARS - 1].rstrip() + "…"
