"""How an agent's part ends: the mode, and what the agent says of it, in one step."""

from __future__ import annotations

from sqlalchemy.orm import Session

from bot.gateway import mode_changes
from bot.gateway.modes import Event
from bot.gateway.work_schemas import Closing
from bot.store.agents import AgentIdentity
from bot.store.handoffs import find_open_handoff
from bot.store.models import Conversation


def begin_wrap_up(
    session: Session,
    conversation_id: str,
    agent: AgentIdentity,
    event: Event,
    closing: Closing | None,
) -> Conversation:
    """Begins the wrap-up, and keeps outcome, tags and summary with the handoff.

    Raises:
        Refused: 404 unknown; 409 not in charge.
    """
    conversation = mode_changes.begin_wrap_up(session, conversation_id, agent, event)
    handoff = find_open_handoff(session, conversation_id)
    if handoff is not None and closing is not None:
        handoff.resolution = closing.resolution.value if closing.resolution else None
        handoff.tags = list(closing.tags)
        handoff.summary = closing.summary or handoff.summary
    return conversation
