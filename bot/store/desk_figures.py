"""What the desk can do now and did lately: who is there, recent waits and lengths."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from bot.contracts.modes import Mode
from bot.contracts.people import Availability, Role
from bot.store.desk_models import Handoff
from bot.store.models import Agent, Conversation

# Everybody may answer customers but those who only write the bot's words.
NOT_AT_THE_DESK = (Role.DESIGNER.value,)


def list_agents_there(session: Session, since: datetime) -> list[Agent]:
    """Agents who are available and gave a sign of life at or after a moment."""
    return list(
        session.scalars(
            sa.select(Agent).where(
                Agent.availability == Availability.AVAILABLE.value,
                Agent.disabled_at.is_(None),
                Agent.role.not_in(NOT_AT_THE_DESK),
                Agent.seen_at >= since,
            )
        )
    )


def count_held(session: Session, agents: list[Agent]) -> int:
    """How many conversations these agents hold together."""
    held = sa.select(sa.func.count(Conversation.id)).where(
        Conversation.agent_id.in_([agent.id for agent in agents]),
        Conversation.mode.in_([Mode.HUMAN.value, Mode.WRAP_UP.value]),
    )
    return int(session.scalar(held) or 0)


def list_recent_waits(
    session: Session, since: datetime, limit: int
) -> list[tuple[datetime, datetime]]:
    """When the latest waits began and when an agent ended them, the newest first."""
    rows = session.execute(
        sa.select(Handoff.created_at, Handoff.claimed_at)
        # A conversation that an agent took back was never waited for.
        .where(Handoff.claimed_at >= since, Handoff.claimed_at > Handoff.created_at)
        .order_by(Handoff.claimed_at.desc())
        .limit(limit)
    )
    return [(began, ended) for began, ended in rows]


def list_recent_handlings(
    session: Session, since: datetime, limit: int
) -> list[tuple[datetime, datetime]]:
    """When agents took and finished the latest conversations, the newest first."""
    rows = session.execute(
        sa.select(Handoff.claimed_at, Handoff.ended_at)
        .where(Handoff.claimed_at.is_not(None), Handoff.ended_at >= since)
        .order_by(Handoff.ended_at.desc())
        .limit(limit)
    )
    return [(taken, ended) for taken, ended in rows]
