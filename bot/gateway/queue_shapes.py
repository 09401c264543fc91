"""The desk's lists as the JSON of docs/events.md: who waits, who is served, by whom."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from bot.desk.routing_policy import RoutingPolicy
from bot.gateway.promise_shapes import add_promises
from bot.gateway.skill_choices import topic_titles
from bot.store.desk_agents import AgentAtDesk, list_desk_agents
from bot.store.models import Agent, utc_now
from bot.store.queue import ActiveHandoff, QueuedHandoff, list_active, list_queue
from bot.store.viewers import Looking, list_viewers

Named = Mapping[int, dict[str, str]]


def read_queue(session: Session, policy: RoutingPolicy | None = None) -> dict[str, Any]:
    """The whole desk: who waits and who is being served."""
    waiting, active = list_queue(session, policy), list_active(session)
    keys = [item.conversation_id for item in waiting]
    keys += [item.conversation_id for item in active]
    viewers = list_viewers(session, keys)
    named = _name(session, {item.preferred_agent_id for item in waiting})
    queue = {
        "waiting": [
            queue_item_shape(item, named, viewers.get(item.conversation_id, ()))
            for item in waiting
        ],
        "active": [
            active_item_shape(item, viewers.get(item.conversation_id, ()))
            for item in active
        ],
    }
    return add_promises(session, queue)


def read_desk_agents(session: Session, policy: RoutingPolicy) -> dict[str, Any]:
    """Everybody at the desk, and the rules that their consoles must know."""
    return {
        "agents": [desk_agent_shape(agent) for agent in list_desk_agents(session)],
        "routing": {
            "assignment": policy.assignment.value,
            "overflow_s": policy.overflow_seconds,
        },
        "topics": dict(topic_titles()),
    }


def read_viewers(session: Session, conversation_id: str) -> list[dict[str, Any]]:
    """Who looks at one conversation besides the agent in charge."""
    found = list_viewers(session, [conversation_id]).get(conversation_id, [])
    return viewers_shape(found)


def queue_item_shape(
    item: QueuedHandoff, named: Named, viewers: Sequence[Looking] = ()
) -> dict[str, Any]:
    """A conversation that waits; `waiting_s` in seconds, `priority` in points."""
    preferred = named.get(item.preferred_agent_id or 0)
    return {
        "id": item.conversation_id,
        "reason": item.reason,
        "signals": item.signals,
        "waiting_s": round((utc_now() - item.since).total_seconds(), 1),
        "preview": item.preview,
        "since": item.since.isoformat(),
        "priority": round(sum(item.priority_parts.values()), 1),
        "priority_parts": dict(item.priority_parts),
        **_subject(item),
        "preferred_agent": preferred,
        "viewers": viewers_shape(viewers),
    }


def active_item_shape(
    item: ActiveHandoff, viewers: Sequence[Looking] = ()
) -> dict[str, Any]:
    """A conversation that an agent holds."""
    return {
        "id": item.conversation_id,
        "mode": item.mode,
        "agent": {"username": item.username, "name": item.name},
        "reason": item.reason,
        "preview": item.preview,
        "since": item.since.isoformat(),
        **_subject(item),
        "assigned_by": item.assigned_by,
        "viewers": viewers_shape(viewers),
    }


def desk_agent_shape(agent: AgentAtDesk) -> dict[str, Any]:
    """An agent at work."""
    return {
        "username": agent.username,
        "name": agent.name,
        "role": agent.role.value,
        "availability": agent.availability.value,
        "connected": agent.is_connected,
        "load": agent.load,
        "capacity": agent.capacity,
        "skills": {
            "topics": list(agent.skills.get("topics") or ()),
            "regions": list(agent.skills.get("regions") or ()),
            "languages": list(agent.skills.get("languages") or ()),
        },
    }


def viewers_shape(viewers: Sequence[Looking]) -> list[dict[str, Any]]:
    """Who looks on."""
    return [
        {"username": each.username, "name": each.name, "joined": each.joined}
        for each in viewers
    ]


def _subject(item: QueuedHandoff | ActiveHandoff) -> dict[str, Any]:
    return {
        "topic": item.topic,
        "region": item.region,
        "language": item.language,
        "breaches": item.breaches,
    }


def _name(session: Session, agent_ids: set[int | None]) -> Named:
    rows = session.execute(
        sa.select(Agent.id, Agent.username, Agent.name).where(
            Agent.id.in_(each for each in agent_ids if each is not None),
            Agent.disabled_at.is_(None),
        )
    )
    return {row.id: {"username": row.username, "name": row.name} for row in rows}
