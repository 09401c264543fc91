"""What customers agreed to have kept."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "customer_voices",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("conversation_id", sa.String(length=36), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("theme", sa.String(length=40), nullable=False),
        sa.Column("emotion", sa.String(length=16), nullable=False),
        sa.Column("verbatim", sa.Text(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "emotion IN ('angry', 'distressed', 'worried', 'neutral', 'satisfied')",
            name="ck_emotion",
        ),
        sa.ForeignKeyConstraint(
            ["conversation_id"], ["conversations.id"], ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("conversation_id", "seq"),
    )
    with op.batch_alter_table("customer_voices", schema=None) as batch_op:
        batch_op.create_index("ix_customer_voices_at", ["at"], unique=False)


def downgrade() -> None:
    op.drop_table("customer_voices")
