"""The desk's clocks, viewers and mentions; roles, second factors, invitations, audit.

No column is added by rebuilding a table that others point at: on SQLite that would
delete their rows.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
RESOLUTIONS = (
    "resolution IN ('resolved', 'informed', 'callback', 'referred', 'unresolved', "
    "'spam')"
)
ASSIGNED_BY = "assigned_by IN ('agent', 'automatic', 'transfer', 'supervisor')"
ROLES = "role IN ('agent', 'supervisor', 'designer', 'administrator')"
TIMER_KINDS = (
    "kind IN ('reassurance', 'callback_offer', 'leave_message', 'first_answer', "
    "'next_answer', 'resolution', 'agent_gone')"
)


def upgrade() -> None:
    _add_agent_columns()
    _add_conversation_columns()
    _add_handoff_columns()
    _create_people_tables()
    _create_desk_tables()
    _make_append_only()


def _add_agent_columns() -> None:
    for column in (
        sa.Column("role", sa.String(16), nullable=False, server_default="agent"),
        sa.Column(
            "availability", sa.String(16), nullable=False, server_default="available"
        ),
        sa.Column("capacity", sa.Integer(), nullable=False, server_default="4"),
        sa.Column("skills", sa.JSON(), nullable=False, server_default="{}"),
        sa.Column("seen_at", MOMENT, nullable=True),
        sa.Column("password_changed_at", MOMENT, nullable=True),
    ):
        op.add_column("agents", column)
    # Whoever came first set the desk up: without this, nobody could invite anybody.
    op.execute(
        "UPDATE agents SET role = 'administrator' "
        "WHERE id = (SELECT MIN(id) FROM agents)"
    )


def _add_conversation_columns() -> None:
    for column in (
        sa.Column("customer_id", sa.String(128), nullable=True),
        sa.Column("customer_name", sa.String(80), nullable=True),
        sa.Column(
            "customer_read_seq", sa.Integer(), nullable=False, server_default="0"
        ),
        sa.Column("agent_read_seq", sa.Integer(), nullable=False, server_default="0"),
    ):
        op.add_column("conversations", column)
    op.create_index("ix_conversations_customer_id", "conversations", ["customer_id"])


def _add_handoff_columns() -> None:
    # Nothing points at handoffs before this revision, so they may be rebuilt.
    with op.batch_alter_table("handoffs", schema=None) as batch:
        for column in (
            sa.Column("topic", sa.String(60), nullable=True),
            sa.Column("region", sa.String(60), nullable=True),
            sa.Column("language", sa.String(8), nullable=True),
            sa.Column("assigned_by", sa.String(16), nullable=True),
            sa.Column("first_answer_at", MOMENT, nullable=True),
            sa.Column("waiting_since", MOMENT, nullable=True),
            sa.Column("breaches", sa.JSON(), nullable=False, server_default="[]"),
            sa.Column("resolution", sa.String(16), nullable=True),
            sa.Column("tags", sa.JSON(), nullable=False, server_default="[]"),
            sa.Column("summary", sa.Text(), nullable=True),
            sa.Column("polarity_start", sa.Float(), nullable=True),
            sa.Column("polarity_end", sa.Float(), nullable=True),
        ):
            batch.add_column(column)
        batch.create_index("ix_handoffs_created_at", ["created_at"])
        batch.create_check_constraint("ck_resolution", RESOLUTIONS)
        batch.create_check_constraint("ck_assigned_by", ASSIGNED_BY)


def _create_people_tables() -> None:
    # Sessions are only logins: everybody signs in again once.
    op.drop_table("agent_sessions")
    op.create_table(
        "agent_sessions",
        sa.Column("token_hash", sa.String(64), nullable=False),
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("agent_id", sa.Integer(), nullable=False),
        sa.Column("device", sa.String(120), nullable=True),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("last_seen_at", MOMENT, nullable=False),
        sa.Column("expires_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["agent_id"], ["agents.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("token_hash"),
        sa.UniqueConstraint("id"),
    )
    op.create_index("ix_agent_sessions_agent_id", "agent_sessions", ["agent_id"])
    op.create_table(
        "second_factors",
        sa.Column("agent_id", sa.Integer(), nullable=False),
        sa.Column("secret", sa.String(64), nullable=False),
        sa.Column("confirmed_at", MOMENT, nullable=True),
        sa.Column("last_step", sa.BigInteger(), nullable=True),
        sa.Column("recovery_hashes", sa.JSON(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["agent_id"], ["agents.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("agent_id"),
    )
    op.create_table(
        "invitations",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("token_hash", sa.String(64), nullable=False),
        sa.Column("role", sa.String(16), nullable=False),
        sa.Column("for_whom", sa.String(80), nullable=True),
        sa.Column("invited_by", sa.Integer(), nullable=True),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("expires_at", MOMENT, nullable=False),
        sa.Column("accepted_by", sa.Integer(), nullable=True),
        sa.Column("accepted_at", MOMENT, nullable=True),
        sa.Column("revoked_at", MOMENT, nullable=True),
        sa.CheckConstraint(ROLES, name="ck_role"),
        sa.ForeignKeyConstraint(["invited_by"], ["agents.id"]),
        sa.ForeignKeyConstraint(["accepted_by"], ["agents.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("token_hash"),
    )
    op.create_table(
        "audit_events",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("actor", sa.String(80), nullable=False),
        sa.Column("action", sa.String(40), nullable=False),
        sa.Column("subject_kind", sa.String(24), nullable=True),
        sa.Column("subject_id", sa.String(64), nullable=True),
        sa.Column("detail", sa.JSON(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_audit_events_at", "audit_events", ["at"])
    op.create_index("ix_audit_events_actor", "audit_events", ["actor"])
    op.create_index(
        "ix_audit_events_subject", "audit_events", ["subject_kind", "subject_id"]
    )


def _create_desk_tables() -> None:
    op.create_table(
        "mentions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("note_id", sa.Integer(), nullable=False),
        sa.Column("conversation_id", sa.String(36), nullable=False),
        sa.Column("agent_id", sa.Integer(), nullable=False),
        sa.Column("seen_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["note_id"], ["notes.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["conversation_id"], ["conversations.id"], ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["agent_id"], ["agents.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("note_id", "agent_id"),
    )
    op.create_index("ix_mentions_conversation_id", "mentions", ["conversation_id"])
    op.create_index("ix_mentions_agent_id", "mentions", ["agent_id"])
    op.create_table(
        "viewers",
        sa.Column("conversation_id", sa.String(36), nullable=False),
        sa.Column("agent_id", sa.Integer(), nullable=False),
        sa.Column("since", MOMENT, nullable=False),
        sa.Column("seen_at", MOMENT, nullable=False),
        sa.Column("joined_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(
            ["conversation_id"], ["conversations.id"], ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["agent_id"], ["agents.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("conversation_id", "agent_id"),
    )
    op.create_table(
        "timers",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("conversation_id", sa.String(36), nullable=False),
        sa.Column("handoff_id", sa.String(36), nullable=False),
        sa.Column("kind", sa.String(24), nullable=False),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.Column("due_at", MOMENT, nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("fired_at", MOMENT, nullable=True),
        sa.Column("cancelled_at", MOMENT, nullable=True),
        sa.CheckConstraint(TIMER_KINDS, name="ck_kind"),
        sa.ForeignKeyConstraint(
            ["conversation_id"], ["conversations.id"], ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["handoff_id"], ["handoffs.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("handoff_id", "kind", "step"),
    )
    op.create_index("ix_timers_conversation_id", "timers", ["conversation_id"])
    op.create_index("ix_timers_due", "timers", ["due_at"])


def _make_append_only() -> None:
    if op.get_bind().dialect.name == "sqlite":
        for verb in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER audit_events_no_{verb.lower()} "
                f"BEFORE {verb} ON audit_events BEGIN "
                "SELECT RAISE(ABORT, 'audit_events is append-only'); END"
            )
        return
    op.execute(
        "CREATE FUNCTION refuse_audit_change() RETURNS trigger LANGUAGE plpgsql AS $$ "
        "BEGIN RAISE EXCEPTION 'audit_events is append-only'; END $$"
    )
    op.execute(
        "CREATE TRIGGER audit_events_append_only "
        "BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_events "
        "FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change()"
    )


def downgrade() -> None:
    for table in ("timers", "viewers", "mentions", "audit_events", "invitations"):
        op.drop_table(table)
    if op.get_bind().dialect.name != "sqlite":
        op.execute("DROP FUNCTION refuse_audit_change()")
    op.drop_table("second_factors")
    op.drop_table("agent_sessions")
    op.create_table(
        "agent_sessions",
        sa.Column("token_hash", sa.String(64), nullable=False),
        sa.Column("agent_id", sa.Integer(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("expires_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["agent_id"], ["agents.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("token_hash"),
    )
    with op.batch_alter_table("handoffs", schema=None) as batch:
        batch.drop_index("ix_handoffs_created_at")
        batch.drop_constraint("ck_resolution", type_="check")
        batch.drop_constraint("ck_assigned_by", type_="check")
        for column in (
            "topic",
            "region",
            "language",
            "assigned_by",
            "first_answer_at",
            "waiting_since",
            "breaches",
            "resolution",
            "tags",
            "summary",
            "polarity_start",
            "polarity_end",
        ):
            batch.drop_column(column)
    op.drop_index("ix_conversations_customer_id", "conversations")
    for column in (
        "customer_id",
        "customer_name",
        "customer_read_seq",
        "agent_read_seq",
    ):
        op.execute(f"ALTER TABLE conversations DROP COLUMN {column}")
    for column in (
        "role",
        "availability",
        "capacity",
        "skills",
        "seen_at",
        "password_changed_at",
    ):
        op.execute(f"ALTER TABLE agents DROP COLUMN {column}")
