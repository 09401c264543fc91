"""Checks, alerts and owners of a loan file: what was found and who decided.

Alerts and their events are for agents. Nothing here is ever read to answer a customer,
but `has_unlifted_alert` of bot/store/loan_files.py, which only chooses neutral words.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from bot.contracts.loan_files import AlertState, CheckKind, CheckOutcome
from bot.contracts.people import AuditAction, AuditSubject
from bot.store.audit import audit
from bot.store.loan_models import (
    BeneficialOwner,
    KycAlert,
    KycAlertEvent,
    KycCheck,
)
from bot.store.models import utc_now

ACTOR_BOT = "bot"
EVENT_OPENED = "opened"
EVENT_EXPORTED = "exported"
# What people decide about a file is also in the trail of the desk, without its words.
_DESK_ACTIONS = {
    AlertState.LIFTED.value: AuditAction.ALERT_LIFTED,
    AlertState.CONFIRMED.value: AuditAction.ALERT_CONFIRMED,
    EVENT_EXPORTED: AuditAction.FILE_EXPORTED,
}


@dataclass(frozen=True)
class OwnerRow:
    """A beneficial owner as the customer declared.

    Attributes:
        first_name: Empty when it was not given.
        last_name: Empty when it was not given.
        share_bp: Basis points, in [0, 10000].
        direct: Whether some of it is held without a company between.
        birth_date: `None` when unknown.
        nationality: ISO 3166-1 alpha-2; `None` when unknown.
    """

    first_name: str
    last_name: str
    share_bp: int
    direct: bool = True
    birth_date: date | None = None
    nationality: str | None = None


def replace_owners(
    session: Session, file_id: str, owners: Iterable[OwnerRow]
) -> list[str]:
    """Writes the latest declaration in place of the one before.

    Returns:
        The ids of the new rows, in the order given.
    """
    session.execute(
        sa.delete(BeneficialOwner).where(BeneficialOwner.file_id == file_id)
    )
    rows = [BeneficialOwner(file_id=file_id, **vars(owner)) for owner in owners]
    session.add_all(rows)
    session.flush()
    return [str(row.id) for row in rows]


def list_owners(session: Session, file_id: str) -> list[BeneficialOwner]:
    """Owners of a file, largest share first."""
    return list(
        session.scalars(
            sa.select(BeneficialOwner)
            .where(BeneficialOwner.file_id == file_id)
            .order_by(BeneficialOwner.share_bp.desc(), BeneficialOwner.id)
        )
    )


def add_check(
    session: Session,
    file_id: str,
    kind: CheckKind,
    outcome: CheckOutcome,
    evidence: Mapping[str, Any],
) -> None:
    """Writes a check down; earlier ones of the kind stay as its history."""
    session.add(
        KycCheck(
            file_id=file_id,
            kind=kind.value,
            outcome=outcome.value,
            evidence=dict(evidence),
        )
    )


def list_checks(session: Session, file_id: str) -> list[KycCheck]:
    """Every check of a file, newest first."""
    return list(
        session.scalars(
            sa.select(KycCheck)
            .where(KycCheck.file_id == file_id)
            .order_by(KycCheck.at.desc(), KycCheck.id.desc())
        )
    )


def open_alert(
    session: Session,
    file_id: str,
    kind: str,
    evidence: Mapping[str, Any],
    *,
    owner_id: str | None = None,
) -> str:
    """Opens an alert with its audit event, unless the same one was opened before.

    The same means: same kind and same evidence, whatever its state. Who declares
    the same owners again must not undo what an agent decided.

    Returns:
        The id of the alert.
    """
    for alert in list_alerts(session, file_id):
        if alert.kind == kind and alert.evidence == dict(evidence):
            alert.owner_id = owner_id or alert.owner_id
            return str(alert.id)
    alert = KycAlert(
        file_id=file_id, owner_id=owner_id, kind=kind, evidence=dict(evidence)
    )
    session.add(alert)
    session.flush()
    add_audit_event(
        session, file_id, EVENT_OPENED, ACTOR_BOT, {"kind": kind}, alert_id=alert.id
    )
    return str(alert.id)


def list_alerts(session: Session, file_id: str) -> list[KycAlert]:
    """Every alert of a file, open ones first, then newest first."""
    return list(
        session.scalars(
            sa.select(KycAlert)
            .where(KycAlert.file_id == file_id)
            .order_by(
                KycAlert.state != AlertState.OPEN.value,
                KycAlert.opened_at.desc(),
                KycAlert.id,
            )
        )
    )


def find_alert(session: Session, alert_id: str) -> KycAlert | None:
    """The alert of that id; `None` if there is none."""
    return session.get(KycAlert, alert_id)


def mark_decided(
    session: Session,
    alert: KycAlert,
    state: AlertState,
    *,
    agent_id: int,
    username: str,
    reason: str,
) -> bool:
    """Lifts or confirms an alert; of several agents, the first one decides.

    Returns:
        Whether this call decided; `False` when the alert was decided before.
    """
    changed = session.execute(
        sa.update(KycAlert)
        .where(KycAlert.id == alert.id, KycAlert.state == AlertState.OPEN.value)
        .values(
            state=state.value, decided_by=agent_id, reason=reason, decided_at=utc_now()
        )
        .execution_options(synchronize_session=False)
    )
    if changed.rowcount != 1:
        return False
    add_audit_event(
        session,
        alert.file_id,
        state.value,
        f"agent:{username}",
        {"reason": reason},
        alert_id=alert.id,
    )
    session.refresh(alert)
    return True


def add_audit_event(
    session: Session,
    file_id: str,
    event: str,
    actor: str,
    detail: Mapping[str, Any],
    *,
    alert_id: str | None = None,
) -> None:
    """Adds to the audit trail, which is never changed.

    Args:
        session: A writing session.
        file_id: Whose trail.
        event: `opened`, `lifted`, `confirmed` or `exported`.
        actor: `bot` or `agent:<username>`.
        detail: What is particular to the event.
        alert_id: `None` for the file as a whole.
    """
    session.add(
        KycAlertEvent(
            file_id=file_id,
            alert_id=alert_id,
            event=event,
            actor=actor,
            detail=dict(detail),
        )
    )
    if event in _DESK_ACTIONS:
        audit(session, actor, _DESK_ACTIONS[event], AuditSubject.FILE, file_id)
    session.flush()


def list_audit_events(session: Session, file_id: str) -> list[KycAlertEvent]:
    """The audit trail of a file, oldest first."""
    return list(
        session.scalars(
            sa.select(KycAlertEvent)
            .where(KycAlertEvent.file_id == file_id)
            .order_by(KycAlertEvent.id)
        )
    )
