"""Stores what an outcome says, in the words of the domain."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy.orm import Session

from bot.contracts.modes import Sender
from bot.gateway.outcomes import Outcome
from bot.store.messages import add_message
from bot.store.models import Conversation, Message


def say_replies(
    session: Session,
    conversation: Conversation,
    seq: int,
    outcome: Outcome,
    sender: Sender,
    words: Callable[[str], str],
) -> list[Message]:
    """Adds every reply to the turn `seq` of a locked conversation."""
    return [
        add_message(
            session,
            conversation,
            sender,
            words(reply.response) if reply.response else reply.text,
            buttons=[dict(button) for button in reply.buttons],
            custom=reply.custom,
            reply_to=seq,
        )
        for reply in outcome.replies
    ]
