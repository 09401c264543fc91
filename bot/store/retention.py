"""Finds what is older than its period, and deletes what nothing holds.

In steps: a reading transaction lists candidates by their age alone, a writing one looks
at them again, locked, and deletes those that `bot.privacy.retention` lets go. So the
store is never held for longer than one batch takes, and whatever a customer writes in
between is seen.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from bot.contracts.loan_files import (
    AlertState,
    CallbackState,
    CompanySource,
    ComplaintState,
    FileStatus,
)
from bot.contracts.modes import Mode
from bot.contracts.retention import (
    Cutoffs,
    Kept,
    OldConversation,
    OldFile,
    StaysFor,
    Tally,
)
from bot.privacy.retention import conversation_stays, file_stays
from bot.store.desk_models import Handoff
from bot.store.erasure import erase_conversations, erase_trackers
from bot.store.hotline_models import Callback, Complaint
from bot.store.loan_erasure import delete_file
from bot.store.loan_models import ApplicantCompany, KycAlert, LoanFile
from bot.store.models import Conversation
from bot.store.people_models import AuditEvent, Invitation

# In this order: what is deleted first may have held what comes later.
KINDS = (
    Kept.CALLBACKS,
    Kept.COMPLAINTS,
    Kept.CONVERSATIONS,
    Kept.PRE_FILES,
    Kept.CLOSED_FILES,
    Kept.PAID_FILES,
    Kept.INVITATIONS,
    Kept.AUDIT_EVENTS,
)
_TABLES: dict[Kept, Any] = {
    Kept.CALLBACKS: Callback,
    Kept.COMPLAINTS: Complaint,
    Kept.CONVERSATIONS: Conversation,
    Kept.PRE_FILES: LoanFile,
    Kept.CLOSED_FILES: LoanFile,
    Kept.PAID_FILES: LoanFile,
    Kept.INVITATIONS: Invitation,
    Kept.AUDIT_EVENTS: AuditEvent,
}
_FILES = frozenset({Kept.PRE_FILES, Kept.CLOSED_FILES, Kept.PAID_FILES})
Judged = tuple[list[Any], Tally]


def list_overdue(
    session: Session, kind: Kept, limits: Cutoffs, after: Any, limit: int
) -> list[Any]:
    """Ids of rows whose time is over, in order, those after `after`.

    Args:
        session: A reading session.
        kind: One of `KINDS`.
        limits: When the time of each kind is over.
        after: The last id of the previous page; `None` to begin.
        limit: How many at most.
    """
    key = _TABLES[kind].id
    query = sa.select(key).where(*_is_old(kind, limits)).order_by(key).limit(limit)
    return list(session.scalars(query if after is None else query.where(key > after)))


def judge_overdue(
    session: Session, kind: Kept, ids: Sequence[Any], limits: Cutoffs
) -> Judged:
    """Of candidates, those that may go, and why the others stay. Locks them to write.

    A candidate that is young again, or gone, is in neither.
    """
    if kind is Kept.CONVERSATIONS:
        return _judge_conversations(session, ids, limits)
    if kind in _FILES:
        return _judge_files(session, kind, ids, limits)
    key = _TABLES[kind].id
    query = sa.select(key).where(key.in_(ids), *_is_old(kind, limits))
    going = list(session.scalars(query))
    return going, _tally(kind, going)


def erase_overdue(
    session: Session,
    kind: Kept,
    ids: Sequence[Any],
    limits: Cutoffs,
    trackers: sa.engine.Engine,
) -> Tally:
    """Deletes those of the candidates that may go, with all that hangs on them.

    Args:
        session: A writing session.
        kind: One of `KINDS`.
        ids: From `list_overdue`.
        limits: The same as there.
        trackers: Rasa's memory, from which conversations are deleted, too.
    """
    going, tally = judge_overdue(session, kind, ids, limits)
    if not going:
        return tally
    if kind is Kept.CONVERSATIONS:
        # Rasa's first: if this transaction is lost, the next run does both again.
        erase_trackers(trackers, going)
        erase_conversations(session, going)
    elif kind in _FILES:
        for file_id in going:
            delete_file(session, session.get(LoanFile, file_id))
    else:
        table = _TABLES[kind]
        session.execute(
            sa.delete(table)
            .where(table.id.in_(going))
            .execution_options(synchronize_session=False)
        )
    return tally


def _tally(kind: Kept, going: Sequence[Any], stayed: Sequence[StaysFor] = ()) -> Tally:
    tally = Tally()
    tally.erased[kind] = len(going)
    tally.stayed.update(stayed)
    return tally


def _is_old(kind: Kept, limits: Cutoffs) -> tuple[Any, ...]:
    before = limits.before[kind]
    conditions: dict[Kept, Callable[[], tuple[Any, ...]]] = {
        Kept.CALLBACKS: lambda: (
            sa.func.coalesce(Callback.done_at, Callback.slot_end) < before,
        ),
        Kept.COMPLAINTS: lambda: (
            Complaint.at < before,
            Complaint.state != ComplaintState.OPEN.value,
        ),
        Kept.CONVERSATIONS: lambda: (Conversation.updated_at < before,),
        Kept.PRE_FILES: lambda: (
            LoanFile.updated_at < before,
            LoanFile.status == FileStatus.PRE_FILE.value,
            # With its conversation, it goes when that goes.
            LoanFile.conversation_id.is_(None),
        ),
        Kept.CLOSED_FILES: lambda: (
            LoanFile.updated_at < before,
            LoanFile.status.in_(
                [FileStatus.DECLINED.value, FileStatus.WITHDRAWN.value]
            ),
        ),
        Kept.PAID_FILES: lambda: (
            LoanFile.updated_at < before,
            LoanFile.status == FileStatus.PAID.value,
        ),
        Kept.INVITATIONS: lambda: (
            sa.func.coalesce(
                Invitation.accepted_at, Invitation.revoked_at, Invitation.expires_at
            )
            < before,
        ),
        Kept.AUDIT_EVENTS: lambda: (AuditEvent.at < before,),
    }
    return conditions[kind]()


def _judge_conversations(
    session: Session, ids: Sequence[str], limits: Cutoffs
) -> Judged:
    def has(table: Any, *conditions: Any) -> Any:
        return sa.exists().where(table.conversation_id == Conversation.id, *conditions)

    rows = session.execute(
        sa.select(
            Conversation.id,
            Conversation.mode,
            Conversation.turn_lease_until,
            has(Handoff, Handoff.ended_at.is_(None)),
            has(Callback, Callback.state == CallbackState.OPEN.value),
            has(Complaint, Complaint.state == ComplaintState.OPEN.value),
        )
        .where(Conversation.id.in_(ids), *_is_old(Kept.CONVERSATIONS, limits))
        # Somebody is at one that is locked: it is no longer at rest.
        .with_for_update(of=Conversation, skip_locked=True)
    )
    going, stayed = [], []
    for key, mode, lease_until, handoff, callback, complaint in rows:
        is_leased = lease_until is not None and lease_until > limits.now
        old = OldConversation(Mode(mode), is_leased, handoff, callback, complaint)
        reason = conversation_stays(old)
        stayed += [reason] if reason else []
        going += [] if reason else [key]
    return going, _tally(Kept.CONVERSATIONS, going, stayed)


def _judge_files(
    session: Session, kind: Kept, ids: Sequence[str], limits: Cutoffs
) -> Judged:
    confirmed_at = (
        sa.select(sa.func.max(KycAlert.decided_at))
        .where(
            KycAlert.file_id == LoanFile.id,
            KycAlert.state == AlertState.CONFIRMED.value,
        )
        .scalar_subquery()
    )
    is_open = sa.exists().where(
        KycAlert.file_id == LoanFile.id, KycAlert.state == AlertState.OPEN.value
    )
    rows = session.execute(
        sa.select(
            LoanFile.id, LoanFile.status, ApplicantCompany.source, is_open, confirmed_at
        )
        .outerjoin(ApplicantCompany, ApplicantCompany.id == LoanFile.company_id)
        .where(LoanFile.id.in_(ids), *_is_old(kind, limits))
        .with_for_update(of=LoanFile, skip_locked=True)
    )
    going, stayed = [], []
    for key, status, source, has_open_alert, confirmed in rows:
        is_fictional = source == CompanySource.SEED.value
        old = OldFile(FileStatus(status), is_fictional, has_open_alert, confirmed)
        reason = file_stays(old, limits)
        stayed += [reason] if reason else []
        going += [] if reason else [key]
    return going, _tally(kind, going, stayed)
