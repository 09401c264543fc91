"""How far each side of a conversation has read. Marks only move forward."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from bot.store.models import Conversation


def mark_read_by_customer(
    session: Session, conversation_id: str, seq: int
) -> tuple[int, bool]:
    """Moves the customer's mark; gives the mark, and whether it moved."""
    return _mark(session, conversation_id, Conversation.customer_read_seq, seq)


def mark_read_by_agent(
    session: Session, conversation_id: str, seq: int, agent_id: int
) -> tuple[int, bool]:
    """Moves the mark of the agents' side, for the agent in charge; see above."""
    return _mark(
        session,
        conversation_id,
        Conversation.agent_read_seq,
        seq,
        Conversation.agent_id == agent_id,
    )


def _mark(
    session: Session, conversation_id: str, column: Any, seq: int, *conditions: Any
) -> tuple[int, bool]:
    # One statement and no lock before it: two tabs may mark at once, the greater wins.
    bounded = sa.case((Conversation.last_seq < seq, Conversation.last_seq), else_=seq)
    moved = session.execute(
        sa.update(Conversation)
        .where(Conversation.id == conversation_id, column < bounded, *conditions)
        .values({column: bounded})
        .execution_options(synchronize_session=False)
    ).rowcount
    mark = session.scalar(sa.select(column).where(Conversation.id == conversation_id))
    return int(mark or 0), bool(moved)
