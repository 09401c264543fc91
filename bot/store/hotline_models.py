"""The tables of what customers ask of the hotline itself.

All of it belongs to a conversation and goes with it.
"""

from __future__ import annotations

import sqlalchemy as sa

from bot.contracts.loan_files import CallbackState, ComplaintState
from bot.store.columns import agent_key, key_to, new_id, now, one_of, unique_where
from bot.store.models import Base, UtcDateTime


class Callback(Base):
    """A customer wants to be called at a time."""

    __tablename__ = "callbacks"
    __table_args__ = (
        one_of("state", CallbackState),
        sa.CheckConstraint("slot_end > slot_start", name="ck_slot"),
        # The same customer who asks again with the same number replaces the request.
        unique_where("uq_callbacks_open", "state = 'open'", "conversation_id", "phone"),
        sa.Index("ix_callbacks_state_slot", "state", "slot_start"),
    )

    id = new_id()
    conversation_id = key_to("conversations", index=True)
    phone = sa.Column(sa.String(20), nullable=False)  # E.164, +33612345678
    slot_start = sa.Column(UtcDateTime, nullable=False)
    slot_end = sa.Column(UtcDateTime, nullable=False)
    topic = sa.Column(sa.String(500), nullable=True)  # in the customer's words
    state = sa.Column(sa.String(16), nullable=False, default=CallbackState.OPEN.value)
    created_at = now()
    done_by = agent_key()
    done_at = sa.Column(UtcDateTime, nullable=True)


class Complaint(Base):
    """A customer is not content, in his own words."""

    __tablename__ = "complaints"
    __table_args__ = (one_of("state", ComplaintState),)

    id = new_id()
    conversation_id = key_to("conversations", index=True)
    receipt = sa.Column(sa.String(20), nullable=False, unique=True)  # told to him
    text = sa.Column(sa.Text, nullable=False)
    about = sa.Column(sa.String(200), nullable=True)  # `None` when he did not say
    at = now()
    state = sa.Column(
        sa.String(16), nullable=False, default=ComplaintState.OPEN.value, index=True
    )


class AnswerCorrection(Base):
    """The bot answered something else than what was asked."""

    __tablename__ = "answer_corrections"

    id = sa.Column(sa.Integer, primary_key=True)
    conversation_id = key_to("conversations", index=True)
    intent = sa.Column(sa.String(120), nullable=True)  # that the bot had understood
    masked_text = sa.Column(sa.Text, nullable=False)  # personal data hidden already
    at = now()
