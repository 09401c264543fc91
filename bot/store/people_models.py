"""The tables of who works at the desk, what opens it to them, and what they did.

`Agent` itself is in `bot.store.models`, because conversations and messages name it.
"""

from __future__ import annotations

import sqlalchemy as sa

from bot.contracts.people import Role
from bot.store.columns import agent_key, now, one_of, random_id
from bot.store.models import CASCADE, Base, UtcDateTime


def _agent_of() -> sa.Column:
    return sa.Column(
        sa.Integer,
        sa.ForeignKey("agents.id", ondelete=CASCADE),
        nullable=False,
        index=True,
    )


class AgentSession(Base):
    """One login of an agent; only the hash of its token is kept."""

    __tablename__ = "agent_sessions"

    token_hash = sa.Column(sa.String(64), primary_key=True)
    # What the list of sessions names it by; never the token.
    id = sa.Column(sa.String(36), nullable=False, unique=True, default=random_id)
    agent_id = _agent_of()
    device = sa.Column(sa.String(120), nullable=True)  # browser and system, in words
    created_at = now()
    last_seen_at = now()
    expires_at = sa.Column(UtcDateTime, nullable=False)


class LoginAttempt(Base):
    """A failed login, so that guessing is slow over restarts and several gateways."""

    __tablename__ = "login_attempts"

    id = sa.Column(sa.Integer, primary_key=True)
    subject = sa.Column(sa.String(64), nullable=False, index=True)  # hash, no address
    at = now()


class SecondFactor(Base):
    """The one-time passwords of an agent (TOTP, RFC 6238)."""

    __tablename__ = "second_factors"

    agent_id = sa.Column(
        sa.Integer, sa.ForeignKey("agents.id", ondelete=CASCADE), primary_key=True
    )
    # Base32, sealed (bot.privacy.secret_box); in clear where there was never a key.
    secret = sa.Column(sa.String(300), nullable=False)
    confirmed_at = sa.Column(UtcDateTime, nullable=True)  # null: not asked yet
    # The newest time step used: a password seen over a shoulder opens nothing.
    last_step = sa.Column(sa.BigInteger, nullable=True)
    recovery_hashes = sa.Column(sa.JSON, nullable=False, default=list)
    created_at = now()


class Invitation(Base):
    """A link that lets one person choose a name and a password, once."""

    __tablename__ = "invitations"
    __table_args__ = (one_of("role", Role),)

    id = sa.Column(sa.String(36), primary_key=True, default=random_id)
    token_hash = sa.Column(sa.String(64), nullable=False, unique=True)
    role = sa.Column(sa.String(16), nullable=False)
    for_whom = sa.Column(sa.String(80), nullable=True)  # in the inviter's words
    invited_by = agent_key()
    created_at = now()
    expires_at = sa.Column(UtcDateTime, nullable=False)
    accepted_by = agent_key()
    accepted_at = sa.Column(UtcDateTime, nullable=True)
    revoked_at = sa.Column(UtcDateTime, nullable=True)


class AuditEvent(Base):
    """Who saw or did what; the database refuses to change or delete a row."""

    __tablename__ = "audit_events"
    __table_args__ = (
        sa.Index("ix_audit_events_subject", "subject_kind", "subject_id"),
    )

    id = sa.Column(sa.Integer, primary_key=True)
    at = now(index=True)
    actor = sa.Column(sa.String(80), nullable=False, index=True)  # agent:<username>
    action = sa.Column(sa.String(40), nullable=False)
    subject_kind = sa.Column(sa.String(24), nullable=True)  # conversation, agent …
    subject_id = sa.Column(sa.String(64), nullable=True)
    detail = sa.Column(sa.JSON, nullable=True)  # never words of a conversation
