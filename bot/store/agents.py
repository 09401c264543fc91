"""Agents, their passwords, and the brake on guessing these.

Their logins are in `agent_sessions`, roles and doors in `people`.
"""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import timedelta

import sqlalchemy as sa
from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy.orm import Session

from bot.contracts.people import Role
from bot.errors import StoreError
from bot.store.models import Agent, utc_now
from bot.store.people_models import LoginAttempt

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


def identity_of(agent: Agent) -> AgentIdentity:
    """The agent as a plain value."""
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
        password_changed_at=utc_now(),
    )
    session.add(agent)
    session.flush()
    return identity_of(agent)


def count_agents(session: Session) -> int:
    """How many agents there are, disabled ones included."""
    return int(session.scalar(sa.select(sa.func.count(Agent.id))) or 0)


def find_agent(session: Session, username: str) -> AgentIdentity | None:
    """The agent of that name who may work; `None` if there is none."""
    agent = session.scalar(
        sa.select(Agent).where(Agent.username == username, Agent.disabled_at.is_(None))
    )
    return identity_of(agent) if agent else None


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


def set_password(session: Session, agent_id: int, password: str) -> None:
    """Replaces a password."""
    agent = session.get(Agent, agent_id)
    agent.password_hash = _HASHER.hash(password)
    agent.password_changed_at = utc_now()


def set_name(session: Session, agent_id: int, name: str) -> None:
    """Changes what customers and colleagues read."""
    session.get(Agent, agent_id).name = name


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
