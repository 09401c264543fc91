"""Earlier conversations of a customer for whom the site vouches."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from bot.store.desk_models import Handoff
from bot.store.models import Agent, Conversation, Feedback


@dataclass(frozen=True)
class EarlierConversation:
    """One conversation, with the last time a human was called in it.

    Attributes:
        id: Of the conversation.
        at: When it began.
        mode: Where it stands.
        reason: Why a human was called last; `None` when none was.
        resolution: Value of `Resolution`; `None` when no agent said.
        tags: What the agent filed it under.
        summary: What he left for the next.
        score: How listened to the customer felt, 1 to 5; `None` when not said.
    """

    id: str
    at: datetime
    mode: str
    reason: str | None
    resolution: str | None
    tags: tuple[str, ...]
    summary: str | None
    score: int | None


@dataclass(frozen=True)
class LeftSummary:
    """A line that an agent left for the next one."""

    text: str
    agent: str | None
    at: datetime


def list_earlier(
    session: Session, conversation: Conversation, limit: int
) -> list[EarlierConversation]:
    """The customer's other conversations, newest first.

    Empty without a verified identity: whoever merely says a name sees nobody's past.
    """
    if conversation.customer_id is None:
        return []
    rows = session.execute(
        sa.select(Conversation, Feedback.score)
        .outerjoin(Feedback, Feedback.conversation_id == Conversation.id)
        .where(
            Conversation.customer_id == conversation.customer_id,
            Conversation.id != conversation.id,
        )
        .order_by(Conversation.created_at.desc(), Conversation.id)
        .limit(limit)
    ).all()
    handoffs = _last_handoffs(session, [found.id for found, _ in rows])
    return [_earlier(found, handoffs.get(found.id), score) for found, score in rows]


def _last_handoffs(session: Session, ids: list[str]) -> dict[str, Handoff]:
    # In order of time: the last one of each conversation stays.
    found = session.scalars(
        sa.select(Handoff)
        .where(Handoff.conversation_id.in_(ids))
        .order_by(Handoff.created_at)
    )
    return {handoff.conversation_id: handoff for handoff in found}


def _earlier(
    conversation: Conversation, handoff: Handoff | None, score: int | None
) -> EarlierConversation:
    return EarlierConversation(
        id=conversation.id,
        at=conversation.created_at,
        mode=conversation.mode,
        reason=handoff.reason if handoff else None,
        resolution=handoff.resolution if handoff else None,
        tags=tuple(handoff.tags or ()) if handoff else (),
        summary=handoff.summary if handoff else None,
        score=score,
    )


def find_left_summary(session: Session, conversation_id: str) -> LeftSummary | None:
    """The newest line that an agent left in this conversation; `None` without any."""
    row = session.execute(
        sa.select(Handoff.summary, Agent.name, Handoff.ended_at, Handoff.created_at)
        .outerjoin(Agent, Agent.id == Handoff.agent_id)
        .where(Handoff.conversation_id == conversation_id, Handoff.summary.is_not(None))
        .order_by(Handoff.created_at.desc())
        .limit(1)
    ).first()
    return LeftSummary(row[0], row[1], row[2] or row[3]) if row else None
