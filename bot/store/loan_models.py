"""The tables of loan files and of their checks.

Closed sets come from `bot.contracts.loan_files`; the database checks them too. Money
is in euro cents, shares in basis points (10 000 = the whole capital), times are UTC.
When a conversation goes, a file only loses its link to it: what becomes of the file is
decided in `bot.store.loan_erasure`.
"""

from __future__ import annotations

import sqlalchemy as sa

from bot.contracts.loan_files import (
    AlertState,
    CheckKind,
    CheckOutcome,
    CompanySource,
    Decider,
    DecisionOutcome,
    DocumentState,
    FilePath,
    FileStatus,
    FileStep,
)
from bot.store.columns import agent_key, key_to, new_id, now, one_of, unique_where
from bot.store.models import Base, UtcDateTime


class ApplicantCompany(Base):
    """The company of one file, as it was known for that file.

    One row per file and not per SIREN: what a customer declares must never show in the
    file of somebody else who gives the same number.
    """

    __tablename__ = "applicant_companies"
    __table_args__ = (one_of("source", CompanySource),)

    id = new_id()
    siren = sa.Column(sa.String(9), nullable=False, index=True)
    siret = sa.Column(sa.String(14), nullable=True)
    name = sa.Column(sa.String(200), nullable=True)  # `None` until somebody says it
    legal_form = sa.Column(sa.String(20), nullable=True)  # sarl, sas, … ; see criteria
    region = sa.Column(sa.String(60), nullable=True)
    source = sa.Column(sa.String(16), nullable=False)
    # What the company register answered, e.g. `A` (active) or `C` (closed), and when.
    register_state = sa.Column(sa.String(16), nullable=True)
    checked_at = sa.Column(UtcDateTime, nullable=True)


class LoanFile(Base):
    """A file, from the pre-file that a conversation opens to the payment."""

    __tablename__ = "loan_files"
    __table_args__ = (
        one_of("status", FileStatus),
        one_of("path", FilePath),
        sa.CheckConstraint("amount_cents > 0", name="ck_amount_cents"),
        unique_where("uq_loan_files_open", "status = 'pre_file'", "conversation_id"),
    )

    id = new_id()
    reference = sa.Column(sa.String(20), nullable=False, unique=True)  # RB-2020-004217
    # `None` until the customer has given a SIREN.
    company_id = key_to(
        "applicant_companies", ondelete="SET NULL", nullable=True, unique=True
    )
    # Where it was opened or last identified; `None` once that is erased.
    conversation_id = key_to(
        "conversations", ondelete="SET NULL", nullable=True, index=True
    )
    region = sa.Column(sa.String(60), nullable=True)
    path = sa.Column(sa.String(16), nullable=True)
    status = sa.Column(sa.String(24), nullable=False, index=True)
    amount_cents = sa.Column(sa.BigInteger, nullable=True)
    answers = sa.Column(sa.JSON, nullable=False, default=dict)  # of the pre-check
    opened_at = now()
    updated_at = now()


class LoanDocument(Base):
    """A paper that a file needs; never the paper itself."""

    __tablename__ = "loan_documents"
    __table_args__ = (
        sa.UniqueConstraint("file_id", "kind"),
        one_of("state", DocumentState),
    )

    id = new_id()
    file_id = key_to("loan_files")
    kind = sa.Column(sa.String(40), nullable=False)  # id in documents.yml
    state = sa.Column(sa.String(16), nullable=False)
    received_at = sa.Column(UtcDateTime, nullable=True)
    note = sa.Column(sa.String(200), nullable=True)  # for agents only


class LoanStep(Base):
    """One thing that happened to a file; rows are added, never changed."""

    __tablename__ = "loan_steps"
    __table_args__ = (one_of("step", FileStep),)

    id = sa.Column(sa.Integer, primary_key=True)
    file_id = key_to("loan_files", index=True)
    step = sa.Column(sa.String(24), nullable=False)
    at = now()
    actor = sa.Column(sa.String(80), nullable=False)  # customer, bot, agent:<username>
    note = sa.Column(sa.String(200), nullable=True)  # for agents only


class LoanDecision(Base):
    """How a file ended and who decided it; one at most."""

    __tablename__ = "loan_decisions"
    __table_args__ = (
        one_of("outcome", DecisionOutcome),
        one_of("decided_by", Decider),
    )

    file_id = key_to("loan_files", primary_key=True)
    outcome = sa.Column(sa.String(16), nullable=False)
    decided_at = sa.Column(UtcDateTime, nullable=False)
    decided_by = sa.Column(sa.String(16), nullable=False)  # Bpifrance, Région, customer


class BeneficialOwner(Base):
    """A person who holds or controls the company, as the customer declared."""

    __tablename__ = "beneficial_owners"
    __table_args__ = (
        sa.CheckConstraint("share_bp BETWEEN 0 AND 10000", name="ck_share_bp"),
    )

    id = new_id()
    file_id = key_to("loan_files", index=True)
    first_name = sa.Column(sa.String(80), nullable=False)
    last_name = sa.Column(sa.String(80), nullable=False)
    share_bp = sa.Column(sa.Integer, nullable=False)  # basis points, 0 to 10 000
    direct = sa.Column(sa.Boolean, nullable=False, default=True)  # in person
    birth_date = sa.Column(sa.Date, nullable=True)
    nationality = sa.Column(sa.String(2), nullable=True)  # ISO 3166-1 alpha-2
    identity_checked_at = sa.Column(UtcDateTime, nullable=True)


class KycCheck(Base):
    """A check that was made of a file; rows are added, the newest of a kind counts."""

    __tablename__ = "kyc_checks"
    __table_args__ = (
        one_of("kind", CheckKind),
        one_of("outcome", CheckOutcome),
        sa.Index("ix_kyc_checks_file_kind", "file_id", "kind"),
    )

    id = sa.Column(sa.Integer, primary_key=True)
    file_id = key_to("loan_files")
    kind = sa.Column(sa.String(24), nullable=False)
    outcome = sa.Column(sa.String(16), nullable=False)
    evidence = sa.Column(sa.JSON, nullable=False, default=dict)  # for agents only
    at = now()


class KycAlert(Base):
    """A signal that an agent must qualify. No customer may ever learn of one."""

    __tablename__ = "kyc_alerts"
    __table_args__ = (
        one_of("state", AlertState),
        # Decided means: by somebody, for a reason, at a time.
        sa.CheckConstraint(
            "state = 'open' OR (decided_by IS NOT NULL AND reason IS NOT NULL"
            " AND decided_at IS NOT NULL)",
            name="ck_decided",
        ),
        sa.Index("ix_kyc_alerts_file_state", "file_id", "state"),
    )

    id = new_id()
    file_id = key_to("loan_files")
    owner_id = key_to("beneficial_owners", ondelete="SET NULL", nullable=True)
    kind = sa.Column(sa.String(40), nullable=False)
    evidence = sa.Column(sa.JSON, nullable=False, default=dict)
    state = sa.Column(sa.String(16), nullable=False, default=AlertState.OPEN.value)
    opened_at = now()
    decided_by = agent_key()
    reason = sa.Column(sa.String(1000), nullable=True)
    decided_at = sa.Column(UtcDateTime, nullable=True)


class KycAlertEvent(Base):
    """Who did what about an alert or an export; rows are only ever added."""

    __tablename__ = "kyc_alert_events"

    id = sa.Column(sa.Integer, primary_key=True)
    file_id = key_to("loan_files", index=True)
    alert_id = key_to("kyc_alerts", nullable=True, index=True)  # `None`: whole file
    event = sa.Column(sa.String(24), nullable=False)  # opened, lifted, exported, …
    actor = sa.Column(sa.String(80), nullable=False)  # bot, agent:<username>
    detail = sa.Column(sa.JSON, nullable=False, default=dict)
    at = now()


class StatusAttempt(Base):
    """A wrong try at a file's status, so that guessing is slow over restarts."""

    __tablename__ = "status_attempts"

    id = sa.Column(sa.Integer, primary_key=True)
    subject = sa.Column(sa.String(64), nullable=False, index=True)  # SHA-256, hex
    at = now(index=True)
