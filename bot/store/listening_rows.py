"""Reads what the report on customers' voices counts, without more words than agreed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from bot.contracts.escalation import EscalationReason
from bot.contracts.listening import ConversationRow, PeriodRows, TurnRow, VoiceRow
from bot.contracts.modes import Sender
from bot.contracts.sentiment import SENTIMENT
from bot.store.models import Conversation, Feedback, Message
from bot.store.voice_models import CustomerVoice

# Why a human was called when the bot did not know what was asked.
NOT_UNDERSTOOD = frozenset(
    {
        EscalationReason.LOW_CONFIDENCE.value,
        EscalationReason.REPEATED_FALLBACK.value,
    }
)


def read_period(session: Session, since: datetime, until: datetime) -> PeriodRows:
    """Reads the conversations that began in a period, whole.

    Args:
        session: A reading session.
        since: First moment that counts, aware.
        until: First moment that does not count any more, aware.
    """
    chosen = sa.select(Conversation.id).where(
        Conversation.created_at >= since, Conversation.created_at < until
    )
    agreed = set(
        session.scalars(
            sa.select(CustomerVoice.conversation_id)
            .where(CustomerVoice.conversation_id.in_(chosen))
            .distinct()
        )
    )
    return PeriodRows(
        conversations=_conversations(session, chosen, agreed),
        turns=_turns(session, chosen),
        voices=_voices(session, chosen),
    )


def _conversations(
    session: Session, chosen: Any, agreed: set[str]
) -> tuple[ConversationRow, ...]:
    comment = sa.case((Conversation.id.in_(_agreed()), Feedback.comment), else_=None)
    rows = session.execute(
        sa.select(Conversation.id, Conversation.created_at, Feedback.score, comment)
        .outerjoin(Feedback, Feedback.conversation_id == Conversation.id)
        .where(Conversation.id.in_(chosen))
        .order_by(Conversation.created_at, Conversation.id)
    )
    return tuple(
        ConversationRow(
            id=conversation_id,
            began_at=began_at,
            score=score,
            agreed=conversation_id in agreed,
            comment=said or None,
        )
        for conversation_id, began_at, score, said in rows
    )


def _turns(session: Session, chosen: Any) -> tuple[TurnRow, ...]:
    # The database leaves out the words of who did not agree: they never get here.
    words = sa.case((Message.conversation_id.in_(_agreed()), Message.text), else_=None)
    rows = session.execute(
        sa.select(
            Message.conversation_id, Message.seq, Message.nlu, Message.outcome, words
        )
        .where(
            Message.conversation_id.in_(chosen),
            Message.sender == Sender.CUSTOMER.value,
            Message.payload.is_(None),
        )
        .order_by(Message.conversation_id, Message.seq)
    )
    return tuple(_turn(*row) for row in rows)


def _agreed() -> Any:
    return sa.select(CustomerVoice.conversation_id)


def _turn(
    conversation_id: str,
    seq: int,
    nlu: Mapping[str, Any] | None,
    outcome: Mapping[str, Any] | None,
    words: str | None,
) -> TurnRow:
    reading = nlu or {}
    sentiment = reading.get(SENTIMENT) or {}
    unanswered = is_unanswered(outcome)
    return TurnRow(
        conversation_id=conversation_id,
        seq=seq,
        intent=reading.get("intent"),
        emotion=sentiment.get("label"),
        polarity=sentiment.get("polarity"),
        unanswered=unanswered,
        words=words if unanswered else None,
        confidence=float(reading.get("confidence") or 0.0),
    )


def is_unanswered(outcome: Mapping[str, Any] | None) -> bool:
    """Whether the bot asked what was meant, or called a human for not knowing."""
    led_to = outcome or {}
    reason = (led_to.get("escalation") or {}).get("reason")
    return bool(led_to.get("clarified")) or reason in NOT_UNDERSTOOD


def _voices(session: Session, chosen: Any) -> tuple[VoiceRow, ...]:
    rows = session.execute(
        sa.select(
            CustomerVoice.conversation_id,
            CustomerVoice.at,
            CustomerVoice.theme,
            CustomerVoice.emotion,
            CustomerVoice.verbatim,
        )
        .where(CustomerVoice.conversation_id.in_(chosen))
        .order_by(CustomerVoice.at, CustomerVoice.id)
    )
    return tuple(VoiceRow(*row) for row in rows)
