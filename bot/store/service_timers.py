"""Clocks of the service itself: each run of a job is one gateway's, and ends once.

A run takes many transactions. Who is at it holds a lease that each of them renews and
whose loss each of them notices, so that a run survives a crash without being done
twice: somebody else goes on where the lease ended, and its counts are whole.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from bot.contracts.retention import ServiceJob
from bot.errors import StoreError
from bot.store.service_models import ServiceTimer

LEASE = timedelta(minutes=2)


class LeaseLost(StoreError):
    """Somebody else is at the job by now; what this transaction did is undone."""


def ensure_timer(session: Session, job: ServiceJob, due_at: datetime) -> datetime:
    """When the job is due; a clock that was never set is set to `due_at`."""
    found = session.get(ServiceTimer, job.value)
    if found is not None:
        return found.due_at
    try:
        with session.begin_nested():
            session.add(ServiceTimer(job=job.value, due_at=due_at))
            session.flush()
    except sa.exc.IntegrityError:  # another gateway was quicker
        return session.get(ServiceTimer, job.value).due_at
    return due_at


def find_due(session: Session, job: ServiceJob) -> datetime | None:
    """When the job is due next; `None` before its clock was ever set."""
    return session.scalar(
        sa.select(ServiceTimer.due_at).where(ServiceTimer.job == job.value)
    )


def take_job(
    session: Session,
    job: ServiceJob,
    owner: str,
    now: datetime,
    *,
    only_if_due: bool = True,
) -> bool:
    """Takes a job; of several who try, one gets True until its lease has run out.

    Its own owner gets it again: a gateway that was killed goes on when it is back.
    """
    is_free = sa.or_(
        ServiceTimer.lease_until.is_(None),
        ServiceTimer.lease_until <= now,
        ServiceTimer.owner == owner,
    )
    is_due = [ServiceTimer.due_at <= now] if only_if_due else []
    taken = session.execute(
        sa.update(ServiceTimer)
        .where(ServiceTimer.job == job.value, is_free, *is_due)
        .values(owner=owner, lease_until=now + LEASE)
        .execution_options(synchronize_session=False)
    )
    return bool(taken.rowcount == 1)


def renew_job(
    session: Session, job: ServiceJob, owner: str, now: datetime
) -> ServiceTimer:
    """Keeps the lease for another while, at the beginning of each transaction.

    Returns:
        The locked row, for `progress`.

    Raises:
        LeaseLost: Somebody else has taken over.
    """
    timer = session.scalar(
        sa.select(ServiceTimer)
        .where(ServiceTimer.job == job.value, ServiceTimer.owner == owner)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    if timer is None:
        raise LeaseLost(f"Expected to be at {job.value}, but somebody else is.")
    timer.lease_until = now + LEASE
    return timer


def finish_job(
    session: Session, job: ServiceJob, owner: str, now: datetime, due_at: datetime
) -> Mapping[str, Any]:
    """Ends a run and sets the next; returns what was done of it by all who were at it.

    Raises:
        LeaseLost: Somebody else has taken over.
    """
    timer = renew_job(session, job, owner, now)
    progress: Mapping[str, Any] = timer.progress
    timer.owner = timer.lease_until = None
    timer.due_at = due_at
    timer.progress = {}
    return progress
