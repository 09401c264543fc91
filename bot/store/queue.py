"""The queue: who waits, in order, and who is being served."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from bot.contracts.modes import Mode, Sender
from bot.desk.priority import Urgency, assumed_arrival, priority_parts
from bot.desk.routing_policy import RoutingPolicy, default_routing_policy
from bot.store.desk_models import Handoff
from bot.store.models import Agent, Conversation, Message, utc_now
from bot.store.preferred_agents import find_preferred_agents

PREVIEW_CHARS = 120


@dataclass(frozen=True)
class QueuedHandoff:
    """A conversation that waits, as the desk lists it.

    `priority_parts` are points by what they are for, at the time of reading; see
    `bot.desk.priority`. `preferred_agent_id` served this customer last.
    """

    conversation_id: str
    reason: str
    signals: list[dict[str, Any]]
    since: datetime
    preview: str
    topic: str | None = None
    region: str | None = None
    language: str | None = None
    breaches: list[dict[str, Any]] = field(default_factory=list)
    priority_parts: Mapping[str, float] = field(default_factory=dict)
    preferred_agent_id: int | None = None


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
    topic: str | None = None
    region: str | None = None
    language: str | None = None
    breaches: list[dict[str, Any]] = field(default_factory=list)
    assigned_by: str | None = None


def list_queue(
    session: Session, policy: RoutingPolicy | None = None
) -> list[QueuedHandoff]:
    """Everyone who waits, in the order in which they are served."""
    policy, now = policy or default_routing_policy(), utc_now()
    rows = session.execute(
        _waiting(
            Handoff.signals,
            Handoff.topic,
            Handoff.region,
            Handoff.language,
            _preview(),
        )
    ).all()
    preferred = find_preferred_agents(session, [row.id for row in rows])
    return [
        QueuedHandoff(
            row.id,
            row.reason,
            row.signals,
            row.created_at,
            _shorten(row.preview),
            row.topic,
            row.region,
            row.language,
            row.breaches or [],
            priority_parts(_urgency(row), policy.head_start_minutes, now),
            preferred.get(row.id),
        )
        for row in _in_order(rows, policy)
    ]


def find_position(
    session: Session, conversation_id: str, policy: RoutingPolicy | None = None
) -> int | None:
    """Place in the queue, 1 = next; `None` if the conversation does not wait."""
    rows = session.execute(_waiting()).all()
    ordered = _in_order(rows, policy or default_routing_policy())
    for position, row in enumerate(ordered, start=1):
        if row.id == conversation_id:
            return position
    return None


def list_active(session: Session) -> list[ActiveHandoff]:
    """Every conversation that an agent holds, oldest first."""
    rows = session.execute(
        sa.select(
            Conversation.id,
            Conversation.mode,
            sa.func.coalesce(Handoff.reason, "").label("reason"),
            sa.func.coalesce(Handoff.created_at, Conversation.updated_at).label("at"),
            _preview(),
            Agent.username,
            Agent.name,
            Handoff.topic,
            Handoff.region,
            Handoff.language,
            Handoff.breaches,
            Handoff.assigned_by,
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
            row.id,
            row.mode,
            row.reason,
            row.at,
            _shorten(row.preview),
            row.username,
            row.name,
            row.topic,
            row.region,
            row.language,
            row.breaches or [],
            row.assigned_by,
        )
        for row in rows
    ]


def _waiting(*more: Any) -> Any:
    """Selects what orders the queue, and more columns, of everyone who waits."""
    return (
        sa.select(
            Conversation.id,
            Handoff.reason,
            Handoff.created_at,
            Handoff.breaches,
            _worst_polarity(),
            *more,
        )
        .join(Handoff, Handoff.conversation_id == Conversation.id)
        .where(Conversation.mode == Mode.QUEUED.value, Handoff.ended_at.is_(None))
    )


def _in_order(rows: Iterable[Any], policy: RoutingPolicy) -> list[Any]:
    starts = policy.head_start_minutes
    return sorted(
        rows,
        key=lambda row: (
            assumed_arrival(_urgency(row), starts),
            row.created_at,
            row.id,
        ),
    )


def _urgency(row: Any) -> Urgency:
    return Urgency(
        row.reason, row.created_at, row.worst_polarity, len(row.breaches or [])
    )


def _worst_polarity() -> Any:
    """Of the words that called a human and those said since, in [-1, 1], or null."""
    return (
        sa.select(sa.func.min(Message.nlu[("sentiment", "polarity")].as_float()))
        .where(
            Message.conversation_id == Conversation.id,
            Message.sender == Sender.CUSTOMER.value,
            Message.seq > sa.func.coalesce(Conversation.handed_over_seq, 0),
        )
        .scalar_subquery()
        .label("worst_polarity")
    )


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
        .label("preview")
    )


def _shorten(text: str | None) -> str:
    words = " ".join((text or "").split())
    if len(words) <= PREVIEW_CHARS:
        return words
    return words[: PREVIEW_CHARS - 1].rstrip() + "…"
