"""Agents as the desk sees them at work: here or away, how busy, what they know."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from bot.contracts.modes import Mode
from bot.contracts.people import Availability, Role
from bot.desk.presence import is_fresh
from bot.desk.routing import SKILLS
from bot.store.desk_models import Handoff
from bot.store.models import Agent, Conversation, utc_now

# Handoffs older than this say nothing about who has been idle, or what is asked for.
RECENT = timedelta(days=30)


@dataclass(frozen=True)
class AgentAtDesk:
    """An agent at work.

    Attributes:
        id: Who.
        username: His login.
        name: What customers read.
        role: What he is there for.
        availability: Whether he takes new conversations.
        is_connected: A console of his is open, on any gateway.
        load: Conversations that he holds.
        capacity: Conversations that he can hold.
        skills: Lists by `bot.desk.routing.SKILLS`; a missing one means everything.
        idle_since: When he last took or ended a conversation; `None`: not lately.
    """

    id: int
    username: str
    name: str
    role: Role
    availability: Availability
    is_connected: bool
    load: int
    capacity: int
    skills: Mapping[str, list[str]]
    idle_since: datetime | None = None


def list_desk_agents(session: Session) -> list[AgentAtDesk]:
    """Everybody who may work, by name."""
    loads = _loads(session)
    idle = _idle_since(session)
    now = utc_now()
    agents = session.scalars(
        sa.select(Agent).where(Agent.disabled_at.is_(None)).order_by(Agent.name)
    )
    return [
        AgentAtDesk(
            agent.id,
            agent.username,
            agent.name,
            Role(agent.role),
            Availability(agent.availability),
            is_fresh(agent.seen_at, now),
            loads.get(agent.id, 0),
            agent.capacity,
            agent.skills or {},
            idle.get(agent.id),
        )
        for agent in agents
    ]


def lock_agent(session: Session, username: str) -> Agent | None:
    """Loads an agent who may work, and keeps other writers out until the commit."""
    return session.scalar(
        sa.select(Agent)
        .where(Agent.username == username, Agent.disabled_at.is_(None))
        .with_for_update()
        .execution_options(populate_existing=True)
    )


def count_load(session: Session, agent_id: int) -> int:
    """How many conversations an agent holds."""
    query = sa.select(sa.func.count(Conversation.id)).where(
        Conversation.agent_id == agent_id, Conversation.mode == Mode.HUMAN.value
    )
    return int(session.scalar(query) or 0)


def mark_seen(session: Session, agent_ids: Collection[int]) -> None:
    """Writes down that consoles of these agents are open now."""
    if agent_ids:
        session.execute(
            sa.update(Agent)
            .where(Agent.id.in_(sorted(agent_ids)))
            .values(seen_at=utc_now())
            .execution_options(synchronize_session=False)
        )


def list_used_skills(session: Session) -> dict[str, list[str]]:
    """Topics, Régions and languages of recent handoffs and of agents' own skills."""
    since = utc_now() - RECENT
    used: dict[str, set[str]] = {
        listed: set(
            session.scalars(
                sa.select(getattr(Handoff, column))
                .where(Handoff.created_at >= since)
                .where(getattr(Handoff, column).is_not(None))
                .distinct()
            )
        )
        for listed, column in SKILLS.items()
    }
    for skills in session.scalars(sa.select(Agent.skills)):
        for listed in SKILLS:
            used[listed].update((skills or {}).get(listed) or ())
    return {listed: sorted(names) for listed, names in used.items()}


def _loads(session: Session) -> dict[int, int]:
    rows = session.execute(
        sa.select(Conversation.agent_id, sa.func.count(Conversation.id))
        .where(Conversation.mode == Mode.HUMAN.value)
        .group_by(Conversation.agent_id)
    )
    return {agent_id: count for agent_id, count in rows}


def _idle_since(session: Session) -> dict[int, datetime]:
    rows = session.execute(
        sa.select(
            Handoff.agent_id,
            sa.func.max(sa.func.coalesce(Handoff.ended_at, Handoff.claimed_at)),
        )
        .where(Handoff.agent_id.is_not(None), Handoff.created_at > utc_now() - RECENT)
        .group_by(Handoff.agent_id)
    )
    return {agent_id: moment for agent_id, moment in rows if moment is not None}
