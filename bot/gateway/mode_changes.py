"""Changes of mode inside a transaction: checked, written down, never partial.

Every function takes a writing session and a conversation locked by it, and raises
`Refused` (409) where `bot.gateway.modes` does not allow the change.
"""

from __future__ import annotations

from sqlalchemy.orm import Session

from bot.contracts.desk import AssignedBy
from bot.contracts.modes import Mode, Sender
from bot.errors import Refused
from bot.gateway import handoff_clocks
from bot.gateway.capacity import refuse_if_full
from bot.gateway.handoff_traits import note_end
from bot.gateway.modes import Event, next_mode
from bot.gateway.outcomes import Escalation
from bot.store.agents import AgentIdentity
from bot.store.conversations import change_mode, lock_conversation
from bot.store.handoffs import (
    mark_claimed,
    mark_ended,
    mark_released,
    open_handoff,
)
from bot.store.messages import add_message
from bot.store.models import Conversation, Message

BOT = "bot"
CUSTOMER = "customer"
SYSTEM = "system"


def actor_of(agent: AgentIdentity) -> str:
    """How an agent is named in the record of changes."""
    return f"agent:{agent.username}"


def get_locked(session: Session, conversation_id: str) -> Conversation:
    """Locks a conversation.

    Raises:
        Refused: 404, there is none.
    """
    conversation = lock_conversation(session, conversation_id)
    if conversation is None:
        raise Refused(404, "unknown_conversation", "Cette conversation n’existe pas.")
    return conversation


def get_owned(
    session: Session, conversation_id: str, agent: AgentIdentity
) -> Conversation:
    """Locks a conversation that this agent holds.

    Raises:
        Refused: 404, there is none; 409, this agent does not hold it.
    """
    conversation = get_locked(session, conversation_id)
    if conversation.mode != Mode.HUMAN.value or conversation.agent_id != agent.id:
        raise Refused(
            409, "not_in_charge", "Vous n’êtes pas en charge de cette conversation."
        )
    return conversation


def move(
    session: Session, conversation: Conversation, event: Event, actor: str, reason: str
) -> Mode:
    """Moves a locked conversation; clocks and the audit trail follow.

    Raises:
        Refused: 409, the event is not allowed in its mode.
    """
    settles_to = Mode(conversation.wrap_up_to) if conversation.wrap_up_to else None
    target = next_mode(Mode(conversation.mode), event, settles_to)
    if target is None:
        raise Refused(
            409,
            "wrong_mode",
            f"Impossible dans l’état actuel de la conversation ({conversation.mode}).",
        )
    was = Mode(conversation.mode)
    change_mode(session, conversation, target, actor=actor, reason=reason)
    handoff_clocks.mode_changed(session, conversation, was)
    return target


def escalate(
    session: Session,
    conversation: Conversation,
    escalation: Escalation,
    *,
    before_seq: int,
) -> None:
    """Queues the conversation; what was said after `before_seq`, Rasa learns later."""
    reason = escalation.reason.value
    move(session, conversation, Event.ESCALATE, BOT, reason)
    conversation.handed_over_seq = before_seq
    open_handoff(
        session,
        conversation_id=conversation.id,
        reason=reason,
        signals=[signal.dict() for signal in escalation.signals],
    )
    handoff_clocks.human_called(session, conversation)


def cancel(
    session: Session, conversation: Conversation, why: str = "cancelled"
) -> None:
    """The customer leaves the queue and goes on with the bot, perhaps to a callback."""
    move(session, conversation, Event.CANCEL, CUSTOMER, why)
    note_end(session, conversation)
    mark_ended(session, conversation.id, why)


def claim(
    session: Session, conversation_id: str, agent: AgentIdentity, greeting: str
) -> tuple[Conversation, Message]:
    """Gives a waiting conversation to an agent; of several at once, one wins."""
    conversation = get_locked(session, conversation_id)
    if conversation.mode in (Mode.HUMAN.value, Mode.WRAP_UP.value):
        raise Refused(
            409,
            "already_claimed",
            "Un autre conseiller a déjà pris cette conversation.",
        )
    refuse_if_full(session, agent)
    move(session, conversation, Event.CLAIM, actor_of(agent), "claimed")
    conversation.agent_id = agent.id
    mark_claimed(session, conversation.id, agent.id)
    return conversation, add_message(session, conversation, Sender.SYSTEM, greeting)


def release(
    session: Session, conversation_id: str, agent: AgentIdentity, words: str
) -> tuple[Conversation, Message]:
    """Puts a conversation back into the queue, at the place of its first wait."""
    conversation = get_owned(session, conversation_id, agent)
    move(session, conversation, Event.RELEASE, actor_of(agent), "released")
    conversation.agent_id = None
    mark_released(session, conversation.id)
    return conversation, add_message(session, conversation, Sender.SYSTEM, words)


def give_back(
    session: Session, conversation_id: str, holder_id: int, actor: str, words: str
) -> Message | None:
    """Puts a conversation back into the queue for an agent who may no longer work.

    Returns:
        What the customer reads; `None` when the agent no longer holds it.
    """
    conversation = get_locked(session, conversation_id)
    if conversation.mode != Mode.HUMAN.value or conversation.agent_id != holder_id:
        return None
    move(session, conversation, Event.RELEASE, actor, "agent_disabled")
    conversation.agent_id = None
    return add_message(session, conversation, Sender.SYSTEM, words)


def transfer(
    session: Session,
    conversation_id: str,
    agent: AgentIdentity,
    to: AgentIdentity,
    greeting: str,
) -> tuple[Conversation, Message]:
    """Gives a conversation to another agent."""
    conversation = get_owned(session, conversation_id, agent)
    move(
        session, conversation, Event.TRANSFER, actor_of(agent), f"to:{to.username}"[:40]
    )
    conversation.agent_id = to.id
    mark_claimed(session, conversation.id, to.id, AssignedBy.TRANSFER)
    return conversation, add_message(session, conversation, Sender.SYSTEM, greeting)


def hand_over(
    session: Session,
    conversation: Conversation,
    to: AgentIdentity,
    by: AssignedBy,
    *,
    actor: str,
    reason: str,
    greeting: str,
) -> tuple[Conversation, Message]:
    """Gives a locked conversation that waits, or that somebody holds, to an agent."""
    waits = conversation.mode == Mode.QUEUED.value
    event = Event.CLAIM if waits else Event.TRANSFER
    move(session, conversation, event, actor, reason)
    conversation.agent_id = to.id
    mark_claimed(session, conversation.id, to.id, by)
    return conversation, add_message(session, conversation, Sender.SYSTEM, greeting)


def lose_agent(
    session: Session, conversation: Conversation, words: str
) -> tuple[Conversation, Message]:
    """Puts a locked conversation back whose agent is gone; he is asked first later."""
    move(session, conversation, Event.RELEASE, SYSTEM, "agent_gone")
    conversation.agent_id = None
    return conversation, add_message(session, conversation, Sender.SYSTEM, words)


def begin_wrap_up(
    session: Session, conversation_id: str, agent: AgentIdentity, event: Event
) -> Conversation:
    """An agent has finished: `return_to_bot` or `close`; `settle` ends it."""
    conversation = get_owned(session, conversation_id, agent)
    move(session, conversation, event, actor_of(agent), event.value)
    to = Mode.BOT if event is Event.RETURN_TO_BOT else Mode.CLOSED
    conversation.wrap_up_to = to.value
    return conversation


def settle(
    session: Session, conversation_id: str, words: dict[Mode, str]
) -> tuple[Conversation, Message] | None:
    """Ends a wrap-up; `None` when somebody else already did."""
    conversation = get_locked(session, conversation_id)
    if conversation.mode != Mode.WRAP_UP.value:
        return None
    target = move(session, conversation, Event.SETTLE, SYSTEM, "settled")
    conversation.wrap_up_to = None
    conversation.agent_id = None
    note_end(session, conversation)
    mark_ended(session, conversation.id, "returned" if target is Mode.BOT else "closed")
    said = add_message(session, conversation, Sender.SYSTEM, words[target])
    return conversation, said
