"""What happens to a loan file: its steps, its status, its decision."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from bot.contracts.loan_files import Decider, DecisionOutcome, FileStatus, FileStep
from bot.store.loan_models import LoanDecision, LoanFile, LoanStep
from bot.store.models import utc_now


def mark_status(
    session: Session,
    file: LoanFile,
    status: FileStatus,
    step: FileStep,
    *,
    actor: str,
    at: datetime | None = None,
) -> None:
    """Moves a file on and writes down by which step."""
    file.status = status.value
    file.updated_at = at or utc_now()
    add_step(session, file, step, actor=actor, at=at)


def add_step(
    session: Session,
    file: LoanFile,
    step: FileStep,
    *,
    actor: str,
    at: datetime | None = None,
) -> None:
    """Adds to a file's history; `at` is now unless given."""
    session.add(
        LoanStep(file_id=file.id, step=step.value, at=at or utc_now(), actor=actor)
    )


def list_steps(session: Session, file_id: str) -> list[LoanStep]:
    """A file's history, oldest first."""
    return list(
        session.scalars(
            sa.select(LoanStep)
            .where(LoanStep.file_id == file_id)
            .order_by(LoanStep.at, LoanStep.id)
        )
    )


def add_decision(
    session: Session,
    file: LoanFile,
    outcome: DecisionOutcome,
    decided_by: Decider,
    decided_at: datetime,
) -> None:
    """Writes down what somebody else decided; the bot and the hotline never do."""
    session.add(
        LoanDecision(
            file_id=file.id,
            outcome=outcome.value,
            decided_by=decided_by.value,
            decided_at=decided_at,
        )
    )
