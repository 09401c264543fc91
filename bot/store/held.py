"""Conversations that agents hold, and the last signs of those agents."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from bot.contracts.modes import Mode
from bot.store.models import Agent, Conversation, Message, ModeChange, utc_now


def list_silent(session: Session, gone_after_s: int) -> list[tuple[str, int]]:
    """Held conversations whose agent's console has been silent: id and agent.

    Such an agent may still be at work through a program; `find_signs` tells.
    """
    limit = utc_now() - timedelta(seconds=gone_after_s)
    rows = session.execute(
        sa.select(Conversation.id, Conversation.agent_id)
        .join(Agent, Agent.id == Conversation.agent_id)
        .where(
            Conversation.mode == Mode.HUMAN.value,
            sa.or_(Agent.seen_at.is_(None), Agent.seen_at < limit),
        )
    )
    return [(row.id, row.agent_id) for row in rows]


def find_signs(session: Session, conversation_id: str) -> Sequence[datetime | None]:
    """When the agent in charge was last seen, got the conversation, last wrote."""
    row: Any = session.execute(
        sa.select(
            Agent.seen_at,
            _last(ModeChange, ModeChange.to_mode == Mode.HUMAN.value),
            _last(Message, Message.agent_id == Conversation.agent_id),
        )
        .select_from(Conversation)
        .join(Agent, Agent.id == Conversation.agent_id)
        .where(Conversation.id == conversation_id)
    ).one_or_none()
    return () if row is None else tuple(row)


def _last(table: Any, condition: Any) -> Any:
    return (
        sa.select(sa.func.max(table.at))
        .where(table.conversation_id == Conversation.id, condition)
        .correlate(Conversation)
        .scalar_subquery()
    )
