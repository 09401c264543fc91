"""How many conversations an agent may hold at once, checked inside a transaction."""

from __future__ import annotations

from sqlalchemy.orm import Session

from bot.contracts.people import Role
from bot.errors import Refused
from bot.store.agents import AgentIdentity
from bot.store.desk_agents import count_load, lock_agent

SUPERVISING = frozenset({Role.SUPERVISOR, Role.ADMINISTRATOR})
# To whom conversations may be given.
ANSWERING = frozenset({Role.AGENT}) | SUPERVISING


def may_supervise(agent: AgentIdentity) -> bool:
    """Whether somebody directs the work of others."""
    return agent.role in SUPERVISING


def refuse_if_full(session: Session, agent: AgentIdentity) -> None:
    """Checks that one more conversation fits; supervisors have no limit.

    The agent's row is locked: two claims of his at once count each other. It is always
    locked after the conversation's, so that two of these transactions never block each
    other for ever.

    Raises:
        Refused: 409, he holds as many as he can.
    """
    if may_supervise(agent):
        return
    row = lock_agent(session, agent.username)
    if row is None:
        return
    load = count_load(session, agent.id)
    if load >= row.capacity:
        held = "1 conversation" if load == 1 else f"{load} conversations"
        raise Refused(
            409,
            "at_capacity",
            f"Vous suivez déjà {held}, votre maximum. Terminez-en une, ou rendez-la à "
            "la file, avant d’en prendre une autre.",
        )
