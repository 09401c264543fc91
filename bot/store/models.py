"""The tables of conversations and of the agents whom they name.

SQLAlchemy 1.4 in 2.0 style. Times are aware UTC. Identifiers that leave the server
are random UUIDs; tokens and passwords are kept as hashes only. The migrations under
`migrations/` create exactly these tables (checked by tests/unit/store); those of the
desk, of its people, of loan files, of the hotline, of shared answers, of customers'
voices and of the service itself are in `desk_models`, `people_models`, `loan_models`,
`hotline_models`, `share_models`, `voice_models` and `service_models`.
"""

from __future__ import annotations

from datetime import datetime, timezone
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import declarative_base

from bot.contracts.people import Availability, Role

Base: Any = declarative_base()

CASCADE = "CASCADE"
# Conversations that one agent holds at once.
DEFAULT_CAPACITY = 4


def utc_now() -> datetime:
    """The present moment, aware, in UTC."""
    return datetime.now(timezone.utc)


class UtcDateTime(sa.types.TypeDecorator):
    """An aware UTC datetime, also on SQLite, which would forget the zone."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Any) -> Any:
        """Refuses naive datetimes and writes the others in UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"Expected an aware datetime, but found {value!r}.")
        return value.astimezone(timezone.utc)

    def process_result_value(self, value: datetime | None, dialect: Any) -> Any:
        """Gives back an aware datetime."""
        if value is None:
            return None
        if value.tzinfo is None:
            return value.replace(tzinfo=timezone.utc)
        return value.astimezone(timezone.utc)


def _conversation_key(**kwargs: Any) -> sa.Column:
    return sa.Column(
        sa.String(36),
        sa.ForeignKey("conversations.id", ondelete=CASCADE),
        nullable=False,
        **kwargs,
    )


def _agent_key() -> sa.Column:
    return sa.Column(sa.Integer, sa.ForeignKey("agents.id"), nullable=True)


class Agent(Base):
    """A human who answers customers."""

    __tablename__ = "agents"
    id = sa.Column(sa.Integer, primary_key=True)
    username = sa.Column(sa.String(64), nullable=False, unique=True)
    name = sa.Column(sa.String(80), nullable=False)  # what the customer sees
    password_hash = sa.Column(sa.String(200), nullable=False)  # argon2id
    created_at = sa.Column(UtcDateTime, nullable=False, default=utc_now)
    disabled_at = sa.Column(UtcDateTime, nullable=True)
    # Roles and availability are checked by the program only: SQLite cannot add a check
    # to a table that others point at.
    role = sa.Column(sa.String(16), nullable=False, default=Role.AGENT.value)
    availability = sa.Column(
        sa.String(16), nullable=False, default=Availability.AVAILABLE.value
    )
    capacity = sa.Column(sa.Integer, nullable=False, default=DEFAULT_CAPACITY)
    # {"topics": […], "regions": […], "languages": […]}; a missing key: all of them.
    skills = sa.Column(sa.JSON, nullable=False, default=dict)
    seen_at = sa.Column(UtcDateTime, nullable=True)  # last sign of an open console
    password_changed_at = sa.Column(UtcDateTime, nullable=True)


class Conversation(Base):
    """One customer's conversation, over all its modes."""

    __tablename__ = "conversations"

    id = sa.Column(sa.String(36), primary_key=True)
    token_hash = sa.Column(sa.String(64), nullable=False, unique=True)
    mode = sa.Column(sa.String(16), nullable=False, index=True)
    # In `wrap_up`, the mode that follows: `bot` or `closed`.
    wrap_up_to = sa.Column(sa.String(16), nullable=True)
    # Last `seq` before a human was called; set until Rasa was told what was said since.
    handed_over_seq = sa.Column(sa.Integer, nullable=True)
    last_seq = sa.Column(sa.Integer, nullable=False, default=0)
    agent_id = _agent_key()
    # Whom the site that embeds the widget vouches for, by a signed token.
    customer_id = sa.Column(sa.String(128), nullable=True, index=True)
    customer_name = sa.Column(sa.String(80), nullable=True)
    # What each side has had on screen.
    customer_read_seq = sa.Column(sa.Integer, nullable=False, default=0)
    agent_read_seq = sa.Column(sa.Integer, nullable=False, default=0)
    locale = sa.Column(sa.String(35), nullable=True)
    page_url = sa.Column(sa.String(2000), nullable=True)
    meta = sa.Column("metadata", sa.JSON, nullable=True)
    created_at = sa.Column(UtcDateTime, nullable=False, default=utc_now, index=True)
    updated_at = sa.Column(UtcDateTime, nullable=False, default=utc_now)
    # Which gateway answers the pending turns, and until when it may take.
    turn_owner = sa.Column(sa.String(120), nullable=True)
    turn_lease_until = sa.Column(UtcDateTime, nullable=True)


class Message(Base):
    """Something said in a conversation that its customer can read."""

    __tablename__ = "messages"
    __table_args__ = (
        sa.UniqueConstraint("conversation_id", "seq"),
        sa.UniqueConstraint("conversation_id", "message_id"),
        sa.Index("ix_messages_turn_state", "turn_state"),
    )

    id = sa.Column(sa.Integer, primary_key=True)
    conversation_id = _conversation_key()
    seq = sa.Column(sa.Integer, nullable=False)  # 1, 2, 3 … without gaps
    message_id = sa.Column(sa.String(36), nullable=False)
    sender = sa.Column(sa.String(16), nullable=False)
    text = sa.Column(sa.Text, nullable=False)
    payload = sa.Column(sa.Text, nullable=True)  # "/intent{…}" behind a button
    buttons = sa.Column(sa.JSON, nullable=False, default=list)
    custom = sa.Column(sa.JSON, nullable=True)
    at = sa.Column(UtcDateTime, nullable=False, default=utc_now)
    agent_id = _agent_key()
    reply_to = sa.Column(sa.Integer, nullable=True)  # seq of the turn it answers
    # Customer turns only: `pending`, then `answered`.
    turn_state = sa.Column(sa.String(16), nullable=True)
    attempts = sa.Column(sa.Integer, nullable=False, default=0)
    nlu = sa.Column(sa.JSON, nullable=True)
    outcome = sa.Column(sa.JSON, nullable=True)  # mode, escalation, clarified


class ModeChange(Base):
    """One change of mode: when, from what to what, who did it and why."""

    __tablename__ = "mode_changes"

    id = sa.Column(sa.Integer, primary_key=True)
    conversation_id = _conversation_key(index=True)
    at = sa.Column(UtcDateTime, nullable=False, default=utc_now)
    from_mode = sa.Column(sa.String(16), nullable=False)
    to_mode = sa.Column(sa.String(16), nullable=False)
    actor = sa.Column(sa.String(80), nullable=False)  # customer, bot, agent:<username>
    reason = sa.Column(sa.String(40), nullable=False)


class Feedback(Base):
    """How listened to the customer felt; the last answer counts."""

    __tablename__ = "feedback"

    conversation_id = _conversation_key(primary_key=True)
    score = sa.Column(sa.Integer, nullable=False)  # 1 (not at all) to 5 (entirely)
    comment = sa.Column(sa.Text, nullable=True)
    at = sa.Column(UtcDateTime, nullable=False, default=utc_now)


class Erasure(Base):
    """Proof that a conversation was erased, without anything of it."""

    __tablename__ = "erasures"

    receipt = sa.Column(sa.String(36), primary_key=True)
    at = sa.Column(UtcDateTime, nullable=False, default=utc_now)
    counts = sa.Column(sa.JSON, nullable=False)
