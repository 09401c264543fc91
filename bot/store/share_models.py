"""The tables of answers passed on as public pages.

Nothing here belongs to a conversation or to a person: no foreign key leads to one, and
what is counted is a number per day. Erasing a conversation therefore leaves them.
"""

from __future__ import annotations

import sqlalchemy as sa

from bot.contracts.shares import ShareChannel
from bot.store.columns import now, one_of
from bot.store.models import CASCADE, Base

CODE_CHARS = 10


class SharedAnswer(Base):
    """What a public page shows, as it was said; never changed afterwards."""

    __tablename__ = "shared_answers"

    code = sa.Column(sa.String(CODE_CHARS), primary_key=True)  # of the content
    response = sa.Column(sa.String(120), nullable=False)
    texts = sa.Column(sa.JSON, nullable=False)  # the bot's messages, in order
    period = sa.Column(sa.String(200), nullable=True)  # « 2020 et 2021 »
    sources = sa.Column(sa.JSON, nullable=False, default=list)  # [{title, site}]
    created_at = now()


class ShareCount(Base):
    """How often one page was shared and opened by one channel, on one day (UTC)."""

    __tablename__ = "share_counts"
    __table_args__ = (
        one_of("channel", ShareChannel),
        sa.CheckConstraint("shares >= 0", name="ck_shares"),
        sa.CheckConstraint("opens >= 0", name="ck_opens"),
    )

    code = sa.Column(
        sa.String(CODE_CHARS),
        sa.ForeignKey("shared_answers.code", ondelete=CASCADE),
        primary_key=True,
    )
    channel = sa.Column(sa.String(16), primary_key=True)
    day = sa.Column(sa.Date, primary_key=True, index=True)
    shares = sa.Column(sa.Integer, nullable=False, default=0)
    opens = sa.Column(sa.Integer, nullable=False, default=0)
