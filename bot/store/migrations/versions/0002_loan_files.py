"""Loan files."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "applicant_companies",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("siren", sa.String(length=9), nullable=False),
        sa.Column("siret", sa.String(length=14), nullable=True),
        sa.Column("name", sa.String(length=200), nullable=True),
        sa.Column("legal_form", sa.String(length=20), nullable=True),
        sa.Column("region", sa.String(length=60), nullable=True),
        sa.Column("source", sa.String(length=16), nullable=False),
        sa.Column("register_state", sa.String(length=16), nullable=True),
        sa.Column("checked_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "source IN ('declared', 'register', 'seed')", name="ck_source"
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("applicant_companies", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_applicant_companies_siren"), ["siren"], unique=False
        )

    op.create_table(
        "status_attempts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("subject", sa.String(length=64), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("status_attempts", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_status_attempts_at"), ["at"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_status_attempts_subject"), ["subject"], unique=False
        )

    op.create_table(
        "loan_files",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("reference", sa.String(length=20), nullable=False),
        sa.Column("company_id", sa.String(length=36), nullable=True),
        sa.Column("conversation_id", sa.String(length=36), nullable=True),
        sa.Column("region", sa.String(length=60), nullable=True),
        sa.Column("path", sa.String(length=16), nullable=True),
        sa.Column("status", sa.String(length=24), nullable=False),
        sa.Column("amount_cents", sa.BigInteger(), nullable=True),
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "path IN ('flash', 'classic', 'other_scheme', 'to_check')", name="ck_path"
        ),
        sa.CheckConstraint(
            "status IN ('pre_file', 'submitted', 'waiting_accountant', 'documents_missing', 'in_verification', 'under_study', 'accepted', 'paid', 'declined', 'withdrawn')",
            name="ck_status",
        ),
        sa.CheckConstraint("amount_cents > 0", name="ck_amount_cents"),
        sa.ForeignKeyConstraint(
            ["company_id"], ["applicant_companies.id"], ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["conversation_id"], ["conversations.id"], ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("company_id"),
        sa.UniqueConstraint("reference"),
    )
    with op.batch_alter_table("loan_files", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_loan_files_conversation_id"),
            ["conversation_id"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_loan_files_status"), ["status"], unique=False
        )
        batch_op.create_index(
            "uq_loan_files_open",
            ["conversation_id"],
            unique=True,
            sqlite_where=sa.text("status = 'pre_file'"),
            postgresql_where=sa.text("status = 'pre_file'"),
        )

    op.create_table(
        "loan_decisions",
        sa.Column("file_id", sa.String(length=36), nullable=False),
        sa.Column("outcome", sa.String(length=16), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_by", sa.String(length=16), nullable=False),
        sa.CheckConstraint(
            "decided_by IN ('bpifrance', 'region', 'customer')", name="ck_decided_by"
        ),
        sa.CheckConstraint(
            "outcome IN ('accepted', 'declined', 'withdrawn')", name="ck_outcome"
        ),
        sa.ForeignKeyConstraint(["file_id"], ["loan_files.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("file_id"),
    )

    op.create_table(
        "loan_documents",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("file_id", sa.String(length=36), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("note", sa.String(length=200), nullable=True),
        sa.CheckConstraint(
            "state IN ('expected', 'received', 'refused')", name="ck_state"
        ),
        sa.ForeignKeyConstraint(["file_id"], ["loan_files.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("file_id", "kind"),
    )

    op.create_table(
        "loan_steps",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("file_id", sa.String(length=36), nullable=False),
        sa.Column("step", sa.String(length=24), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor", sa.String(length=80), nullable=False),
        sa.Column("note", sa.String(length=200), nullable=True),
        sa.CheckConstraint(
            "step IN ('opened', 'submitted', 'accountant_asked', 'accountant_attested', 'documents_asked', 'document_received', 'verification_started', 'verification_done', 'study_started', 'decided', 'paid', 'withdrawn')",
            name="ck_step",
        ),
        sa.ForeignKeyConstraint(["file_id"], ["loan_files.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("loan_steps", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_loan_steps_file_id"), ["file_id"], unique=False
        )


def downgrade() -> None:
    op.drop_table("loan_steps")
    op.drop_table("loan_documents")
    op.drop_table("loan_decisions")
    op.drop_table("loan_files")
    op.drop_table("status_attempts")
    op.drop_table("applicant_companies")
