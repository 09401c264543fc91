"""The table of what customers agreed to have kept.

It belongs to a conversation and goes with it: the customer was told so when he agreed,
and a row without its conversation could not be found to be erased.
"""

from __future__ import annotations

import sqlalchemy as sa

from bot.contracts.sentiment import SentimentLabel
from bot.store.columns import key_to, new_id, now, one_of
from bot.store.models import Base


class CustomerVoice(Base):
    """A message that its customer lets us keep, masked, beside the conversation."""

    __tablename__ = "customer_voices"
    __table_args__ = (
        one_of("emotion", SentimentLabel),
        sa.UniqueConstraint("conversation_id", "seq"),
        sa.Index("ix_customer_voices_at", "at"),
    )

    id = new_id()
    conversation_id = key_to("conversations")
    seq = sa.Column(sa.Integer, nullable=False)  # of the message that was told
    theme = sa.Column(sa.String(40), nullable=False)  # data/knowledge/themes.yml
    emotion = sa.Column(sa.String(16), nullable=False)
    verbatim = sa.Column(sa.Text, nullable=True)  # masked; null until it is
    at = now()
