"""What a conversation is recognised by in a list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from bot.contracts.modes import Sender
from bot.store.epoch import epoch
from bot.store.models import Conversation, Message

PREVIEW_CHARS = 120


@dataclass(frozen=True)
class Preview:
    """A conversation's mode, start in seconds since 1970, and customer's last words."""

    mode: str
    created: float
    words: str


def read_previews(session: Session, ids: Sequence[str]) -> dict[str, Preview]:
    """By id; conversations that were erased are left out."""
    last_words = (
        sa.select(Message.text)
        .where(
            Message.conversation_id == Conversation.id,
            Message.sender == Sender.CUSTOMER.value,
        )
        .order_by(Message.seq.desc())
        .limit(1)
        .scalar_subquery()
    )
    rows = session.execute(
        sa.select(
            Conversation.id,
            Conversation.mode,
            epoch(Conversation.created_at),
            last_words,
        ).where(Conversation.id.in_(ids))
    )
    return {
        key: Preview(mode, created, shorten(words))
        for key, mode, created, words in rows
    }


def shorten(text: str | None) -> str:
    """One line of at most `PREVIEW_CHARS` characters."""
    words = " ".join((text or "").split())
    if len(words) <= PREVIEW_CHARS:
        return words
    return words[: PREVIEW_CHARS - 1].rstrip() + "…"
