"""Checks of loan files: owners, checks, alerts and their audit."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "beneficial_owners",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("file_id", sa.String(length=36), nullable=False),
        sa.Column("first_name", sa.String(length=80), nullable=False),
        sa.Column("last_name", sa.String(length=80), nullable=False),
        sa.Column("share_bp", sa.Integer(), nullable=False),
        sa.Column("direct", sa.Boolean(), nullable=False),
        sa.Column("birth_date", sa.Date(), nullable=True),
        sa.Column("nationality", sa.String(length=2), nullable=True),
        sa.Column("identity_checked_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("share_bp BETWEEN 0 AND 10000", name="ck_share_bp"),
        sa.ForeignKeyConstraint(["file_id"], ["loan_files.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("beneficial_owners", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_beneficial_owners_file_id"), ["file_id"], unique=False
        )

    op.create_table(
        "kyc_checks",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("file_id", sa.String(length=36), nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("outcome", sa.String(length=16), nullable=False),
        sa.Column("evidence", sa.JSON(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "kind IN ('completeness', 'company_exists', 'beneficial_owners', 'identity', 'screening')",
            name="ck_kind",
        ),
        sa.CheckConstraint(
            "outcome IN ('passed', 'to_complete', 'to_review', 'unavailable')",
            name="ck_outcome",
        ),
        sa.ForeignKeyConstraint(["file_id"], ["loan_files.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("kyc_checks", schema=None) as batch_op:
        batch_op.create_index(
            "ix_kyc_checks_file_kind", ["file_id", "kind"], unique=False
        )

    op.create_table(
        "kyc_alerts",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("file_id", sa.String(length=36), nullable=False),
        sa.Column("owner_id", sa.String(length=36), nullable=True),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("evidence", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_by", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(length=1000), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "state = 'open' OR (decided_by IS NOT NULL AND reason IS NOT NULL AND decided_at IS NOT NULL)",
            name="ck_decided",
        ),
        sa.CheckConstraint("state IN ('open', 'lifted', 'confirmed')", name="ck_state"),
        sa.ForeignKeyConstraint(
            ["decided_by"],
            ["agents.id"],
        ),
        sa.ForeignKeyConstraint(["file_id"], ["loan_files.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["beneficial_owners.id"], ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("kyc_alerts", schema=None) as batch_op:
        batch_op.create_index(
            "ix_kyc_alerts_file_state", ["file_id", "state"], unique=False
        )

    op.create_table(
        "kyc_alert_events",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("file_id", sa.String(length=36), nullable=False),
        sa.Column("alert_id", sa.String(length=36), nullable=True),
        sa.Column("event", sa.String(length=24), nullable=False),
        sa.Column("actor", sa.String(length=80), nullable=False),
        sa.Column("detail", sa.JSON(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["alert_id"], ["kyc_alerts.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["file_id"], ["loan_files.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("kyc_alert_events", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_kyc_alert_events_alert_id"), ["alert_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_kyc_alert_events_file_id"), ["file_id"], unique=False
        )


def downgrade() -> None:
    op.drop_table("kyc_alert_events")
    op.drop_table("kyc_alerts")
    op.drop_table("kyc_checks")
    op.drop_table("beneficial_owners")
