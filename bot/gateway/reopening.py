"""An agent takes back a conversation whose human part has ended."""

from __future__ import annotations

from sqlalchemy.orm import Session

from bot.contracts.modes import Mode, Sender
from bot.errors import Refused
from bot.gateway import handoff_clocks
from bot.gateway.capacity import refuse_if_full
from bot.gateway.handoff_traits import note_start
from bot.gateway.mode_changes import actor_of, get_locked, move
from bot.gateway.modes import Event
from bot.store.agents import AgentIdentity
from bot.store.handoffs import (
    find_last_handoff,
    find_open_handoff,
    mark_claimed,
    open_handoff,
)
from bot.store.messages import add_message, find_next_pending
from bot.store.models import Conversation, Message


def reopen(
    session: Session, conversation_id: str, agent: AgentIdentity, words: str
) -> tuple[Conversation, Message]:
    """An agent takes back a conversation that was returned or closed, as it was.

    Raises:
        Refused: 404, there is none; 409, nothing has ended there, somebody holds it, or
            the agent holds as many as he can (supervisors have no limit).
    """
    conversation = get_locked(session, conversation_id)
    ended = find_last_handoff(session, conversation.id)
    if conversation.mode == Mode.HUMAN.value or ended is None or not ended.ended_at:
        raise Refused(
            409,
            "cannot_reopen",
            "Aucun échange terminé à rouvrir dans cette conversation.",
        )
    refuse_if_full(session, agent)
    move(session, conversation, Event.REOPEN, actor_of(agent), "reopened")
    if conversation.handed_over_seq is None:
        # What the bot is still thinking about, it will not answer: it learns it later.
        pending = find_next_pending(session, conversation.id)
        conversation.handed_over_seq = (
            pending.seq - 1 if pending else conversation.last_seq
        )
    conversation.agent_id = agent.id
    open_handoff(
        session,
        conversation_id=conversation.id,
        reason=ended.reason,
        signals=ended.signals,
        slots=ended.slots,
    )
    mark_claimed(session, conversation.id, agent.id)
    handoff = find_open_handoff(session, conversation.id)
    if handoff is not None:
        handoff.claimed_at = handoff.created_at  # nobody waited: not a wait to count
    handoff_clocks.taken_back(session, conversation)
    note_start(session, conversation)
    return conversation, add_message(session, conversation, Sender.SYSTEM, words)
