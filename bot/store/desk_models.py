"""The tables of the desk: handoffs, notes, who looks on, and the clocks that run.

All of it belongs to a conversation and goes with it.
"""

from __future__ import annotations

import sqlalchemy as sa

from bot.contracts.desk import AssignedBy, Resolution, TimerKind
from bot.store.columns import agent_key, key_to, new_id, now, one_of, unique_where
from bot.store.models import CASCADE, Base, UtcDateTime


class Handoff(Base):
    """One time a human was called; open until an agent or the customer ends it."""

    __tablename__ = "handoffs"
    __table_args__ = (
        one_of("resolution", Resolution),
        one_of("assigned_by", AssignedBy),
        # A conversation waits at most once, whoever tries to queue it twice.
        unique_where("uq_handoffs_open", "ended_at IS NULL", "conversation_id"),
    )

    id = new_id()
    conversation_id = key_to("conversations", index=True)
    reason = sa.Column(sa.String(40), nullable=False)
    signals = sa.Column(sa.JSON, nullable=False, default=list)
    slots = sa.Column(sa.JSON, nullable=False, default=dict)  # known to the bot then
    created_at = now(index=True)
    # What routing looks at; null when nothing is known.
    topic = sa.Column(sa.String(60), nullable=True)
    region = sa.Column(sa.String(60), nullable=True)
    language = sa.Column(sa.String(8), nullable=True)
    claimed_at = sa.Column(UtcDateTime, nullable=True)  # first claim, for waiting times
    agent_id = agent_key()
    assigned_by = sa.Column(sa.String(16), nullable=True)
    first_answer_at = sa.Column(UtcDateTime, nullable=True)
    # The oldest words of the customer that no agent has answered.
    waiting_since = sa.Column(UtcDateTime, nullable=True)
    # Promises not kept: [{"clock": TimerKind, "at": ISO 8601}].
    breaches = sa.Column(sa.JSON, nullable=False, default=list)
    ended_at = sa.Column(UtcDateTime, nullable=True)
    outcome = sa.Column(sa.String(40), nullable=True)  # returned, closed, cancelled
    resolution = sa.Column(sa.String(16), nullable=True)
    tags = sa.Column(sa.JSON, nullable=False, default=list)
    summary = sa.Column(sa.Text, nullable=True)  # left by the agent for the next
    polarity_start = sa.Column(sa.Float, nullable=True)  # in [-1, 1]
    polarity_end = sa.Column(sa.Float, nullable=True)


class Note(Base):
    """An agent's private note: another table, so no customer query can reach it."""

    __tablename__ = "notes"
    __table_args__ = (sa.UniqueConstraint("conversation_id", "message_id"),)

    id = sa.Column(sa.Integer, primary_key=True)
    conversation_id = key_to("conversations")
    message_id = sa.Column(sa.String(36), nullable=False)
    agent_id = agent_key()
    text = sa.Column(sa.Text, nullable=False)
    at = now()


class Mention(Base):
    """A note that names a colleague, until he has seen it."""

    __tablename__ = "mentions"
    __table_args__ = (sa.UniqueConstraint("note_id", "agent_id"),)

    id = sa.Column(sa.Integer, primary_key=True)
    note_id = sa.Column(
        sa.Integer, sa.ForeignKey("notes.id", ondelete=CASCADE), nullable=False
    )
    conversation_id = key_to("conversations", index=True)
    agent_id = sa.Column(
        sa.Integer,
        sa.ForeignKey("agents.id", ondelete=CASCADE),
        nullable=False,
        index=True,
    )
    seen_at = sa.Column(UtcDateTime, nullable=True)


class Viewer(Base):
    """An agent who looks at a conversation; stale after a while without news."""

    __tablename__ = "viewers"

    conversation_id = sa.Column(
        sa.String(36),
        sa.ForeignKey("conversations.id", ondelete=CASCADE),
        primary_key=True,
    )
    agent_id = sa.Column(
        sa.Integer, sa.ForeignKey("agents.id", ondelete=CASCADE), primary_key=True
    )
    since = now()
    seen_at = now()
    # A supervisor who joined: takes part by private notes. Null: only looks.
    joined_at = sa.Column(UtcDateTime, nullable=True)


class Timer(Base):
    """Something to do at a time; done once, whoever looks and however often."""

    __tablename__ = "timers"
    __table_args__ = (
        one_of("kind", TimerKind),
        sa.UniqueConstraint("handoff_id", "kind", "step"),
        sa.Index("ix_timers_due", "due_at"),
    )

    id = new_id()
    conversation_id = key_to("conversations", index=True)
    handoff_id = key_to("handoffs")
    kind = sa.Column(sa.String(24), nullable=False)
    step = sa.Column(sa.Integer, nullable=False, default=0)  # of those that come again
    due_at = sa.Column(UtcDateTime, nullable=False)
    created_at = now()
    fired_at = sa.Column(UtcDateTime, nullable=True)
    cancelled_at = sa.Column(UtcDateTime, nullable=True)
