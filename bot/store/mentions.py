"""Mentions: notes that name a colleague, until he has seen them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from bot.store.desk_models import Mention, Note
from bot.store.models import Agent, utc_now

MAX_LISTED = 50


@dataclass(frozen=True)
class Mentioned:
    """A note that names somebody, as he lists it."""

    id: int
    conversation_id: str
    note_id: str
    text: str
    by: str | None
    at: datetime
    seen_at: datetime | None


def add_mentions(
    session: Session, note: Note, usernames: Sequence[str]
) -> list[tuple[int, str]]:
    """Notes down whom a new note names; its author is never among them.

    Returns:
        Id and username of those who must hear of it.
    """
    agents = session.execute(
        sa.select(Agent.id, Agent.username).where(
            Agent.username.in_(list(usernames)),
            Agent.disabled_at.is_(None),
            Agent.id != note.agent_id,
        )
    ).all()
    for agent_id, _ in agents:
        session.add(
            Mention(
                note_id=note.id,
                conversation_id=note.conversation_id,
                agent_id=agent_id,
            )
        )
    session.flush()
    return [(agent_id, username) for agent_id, username in agents]


def list_usernames(session: Session) -> list[str]:
    """Everybody who may be named."""
    return list(
        session.scalars(sa.select(Agent.username).where(Agent.disabled_at.is_(None)))
    )


def count_unseen(session: Session, agent_id: int) -> int:
    """How many notes name an agent who has not looked yet."""
    query = sa.select(sa.func.count(Mention.id)).where(
        Mention.agent_id == agent_id, Mention.seen_at.is_(None)
    )
    return int(session.scalar(query) or 0)


def list_mentions(session: Session, agent_id: int) -> list[Mentioned]:
    """The notes that name an agent, the newest first, 50 at most."""
    author = aliased(Agent)
    rows = session.execute(
        sa.select(Mention, Note, author.name)
        .join(Note, Note.id == Mention.note_id)
        .outerjoin(author, author.id == Note.agent_id)
        .where(Mention.agent_id == agent_id)
        .order_by(Mention.id.desc())
        .limit(MAX_LISTED)
    )
    return [
        Mentioned(
            mention.id,
            mention.conversation_id,
            note.message_id,
            note.text,
            name,
            note.at,
            mention.seen_at,
        )
        for mention, note, name in rows
    ]


def mark_seen(session: Session, agent_id: int, conversation_id: str) -> int:
    """The agent has looked at the conversation's notes; gives how many were news."""
    result = session.execute(
        sa.update(Mention)
        .where(
            Mention.agent_id == agent_id,
            Mention.conversation_id == conversation_id,
            Mention.seen_at.is_(None),
        )
        .values(seen_at=utc_now())
    )
    return int(result.rowcount)
