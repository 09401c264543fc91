"""Logins of agents: opened, listed, revoked, and known by the hash of their token."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from bot.store.agents import AgentIdentity, hash_token, identity_of
from bot.store.models import Agent, utc_now
from bot.store.people_models import AgentSession, SecondFactor

# How old `last_seen_at` may be before it is written again.
TOUCH_EVERY = timedelta(minutes=1)


@dataclass(frozen=True)
class LoggedIn:
    """Who holds a valid token, and what matters at the door.

    Attributes:
        agent: Whose session.
        session_id: Names the session in lists; never the token.
        has_second_factor: Whether a confirmed second factor guards the account.
        last_seen_at: When the session last asked for something, to the minute.
    """

    agent: AgentIdentity
    session_id: str
    has_second_factor: bool
    last_seen_at: datetime

    @property
    def is_stale(self) -> bool:
        """Whether `touch_session` would write something new."""
        return self.last_seen_at < utc_now() - TOUCH_EVERY


def open_agent_session(
    session: Session,
    agent_id: int,
    token: str,
    expires_at: datetime,
    device: str | None = None,
) -> str:
    """Remembers a login by the hash of its token, and forgets the expired ones.

    Returns:
        The id of the session, for lists.
    """
    session.execute(sa.delete(AgentSession).where(AgentSession.expires_at < utc_now()))
    opened = AgentSession(
        token_hash=hash_token(token),
        agent_id=agent_id,
        expires_at=expires_at,
        device=device,
    )
    session.add(opened)
    session.flush()
    return str(opened.id)


def close_agent_session(session: Session, token: str) -> None:
    """Ends a login."""
    session.execute(
        sa.delete(AgentSession).where(AgentSession.token_hash == hash_token(token))
    )


def find_logged_in(session: Session, token: str) -> LoggedIn | None:
    """Who holds a token; `None` when it is unknown, expired or of a disabled agent."""
    return find_all_logged_in(session, (token,)).get(token)


def find_all_logged_in(
    session: Session, tokens: Collection[str]
) -> dict[str, LoggedIn]:
    """Of many tokens at once, who holds those that still open the desk."""
    by_hash = {hash_token(token): token for token in tokens}
    rows = session.execute(
        sa.select(AgentSession, Agent, SecondFactor.confirmed_at)
        .join(Agent, Agent.id == AgentSession.agent_id)
        .outerjoin(SecondFactor, SecondFactor.agent_id == Agent.id)
        .where(
            AgentSession.token_hash.in_(by_hash),
            AgentSession.expires_at > utc_now(),
            Agent.disabled_at.is_(None),
        )
    )
    return {
        by_hash[opened.token_hash]: LoggedIn(
            identity_of(agent), opened.id, confirmed_at is not None, opened.last_seen_at
        )
        for opened, agent, confirmed_at in rows
    }


def touch_session(session: Session, session_id: str) -> None:
    """Writes down that the session is in use."""
    session.execute(
        sa.update(AgentSession)
        .where(AgentSession.id == session_id)
        .values(last_seen_at=utc_now())
    )


def list_sessions(session: Session, agent_id: int) -> list[AgentSession]:
    """The valid logins of an agent, the one used last first."""
    return list(
        session.scalars(
            sa.select(AgentSession)
            .where(
                AgentSession.agent_id == agent_id, AgentSession.expires_at > utc_now()
            )
            .order_by(AgentSession.last_seen_at.desc(), AgentSession.created_at.desc())
        )
    )


def revoke_session(session: Session, agent_id: int, session_id: str) -> bool:
    """Ends one of an agent's own logins; False when there is none of that id."""
    ended = session.execute(
        sa.delete(AgentSession).where(
            AgentSession.agent_id == agent_id, AgentSession.id == session_id
        )
    )
    return bool(ended.rowcount)


def revoke_sessions(session: Session, agent_id: int, *, but: str | None = None) -> int:
    """Ends the logins of an agent, all but one if wanted; returns how many."""
    ended = session.execute(
        sa.delete(AgentSession).where(
            AgentSession.agent_id == agent_id, AgentSession.id != (but or "")
        )
    )
    return int(ended.rowcount)
