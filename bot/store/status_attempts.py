"""The brake on guessing a file's reference and SIREN, over restarts and gateways."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from bot.store.loan_models import StatusAttempt


def attempt_subject(kind: str, value: str) -> str:
    """What a try is counted against: a conversation, or a reference that was tried.

    Hashed so that the table names nobody. That is no secret: references are few.
    """
    return hashlib.sha256(f"{kind}:{value}".encode()).hexdigest()


def add_wrong_try(session: Session, subjects: Iterable[str], at: datetime) -> None:
    """Counts one wrong try against each subject."""
    session.add_all(StatusAttempt(subject=subject, at=at) for subject in subjects)


def count_wrong_tries(
    session: Session, subjects: Iterable[str], since: datetime
) -> int:
    """Tries since then against the most tried subject; older rows are deleted."""
    session.execute(sa.delete(StatusAttempt).where(StatusAttempt.at < since))
    counts = session.scalars(
        sa.select(sa.func.count(StatusAttempt.id))
        .where(StatusAttempt.subject.in_(list(subjects)))
        .group_by(StatusAttempt.subject)
    )
    return max(counts, default=0)
