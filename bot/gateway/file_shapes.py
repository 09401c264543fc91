"""Loan files with their checks as agents see them; see docs/kyc.md.

Only desk views import this: nothing of it may reach a customer.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from bot.store.kyc_records import (
    list_alerts,
    list_audit_events,
    list_checks,
    list_owners,
)
from bot.store.loan_documents import list_documents
from bot.store.loan_files import list_files
from bot.store.loan_models import (
    ApplicantCompany,
    BeneficialOwner,
    KycAlert,
    KycCheck,
    LoanFile,
)
from bot.store.models import Agent


def read_files(session: Session, conversation_id: str) -> list[dict[str, Any]]:
    """Every file that a conversation opened or identified."""
    return [file_shape(session, file) for file in list_files(session, conversation_id)]


def file_shape(session: Session, file: LoanFile) -> dict[str, Any]:
    """One file: summary, owners, the latest check of each kind, and alerts."""
    owners = list_owners(session, file.id)
    names = {owner.id: owner_name(owner) for owner in owners}
    agents = _agent_names(session)
    return {
        "reference": file.reference,
        "status": file.status,
        "path": file.path,
        "region": file.region,
        "amount_cents": file.amount_cents,
        "opened_at": file.opened_at.isoformat(),
        "updated_at": file.updated_at.isoformat(),
        "company": _company(session, file),
        "documents": [
            {"kind": document.kind, "state": document.state}
            for document in list_documents(session, file.id)
        ],
        "owners": [owner_shape(owner) for owner in owners],
        "checks": [check_shape(check) for check in _latest(session, file.id)],
        "alerts": [
            alert_shape(alert, names.get(alert.owner_id), agents.get(alert.decided_by))
            for alert in list_alerts(session, file.id)
        ],
    }


def export_shape(session: Session, file: LoanFile) -> dict[str, Any]:
    """A file with the whole history of its checks and its audit trail."""
    return {
        **file_shape(session, file),
        "checks": [check_shape(check) for check in list_checks(session, file.id)],
        "events": [
            {
                "event": event.event,
                "alert_id": event.alert_id,
                "actor": event.actor,
                "detail": event.detail,
                "at": event.at.isoformat(),
            }
            for event in list_audit_events(session, file.id)
        ],
    }


def _company(session: Session, file: LoanFile) -> dict[str, Any] | None:
    company = session.get(ApplicantCompany, file.company_id or "")
    if company is None:
        return None
    return {
        "siren": company.siren,
        "siret": company.siret,
        "name": company.name,
        "legal_form": company.legal_form,
        "source": company.source,
        "register_state": company.register_state,
        "checked_at": _iso(company.checked_at),
    }


def owner_name(owner: BeneficialOwner) -> str:
    """First name and surname, as far as they are known."""
    return f"{owner.first_name} {owner.last_name}".strip()


def owner_shape(owner: BeneficialOwner) -> dict[str, Any]:
    """An owner as declared; `share_bp` in basis points."""
    return {
        "name": owner_name(owner),
        "share_bp": owner.share_bp,
        "direct": owner.direct,
        "birth_date": _iso(owner.birth_date),
        "nationality": owner.nationality,
    }


def check_shape(check: KycCheck) -> dict[str, Any]:
    """One check and what it is founded on."""
    return {
        "kind": check.kind,
        "outcome": check.outcome,
        "evidence": check.evidence,
        "at": check.at.isoformat(),
    }


def alert_shape(
    alert: KycAlert, owner: str | None, decided_by: str | None
) -> dict[str, Any]:
    """One alert with its evidence and, once decided, who decided and why."""
    return {
        "id": alert.id,
        "kind": alert.kind,
        "state": alert.state,
        "owner": owner,
        "evidence": alert.evidence,
        "opened_at": alert.opened_at.isoformat(),
        "decided_by": decided_by,
        "reason": alert.reason,
        "decided_at": _iso(alert.decided_at),
    }


def _latest(session: Session, file_id: str) -> list[KycCheck]:
    """The newest check of each kind, in the order of their making."""
    newest: dict[str, KycCheck] = {}
    for check in list_checks(session, file_id):
        newest.setdefault(check.kind, check)
    return sorted(newest.values(), key=lambda check: (check.at, check.id))


def _agent_names(session: Session) -> dict[int, str]:
    return {
        row.id: row.name for row in session.execute(sa.select(Agent.id, Agent.name))
    }


def _iso(moment: datetime | date | None) -> str | None:
    return moment.isoformat() if moment else None
