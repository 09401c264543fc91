"""Who looks at a conversation besides the agent in charge."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from bot.desk.presence import FRESH_S
from bot.store.desk_models import Viewer
from bot.store.models import Agent, Conversation, utc_now


@dataclass(frozen=True)
class Looking:
    """Somebody who looks at a conversation; `joined` when a supervisor joined it."""

    username: str
    name: str
    joined: bool


def mark_viewing(session: Session, pairs: Iterable[tuple[str, int]]) -> None:
    """Writes down that these agents look at these conversations now.

    Args:
        session: A writing session.
        pairs: Conversation and agent; conversations erased meanwhile are skipped.
    """
    wanted = set(pairs)
    if not wanted:
        return
    existing = set(
        session.scalars(
            sa.select(Conversation.id).where(
                Conversation.id.in_({key for key, _ in wanted})
            )
        )
    )
    for conversation_id, agent_id in sorted(wanted):
        if conversation_id in existing:
            _get_or_add(session, conversation_id, agent_id).seen_at = utc_now()


def mark_joined(session: Session, conversation_id: str, agent_id: int) -> None:
    """Lists a supervisor as one who takes part, by private notes."""
    viewer = _get_or_add(session, conversation_id, agent_id)
    viewer.seen_at = utc_now()
    viewer.joined_at = viewer.joined_at or utc_now()


def add_viewer(session: Session, conversation_id: str, agent_id: int) -> bool:
    """An agent looks; whether that is news, which it is not of the one in charge."""
    mark_viewing(session, {(conversation_id, agent_id)})
    return not _is_in_charge(session, conversation_id, agent_id)


def remove_viewer(session: Session, conversation_id: str, agent_id: int) -> bool:
    """An agent looks away; whether that is news."""
    session.execute(
        sa.delete(Viewer).where(
            Viewer.conversation_id == conversation_id, Viewer.agent_id == agent_id
        )
    )
    return not _is_in_charge(session, conversation_id, agent_id)


def remove_stale_viewers(session: Session) -> list[str]:
    """Forgets who has given no sign for a while; returns their conversations."""
    stale = Viewer.seen_at < utc_now() - timedelta(seconds=FRESH_S)
    found = list(session.scalars(sa.select(Viewer.conversation_id).where(stale)))
    if found:
        session.execute(sa.delete(Viewer).where(stale))
    return sorted(set(found))


def list_viewers(
    session: Session, conversation_ids: Collection[str]
) -> dict[str, list[Looking]]:
    """Who looks on, first come first, by conversation; without the agent in charge."""
    if not conversation_ids:
        return {}
    rows = session.execute(
        sa.select(Viewer.conversation_id, Agent.username, Agent.name, Viewer.joined_at)
        .join(Agent, Agent.id == Viewer.agent_id)
        .join(Conversation, Conversation.id == Viewer.conversation_id)
        .where(
            Viewer.conversation_id.in_(conversation_ids),
            Viewer.seen_at >= utc_now() - timedelta(seconds=FRESH_S),
            sa.func.coalesce(Conversation.agent_id, 0) != Viewer.agent_id,
        )
        .order_by(Viewer.since, Agent.name)
    )
    found: dict[str, list[Looking]] = {}
    for conversation_id, username, name, joined_at in rows:
        looking = Looking(username, name, joined_at is not None)
        found.setdefault(conversation_id, []).append(looking)
    return found


def _is_in_charge(session: Session, conversation_id: str, agent_id: int) -> bool:
    query = sa.select(Conversation.agent_id).where(Conversation.id == conversation_id)
    return bool(session.scalar(query) == agent_id)


def _get_or_add(session: Session, conversation_id: str, agent_id: int) -> Viewer:
    key = (conversation_id, agent_id)
    viewer = session.get(Viewer, key)
    if viewer is not None:
        return viewer
    viewer = Viewer(conversation_id=conversation_id, agent_id=agent_id)
    try:
        with session.begin_nested():
            session.add(viewer)
    except sa.exc.IntegrityError:  # another gateway of his was faster
        viewer = session.get(Viewer, key, populate_existing=True)
    return viewer
