"""Clocks of the service itself, and a trail whose oldest rows may go.

The database goes on refusing to change a row of the audit trail, and to delete one that
is younger than 180 days: a retention period cannot be shortened to hide something.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

FLOOR_DAYS = 180
REFUSE = "SELECT RAISE(ABORT, 'audit_events is append-only'); END"


def upgrade() -> None:
    op.create_table(
        "service_timers",
        sa.Column("job", sa.String(24), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("owner", sa.String(120), nullable=True),
        sa.Column("lease_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("progress", sa.JSON(), nullable=False),
        sa.CheckConstraint("job IN ('retention')", name="ck_job"),
        sa.PrimaryKeyConstraint("job"),
    )
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TRIGGER audit_events_no_delete")
        # Moments are text in UTC, so they compare as text.
        op.execute(
            "CREATE TRIGGER audit_events_no_delete BEFORE DELETE ON audit_events "
            "WHEN OLD.at > strftime('%Y-%m-%d %H:%M:%f', 'now', "
            f"'-{FLOOR_DAYS} days') BEGIN {REFUSE}"
        )
        return
    op.execute("DROP TRIGGER audit_events_append_only ON audit_events")
    op.execute(
        "CREATE TRIGGER audit_events_append_only "
        "BEFORE UPDATE OR TRUNCATE ON audit_events "
        "FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change()"
    )
    op.execute(
        "CREATE TRIGGER audit_events_no_delete "
        "BEFORE DELETE ON audit_events FOR EACH ROW "
        f"WHEN (OLD.at > now() - interval '{FLOOR_DAYS} days') "
        "EXECUTE FUNCTION refuse_audit_change()"
    )


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TRIGGER audit_events_no_delete")
        op.execute(
            "CREATE TRIGGER audit_events_no_delete "
            f"BEFORE DELETE ON audit_events BEGIN {REFUSE}"
        )
    else:
        op.execute("DROP TRIGGER audit_events_no_delete ON audit_events")
        op.execute("DROP TRIGGER audit_events_append_only ON audit_events")
        op.execute(
            "CREATE TRIGGER audit_events_append_only "
            "BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_events "
            "FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change()"
        )
    op.drop_table("service_timers")
