"""Answers passed on as public pages, and how often they are shared and opened."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "shared_answers",
        sa.Column("code", sa.String(length=10), nullable=False),
        sa.Column("response", sa.String(length=120), nullable=False),
        sa.Column("texts", sa.JSON(), nullable=False),
        sa.Column("period", sa.String(length=200), nullable=True),
        sa.Column("sources", sa.JSON(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("code"),
    )
    op.create_table(
        "share_counts",
        sa.Column("code", sa.String(length=10), nullable=False),
        sa.Column("channel", sa.String(length=16), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("shares", sa.Integer(), nullable=False),
        sa.Column("opens", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "channel IN ('copy', 'email', 'whatsapp', 'sms', 'web', 'unknown')",
            name="ck_channel",
        ),
        sa.CheckConstraint("shares >= 0", name="ck_shares"),
        sa.CheckConstraint("opens >= 0", name="ck_opens"),
        sa.ForeignKeyConstraint(["code"], ["shared_answers.code"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("code", "channel", "day"),
    )
    with op.batch_alter_table("share_counts", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_share_counts_day"), ["day"], unique=False)


def downgrade() -> None:
    op.drop_table("share_counts")
    op.drop_table("shared_answers")
