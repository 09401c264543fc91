"""Who holds a conversation, changed inside a transaction by others than its agent.

Every function locks the conversation, then the agent, and checks again what it was
told: two gateways, or a person and a gateway, may try at once, and one wins.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from bot.contracts.desk import AssignedBy
from bot.contracts.modes import Mode
from bot.contracts.people import Availability, Role
from bot.desk.presence import is_fresh, is_gone
from bot.errors import Refused
from bot.gateway.capacity import ANSWERING
from bot.gateway.mode_changes import (
    SYSTEM,
    actor_of,
    get_locked,
    hand_over,
    lose_agent,
)
from bot.store.agents import AgentIdentity
from bot.store.conversations import lock_conversation
from bot.store.desk_agents import count_load, lock_agent
from bot.store.held import find_signs
from bot.store.models import Agent, Conversation, Message, utc_now
from bot.store.viewers import mark_joined

Told = tuple[Conversation, Message]


def take_over(
    session: Session, conversation_id: str, supervisor: AgentIdentity, greeting: str
) -> Told:
    """Makes a supervisor the one who writes, instead of the agent in charge.

    Raises:
        Refused: 404, there is none; 409, nobody holds it, or he does already.
    """
    conversation = get_locked(session, conversation_id)
    if conversation.mode != Mode.HUMAN.value:
        raise Refused(409, "wrong_mode", "Aucun conseiller ne suit cette conversation.")
    if conversation.agent_id == supervisor.id:
        raise Refused(
            409, "already_in_charge", "Vous êtes déjà en charge de cette conversation."
        )
    return hand_over(
        session,
        conversation,
        supervisor,
        AssignedBy.SUPERVISOR,
        actor=actor_of(supervisor),
        reason="taken_over",
        greeting=greeting,
    )


def join(session: Session, conversation_id: str, supervisor: AgentIdentity) -> None:
    """Lists a supervisor as taking part; the customer still has one writer.

    Raises:
        Refused: 404, there is none; 409, nobody holds it, or he does himself.
    """
    conversation = get_locked(session, conversation_id)
    if conversation.mode != Mode.HUMAN.value:
        raise Refused(409, "wrong_mode", "Aucun conseiller ne suit cette conversation.")
    if conversation.agent_id == supervisor.id:
        raise Refused(
            409, "already_in_charge", "Vous êtes déjà en charge de cette conversation."
        )
    mark_joined(session, conversation_id, supervisor.id)


def assign(
    session: Session,
    conversation_id: str,
    supervisor: AgentIdentity,
    to: str,
    greeting: str,
) -> Told:
    """Gives a conversation that waits, or that somebody holds, to an agent who is here.

    A supervisor may go beyond somebody's capacity.

    Raises:
        Refused: 404, no such conversation or agent; 409, he is not here, holds it
            already, or nobody has been called.
    """
    conversation = get_locked(session, conversation_id)
    agent = lock_agent(session, to)
    if agent is None or Role(agent.role) not in ANSWERING:
        raise Refused(404, "unknown_agent", "Ce conseiller n’existe pas.")
    if conversation.mode == Mode.HUMAN.value and conversation.agent_id == agent.id:
        raise Refused(
            409, "already_assigned", f"{agent.name} suit déjà cette conversation."
        )
    if not is_fresh(agent.seen_at, utc_now()):
        raise Refused(
            409,
            "agent_not_connected",
            f"{agent.name} n’a pas de console ouverte. Choisissez un conseiller "
            "connecté.",
        )
    return hand_over(
        session,
        conversation,
        AgentIdentity(agent.id, agent.username, agent.name),
        AssignedBy.SUPERVISOR,
        actor=actor_of(supervisor),
        reason=f"assigned:{to}"[:40],
        greeting=greeting.replace("{agent}", agent.name),
    )


def route(
    session: Session, conversation_id: str, username: str, greeting: str
) -> Told | None:
    """Gives a waiting conversation to an agent by the rules; `None`: no longer fits."""
    conversation = lock_conversation(session, conversation_id)
    if conversation is None or conversation.mode != Mode.QUEUED.value:
        return None
    agent = lock_agent(session, username)
    if agent is None or not _can_take(session, agent):
        return None
    return hand_over(
        session,
        conversation,
        AgentIdentity(agent.id, agent.username, agent.name),
        AssignedBy.AUTOMATIC,
        actor=SYSTEM,
        reason="routed",
        greeting=greeting,
    )


def take_from_gone(
    session: Session,
    conversation_id: str,
    agent_id: int,
    words: str,
    *,
    gone_after_s: int,
    watching_since: datetime,
) -> Told | None:
    """Puts a conversation back whose agent is gone; `None`: he came back, or it moved.

    Args:
        session: A writing session.
        conversation_id: Which.
        agent_id: Who seemed to be gone.
        words: What the customer is told.
        gone_after_s: Seconds without a sign of him.
        watching_since: When this gateway began to hear of agents.
    """
    conversation = lock_conversation(session, conversation_id)
    if conversation is None or conversation.mode != Mode.HUMAN.value:
        return None
    if conversation.agent_id != agent_id:
        return None
    signs = find_signs(session, conversation_id)
    if not is_gone([*signs, watching_since], utc_now(), gone_after_s):
        return None
    return lose_agent(session, conversation, words)


def _can_take(session: Session, agent: Agent) -> bool:
    return (
        Role(agent.role) in ANSWERING
        and agent.availability == Availability.AVAILABLE.value
        and is_fresh(agent.seen_at, utc_now())
        and count_load(session, agent.id) < agent.capacity
    )
