"""Agents, their sessions, and the brake on guessing passwords."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa
from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy.orm import Session

from bot.contracts.people import Role
from bot.errors import StoreError
from bot.store.models import Agent, utc_now
from bot.store.people_models import AgentSession, LoginAttempt

_HASHER = PasswordHasher()  # argon2id with the library's current parameters
# Verified for unknown names, so that an answer takes as long as for known ones.
_DECOY_HASH = _HASHER.hash(secrets.token_urlsafe(16))
ATTEMPT_WINDOW = timedelta(minutes=1)


@dataclass(frozen=True)
class AgentIdentity:
    """Who an agent is, detached from the store."""

    id: int
    username: str
    name: str
    role: Role = Role.AGENT


def hash_token(token: str) -> str:
    """What is kept of a token: SHA-256, hexadecimal. Tokens are random, so no salt."""
    return hashlib.sha256(token.encode()).hexdigest()


def _identity(agent: Agent) -> AgentIdentity:
    return AgentIdentity(agent.id, agent.username, agent.name, Role(agent.role))


def add_agent(
    session: Session,
    username: str,
    name: str,
    password: str,
    role: Role = Role.AGENT,
) -> AgentIdentity:
    """Creates an agent.

    Raises:
        StoreError: The username is taken.
    """
    taken = session.scalar(sa.select(Agent.id).where(Agent.username == username))
    if taken is not None:
        raise StoreError(f"Expected a free username, but {username!r} exists already.")
    agent = Agent(
        username=username,
        name=name,
        password_hash=_HASHER.hash(password),
        role=role.value,
    )
    session.add(agent)
    session.flush()
    return _identity(agent)


def count_agents(session: Session) -> int:
    """How many agents there are, disabled ones included."""
    return int(session.scalar(sa.select(sa.func.count(Agent.id))) or 0)


def find_agent(session: Session, username: str) -> AgentIdentity | None:
    """The agent of that name who may work; `None` if there is none."""
    agent = session.scalar(
        sa.select(Agent).where(Agent.username == username, Agent.disabled_at.is_(None))
    )
    return _identity(agent) if agent else None


def password_matches(session: Session, username: str, password: str) -> bool:
    """Checks a password; takes as long for a name that does not exist."""
    stored = session.scalar(
        sa.select(Agent.password_hash).where(
            Agent.username == username, Agent.disabled_at.is_(None)
        )
    )
    try:
        _HASHER.verify(stored or _DECOY_HASH, password)
    except (VerificationError, InvalidHashError):
        return False
    return stored is not None


def open_agent_session(
    session: Session, agent_id: int, token: str, expires_at: datetime
) -> None:
    """Remembers a login by the hash of its token, and forgets the expired ones."""
    session.execute(sa.delete(AgentSession).where(AgentSession.expires_at < utc_now()))
    session.add(
        AgentSession(
            token_hash=hash_token(token), agent_id=agent_id, expires_at=expires_at
        )
    )


def close_agent_session(session: Session, token: str) -> None:
    """Ends a login."""
    session.execute(
        sa.delete(AgentSession).where(AgentSession.token_hash == hash_token(token))
    )


def find_agent_by_token(session: Session, token: str) -> AgentIdentity | None:
    """The agent who holds a valid token; `None` when it is unknown or expired."""
    agent = session.scalar(
        sa.select(Agent)
        .join(AgentSession, AgentSession.agent_id == Agent.id)
        .where(
            AgentSession.token_hash == hash_token(token),
            AgentSession.expires_at > utc_now(),
            Agent.disabled_at.is_(None),
        )
    )
    return _identity(agent) if agent else None


def note_failed_login(session: Session, subject: str) -> None:
    """Counts one failure against a subject (a hash of who tried)."""
    session.add(LoginAttempt(subject=subject))


def count_failed_logins(session: Session, subject: str) -> int:
    """Failures of the last minute; older ones are deleted on the way."""
    since = utc_now() - ATTEMPT_WINDOW
    session.execute(sa.delete(LoginAttempt).where(LoginAttempt.at < since))
    query = sa.select(sa.func.count(LoginAttempt.id)).where(
        LoginAttempt.subject == subject
    )
    return int(session.scalar(query) or 0)
