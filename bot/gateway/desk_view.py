"""Everything an agent sees of one conversation, read in one transaction."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from bot.errors import Refused
from bot.gateway.desk_evidence import read_evidence
from bot.gateway.file_shapes import read_files
from bot.gateway.queue_shapes import read_viewers
from bot.gateway.shapes import (
    customer_shape,
    desk_message_shape,
    mode_change_shape,
    note_shape,
)
from bot.gateway.wording import Wording
from bot.store.conversations import (
    find_conversation,
    find_feedback,
    list_mode_changes,
)
from bot.store.handoffs import find_last_handoff
from bot.store.messages import list_messages, list_notes
from bot.store.models import Agent, Conversation


def read_desk_conversation(
    session: Session, conversation_id: str, wording: Wording
) -> dict[str, Any]:
    """Reads the evidence of a conversation.

    Raises:
        Refused: 404, there is none.
    """
    conversation = find_conversation(session, conversation_id)
    if conversation is None:
        raise Refused(404, "unknown_conversation", "Cette conversation n’existe pas.")
    messages = list_messages(session, conversation_id)
    handoff = _handoff(session, conversation_id)
    return {
        **_head(session, conversation),
        **handoff,
        **read_evidence(session, conversation, messages, handoff["slots"], wording),
        "messages": [desk_message_shape(message) for message in messages],
        "notes": [
            note_shape(n, name) for n, name in list_notes(session, conversation_id)
        ],
        "mode_changes": [
            mode_change_shape(c) for c in list_mode_changes(session, conversation_id)
        ],
        "feedback": _feedback(session, conversation_id),
        "files": read_files(session, conversation_id),
        "viewers": read_viewers(session, conversation_id),
    }


def _head(session: Session, conversation: Conversation) -> dict[str, Any]:
    agent = None
    if conversation.agent_id is not None:
        found = session.get(Agent, conversation.agent_id)
        agent = {"username": found.username, "name": found.name}
    return {
        "id": conversation.id,
        "mode": conversation.mode,
        "created_at": conversation.created_at.isoformat(),
        "locale": conversation.locale,
        "page_url": conversation.page_url,
        "metadata": conversation.meta,
        "agent": agent,
        "customer_read_seq": conversation.customer_read_seq,
        "agent_read_seq": conversation.agent_read_seq,
        "customer": customer_shape(conversation),
    }


def _handoff(session: Session, conversation_id: str) -> dict[str, Any]:
    handoff = find_last_handoff(session, conversation_id)
    if handoff is None:
        return {"reason": None, "signals": [], "slots": {}}
    return {
        "reason": handoff.reason,
        "signals": handoff.signals,
        "slots": handoff.slots,
    }


def _feedback(session: Session, conversation_id: str) -> dict[str, Any] | None:
    feedback = find_feedback(session, conversation_id)
    if feedback is None:
        return None
    return {
        "score": feedback.score,
        "comment": feedback.comment,
        "at": feedback.at.isoformat(),
    }
