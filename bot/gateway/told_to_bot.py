"""What the bot learns when it takes over again: what was said to a human."""

from __future__ import annotations

from sqlalchemy.orm import Session

from bot.contracts.turns import SaidToHuman
from bot.gateway.turn_steps import said_to_human
from bot.store.conversations import lock_conversation
from bot.store.models import Conversation

AFTER_ALL = 2**31 - 1


def read_said_to_human(
    session: Session, conversation_id: str
) -> tuple[SaidToHuman, ...] | None:
    """Everything since a human was called; `None` when the bot knows it already."""
    conversation = session.get(Conversation, conversation_id)
    if conversation is None or conversation.handed_over_seq is None:
        return None
    return said_to_human(session, conversation, before=AFTER_ALL)


def mark_handed_back(session: Session, conversation_id: str) -> None:
    """The bot was told."""
    conversation = lock_conversation(session, conversation_id)
    if conversation is not None:
        conversation.handed_over_seq = None
