"""Handing a conversation back to the bot, with a line for the next human."""

from __future__ import annotations

from sqlalchemy.orm import Session

from bot.desk.evidence_rules import default_evidence_rules
from bot.desk.left_line import left_line
from bot.gateway.hand_back_schemas import HandBack
from bot.gateway.mode_changes import begin_wrap_up
from bot.gateway.modes import Event
from bot.store.agents import AgentIdentity
from bot.store.handoffs import find_open_handoff
from bot.store.models import Conversation


def begin_hand_back(
    session: Session, conversation_id: str, agent: AgentIdentity, left: HandBack
) -> Conversation:
    """Begins the wrap-up and keeps what the agent leaves; both, or neither.

    Raises:
        Refused: 404 unknown; 409 not in charge.
    """
    conversation = begin_wrap_up(session, conversation_id, agent, Event.RETURN_TO_BOT)
    handoff = find_open_handoff(session, conversation_id)
    if handoff is not None:
        title = default_evidence_rules().title
        settled = [title(intent) for intent in left.settled]
        handoff.summary = left_line(left.summary, settled)
    return conversation
