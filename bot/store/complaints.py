"""Complaints, in the customers' words, with the receipt that they were told."""

from __future__ import annotations

import secrets

import sqlalchemy as sa
from sqlalchemy.orm import Session

from bot.contracts.loan_files import ComplaintState
from bot.errors import StoreError
from bot.store.hotline_models import Complaint
from bot.store.models import Conversation

# Letters and digits that nobody confuses when reading them aloud.
_ALPHABET = "ABCDEFGHJKLMNPQRTUVWXY346789"
_GROUP = 4
_MAX_DRAWS = 20


def draw_receipt() -> str:
    """A number such as `RE-7K4P-94XM`: easy to read out, and not to be guessed."""
    groups = (
        "".join(secrets.choice(_ALPHABET) for _ in range(_GROUP)) for _ in range(2)
    )
    return "-".join(["RE", *groups])


def add_complaint(
    session: Session, conversation_id: str, text: str, about: str | None
) -> str:
    """Keeps a complaint and returns its receipt.

    Args:
        session: A writing session.
        conversation_id: Whose complaint.
        text: The words as given.
        about: Id of a subject of data/knowledge/complaint_subjects.yml.

    Raises:
        StoreError: The store does not know the conversation.
    """
    if session.get(Conversation, conversation_id) is None:
        raise StoreError(
            "Expected a conversation of the gateway to keep a complaint of, but the "
            "store does not know it. Please talk to the bot through the gateway."
        )
    receipt = _free_receipt(session)
    session.add(
        Complaint(
            conversation_id=conversation_id, receipt=receipt, text=text, about=about
        )
    )
    session.flush()
    return receipt


def _free_receipt(session: Session) -> str:
    for _ in range(_MAX_DRAWS):
        receipt = draw_receipt()
        if session.scalar(sa.select(Complaint.id).where(Complaint.receipt == receipt)):
            continue
        return receipt
    raise StoreError("Expected a free receipt within 20 draws, but found none.")


def list_open_complaints(session: Session) -> list[Complaint]:
    """Complaints that nobody has read, the oldest first."""
    return list(
        session.scalars(
            sa.select(Complaint)
            .where(Complaint.state == ComplaintState.OPEN.value)
            .order_by(Complaint.at, Complaint.id)
        )
    )


def mark_read(session: Session, complaint_id: str) -> str | None:
    """Writes down that somebody has read a complaint.

    Returns:
        The state it is in now; `None` when there is no such complaint.
    """
    complaint = session.get(Complaint, complaint_id)
    if complaint is None:
        return None
    if complaint.state == ComplaintState.OPEN.value:
        complaint.state = ComplaintState.READ.value
    return str(complaint.state)
