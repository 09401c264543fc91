"""What customers agreed to have kept: noted, masked, withdrawn."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from bot.contracts.modes import Sender
from bot.errors import StoreError
from bot.store.models import Message
from bot.store.voice_models import CustomerVoice


def find_told(session: Session, conversation_id: str, text: str) -> Message:
    """The latest message of the customer with these words.

    Raises:
        StoreError: There is none.
    """
    found = session.scalar(
        sa.select(Message)
        .where(
            Message.conversation_id == conversation_id,
            Message.sender == Sender.CUSTOMER.value,
            Message.text == text,
        )
        .order_by(Message.seq.desc())
        .limit(1)
    )
    if found is None:
        raise StoreError(
            "Expected the store to have the message that may be kept, but it does "
            "not. Please talk to the bot through the gateway."
        )
    return found


def list_readings(
    session: Session, conversation_id: str, before: int
) -> list[dict[str, Any] | None]:
    """How the customer's turns before `before` were read, in order."""
    return list(
        session.scalars(
            sa.select(Message.nlu)
            .where(
                Message.conversation_id == conversation_id,
                Message.sender == Sender.CUSTOMER.value,
                Message.seq < before,
            )
            .order_by(Message.seq)
        )
    )


def add_voice(
    session: Session, conversation_id: str, seq: int, *, theme: str, emotion: str
) -> None:
    """Notes that a message may be kept; a second time changes nothing.

    Args:
        session: A writing session.
        conversation_id: Whose message.
        seq: Its number.
        theme: Id of data/knowledge/themes.yml, or `none`.
        emotion: Value of a `SentimentLabel`.
    """
    known = session.scalar(
        sa.select(CustomerVoice.id).where(
            CustomerVoice.conversation_id == conversation_id, CustomerVoice.seq == seq
        )
    )
    if known is None:
        session.add(
            CustomerVoice(
                conversation_id=conversation_id, seq=seq, theme=theme, emotion=emotion
            )
        )
        session.flush()


def remove_voices(session: Session, conversation_id: str) -> int:
    """Forgets everything a conversation let us keep; returns how much that was."""
    result = session.execute(
        sa.delete(CustomerVoice).where(CustomerVoice.conversation_id == conversation_id)
    )
    return int(result.rowcount)


def count_unmasked(session: Session) -> int:
    """How many voices have no words yet."""
    query = sa.select(sa.func.count(CustomerVoice.id)).where(
        CustomerVoice.verbatim.is_(None)
    )
    return int(session.scalar(query) or 0)


def mask_voices(session: Session, mask: Callable[[str], str]) -> int:
    """Copies the words of voices that have none yet, masked; returns how many.

    Args:
        session: A writing session.
        mask: Hides what says who somebody is. Nothing else is ever written.
    """
    waiting = session.execute(
        sa.select(CustomerVoice, Message.text)
        .join(
            Message,
            sa.and_(
                Message.conversation_id == CustomerVoice.conversation_id,
                Message.seq == CustomerVoice.seq,
            ),
        )
        .where(CustomerVoice.verbatim.is_(None))
    ).all()
    for voice, text in waiting:
        voice.verbatim = mask(text)
    session.flush()
    return len(waiting)
