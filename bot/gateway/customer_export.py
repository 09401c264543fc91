"""Everything a customer may see of his conversation, read in one transaction.

What agents alone may see (readings, notes, signals, checks of a file) is not read here.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from bot.errors import Refused
from bot.gateway.shapes import customer_shape, message_shape
from bot.store.conversations import find_conversation, find_feedback
from bot.store.hotline_models import Callback, Complaint
from bot.store.kyc_records import list_owners
from bot.store.loan_files import find_pre_file
from bot.store.loan_models import ApplicantCompany, LoanFile
from bot.store.messages import list_messages
from bot.store.models import Conversation
from bot.store.voice_models import CustomerVoice


def read_customer_export(
    session: Session, conversation_id: str, now: datetime
) -> dict[str, Any]:
    """Reads what a customer downloads.

    Args:
        session: A reading session.
        conversation_id: Of the customer who asks.
        now: Aware; written into what he gets.

    Raises:
        Refused: 404, it was erased meanwhile.
    """
    conversation = find_conversation(session, conversation_id)
    if conversation is None:
        raise Refused(404, "unknown_conversation", "Cette conversation n’existe pas.")
    file = find_pre_file(session, conversation_id)
    messages = list_messages(session, conversation_id)
    return {
        "exported_at": now.isoformat(),
        **_conversation(conversation),
        "messages": [message_shape(message) for message in messages],
        "feedback": _feedback(session, conversation_id),
        "file": _file(session, file) if file else None,
        "callbacks": [_callback(row) for row in _rows(session, Callback, conversation)],
        "complaints": [
            {"receipt": row.receipt, "text": row.text, "at": row.at.isoformat()}
            for row in _rows(session, Complaint, conversation)
        ],
        "kept": [
            {"seq": row.seq, "text": row.verbatim, "at": row.at.isoformat()}
            for row in _rows(session, CustomerVoice, conversation)
        ],
    }


def _conversation(conversation: Conversation) -> dict[str, Any]:
    return {
        "id": conversation.id,
        "opened_at": conversation.created_at.isoformat(),
        "mode": conversation.mode,
        "locale": conversation.locale,
        "page_url": conversation.page_url,
        "metadata": conversation.meta,
        "customer": customer_shape(conversation),
    }


def _rows(session: Session, table: Any, conversation: Conversation) -> list[Any]:
    asked = sa.select(table).where(table.conversation_id == conversation.id)
    return sorted(session.scalars(asked), key=lambda row: getattr(row, _TIMES[table]))


_TIMES = {Callback: "slot_start", Complaint: "at", CustomerVoice: "at"}


def _feedback(session: Session, conversation_id: str) -> dict[str, Any] | None:
    given = find_feedback(session, conversation_id)
    if given is None:
        return None
    return {
        "score": given.score,
        "comment": given.comment,
        "at": given.at.isoformat(),
    }


def _file(session: Session, file: LoanFile) -> dict[str, Any]:
    """What the customer told of his case, and nothing that was made of it."""
    company = session.get(ApplicantCompany, file.company_id or "")
    return {
        "reference": file.reference,
        "region": file.region,
        "amount_cents": file.amount_cents,
        "answers": {k: v for k, v in file.answers.items() if k != "outcome"},
        "company": {"siren": company.siren, "name": company.name} if company else None,
        "owners": [
            {
                "name": f"{owner.first_name} {owner.last_name}".strip(),
                "share_bp": owner.share_bp,
            }
            for owner in list_owners(session, file.id)
        ],
    }


def _callback(row: Callback) -> dict[str, Any]:
    return {
        "phone": row.phone,
        "slot_start": row.slot_start.isoformat(),
        "slot_end": row.slot_end.isoformat(),
        "topic": row.topic,
        "state": row.state,
    }
