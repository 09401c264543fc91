"""Erases conversations from every table that knows them; for one, with a receipt."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from bot.store.desk_models import Handoff, Mention, Note, Timer, Viewer
from bot.store.hotline_models import AnswerCorrection, Callback, Complaint
from bot.store.loan_erasure import erase_loan_files
from bot.store.models import Conversation, Erasure, Feedback, Message, ModeChange
from bot.store.voice_models import CustomerVoice

_ABOUT_A_CONVERSATION = (
    Message,
    Mention,
    Note,
    Viewer,
    Timer,
    Feedback,
    Handoff,
    ModeChange,
    Callback,
    Complaint,
    AnswerCorrection,
    CustomerVoice,
)

# Rasa's own table of events; declared by Rasa, read here by name only.
TRACKER_EVENTS = sa.table("events", sa.column("sender_id"), sa.column("timestamp"))


def erase_conversation(session: Session, conversation_id: str) -> dict[str, int]:
    """Deletes the conversation's rows and returns how many of each table went.

    Loan files are more than a conversation: see `bot.store.loan_erasure`.
    """
    return erase_conversations(session, [conversation_id])


def erase_conversations(session: Session, ids: Sequence[str]) -> dict[str, int]:
    """The same for several at once."""
    counts = erase_loan_files(session, ids)
    for table in _ABOUT_A_CONVERSATION:
        result = session.execute(
            sa.delete(table)
            .where(table.conversation_id.in_(ids))
            .execution_options(synchronize_session=False)
        )
        counts[table.__tablename__] = int(result.rowcount)
    session.execute(
        sa.delete(Conversation)
        .where(Conversation.id.in_(ids))
        .execution_options(synchronize_session=False)
    )
    return counts


def erase_tracker(tracker_engine: sa.engine.Engine, conversation_id: str) -> int:
    """Deletes Rasa's memory of the conversation; returns the number of its events."""
    return erase_trackers(tracker_engine, [conversation_id])


def erase_trackers(tracker_engine: sa.engine.Engine, ids: Sequence[str]) -> int:
    """The same for several at once."""
    if not sa.inspect(tracker_engine).has_table("events"):
        return 0
    with tracker_engine.begin() as connection:
        result = connection.execute(
            sa.delete(TRACKER_EVENTS).where(TRACKER_EVENTS.c.sender_id.in_(ids))
        )
    return int(result.rowcount)


def add_receipt(session: Session, counts: dict[str, int]) -> dict[str, Any]:
    """Writes down that an erasure happened, with nothing that says whose."""
    erasure = Erasure(receipt=str(uuid.uuid4()), counts=counts)
    session.add(erasure)
    session.flush()
    return {
        "receipt": erasure.receipt,
        "erased_at": erasure.at.isoformat(),
        "counts": counts,
    }
