"""Private notes inside a transaction: stored once, with the colleagues they name."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy.orm import Session

from bot.desk.mentions import named_in
from bot.gateway import mode_changes
from bot.gateway.shapes import note_shape
from bot.store.agents import AgentIdentity
from bot.store.desk_models import Note
from bot.store.mentions import (
    Mentioned,
    add_mentions,
    count_unseen,
    list_mentions,
    list_usernames,
)
from bot.store.messages import add_note, find_note
from bot.store.models import Message


@dataclass(frozen=True)
class AddedNote:
    """A note that is stored, and who must hear of it.

    Attributes:
        conversation_id: Where it stands.
        shape: The note for agents.
        mentions: Id of each agent whom it names, with the news for him.
    """

    conversation_id: str
    shape: dict[str, Any]
    mentions: list[tuple[int, dict[str, Any]]] = field(default_factory=list)


def mention_shape(mentioned: Mentioned) -> dict[str, Any]:
    """A note that names an agent, as he lists it."""
    return {
        "id": mentioned.id,
        "conversation_id": mentioned.conversation_id,
        "note_id": mentioned.note_id,
        "text": mentioned.text,
        "by": mentioned.by,
        "at": mentioned.at.isoformat(),
        "seen": mentioned.seen_at is not None,
    }


def add_private_note(
    session: Session,
    conversation_id: str,
    agent: AgentIdentity,
    message_id: str,
    text: str,
    also_for: str | None = None,
) -> AddedNote:
    """Stores a note; the same `message_id` again stores and tells nothing new.

    Args:
        session: A writing session.
        conversation_id: Where.
        agent: Who writes.
        message_id: Drawn by the writer.
        text: Colleagues are named as `@username`.
        also_for: Username of somebody who must see it without being named.

    Raises:
        Refused: 404, there is no such conversation.
    """
    mode_changes.get_locked(session, conversation_id)
    known = find_note(session, conversation_id, message_id)
    if known is not None:
        return AddedNote(conversation_id, note_shape(known, agent.name))
    note = add_note(session, conversation_id, agent.id, message_id, text)
    named = named_in(text, list_usernames(session))
    if also_for and also_for not in named:
        named.append(also_for)
    told = add_mentions(session, note, named)
    shape = note_shape(note, agent.name)
    return AddedNote(
        conversation_id, shape, [(key, _news(session, key, note)) for key, _ in told]
    )


def _news(session: Session, agent_id: int, note: Note) -> dict[str, Any]:
    newest = next(
        each
        for each in list_mentions(session, agent_id)
        if each.note_id == note.message_id
        and each.conversation_id == note.conversation_id
    )
    return {
        "unseen": count_unseen(session, agent_id),
        "mention": mention_shape(newest),
    }


def transfer_with_note(
    session: Session,
    conversation_id: str,
    agent: AgentIdentity,
    target: AgentIdentity | None,
    words: str,
    note: str,
) -> tuple[AddedNote | None, Message]:
    """Gives a conversation away and leaves a note for whoever takes it, or neither.

    Args:
        session: A writing session.
        conversation_id: Which.
        agent: Who holds it.
        target: The colleague; `None` puts it back into the queue.
        words: What the customer is told.
        note: Private, for the colleague; may be empty.

    Raises:
        Refused: 404 unknown; 409 not in charge.
    """
    if target is None:
        _, said = mode_changes.release(session, conversation_id, agent, words)
    else:
        _, said = mode_changes.transfer(session, conversation_id, agent, target, words)
    if not note:
        return None, said
    to = target.username if target else None
    added = add_private_note(
        session, conversation_id, agent, str(uuid.uuid4()), note, also_for=to
    )
    return added, said
