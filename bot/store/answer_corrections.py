"""Answers that customers rejected: what designers learn from."""

from __future__ import annotations

from sqlalchemy.orm import Session

from bot.errors import StoreError
from bot.store.hotline_models import AnswerCorrection
from bot.store.models import Conversation


def add_correction(
    session: Session, conversation_id: str, intent: str | None, masked_text: str
) -> None:
    """Keeps what was misread.

    Args:
        session: A writing session.
        conversation_id: Where it happened.
        intent: What the bot had understood; `None` when nothing.
        masked_text: What the customer had written, personal data hidden already.

    Raises:
        StoreError: The store does not know the conversation.
    """
    if session.get(Conversation, conversation_id) is None:
        raise StoreError(
            "Expected a conversation of the gateway to keep a correction of, but the "
            "store does not know it. Please talk to the bot through the gateway."
        )
    session.add(
        AnswerCorrection(
            conversation_id=conversation_id, intent=intent, masked_text=masked_text
        )
    )
