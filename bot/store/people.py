"""The members of the desk: listed, given a role, let in and kept out."""

from __future__ import annotations

from collections.abc import Mapping

import sqlalchemy as sa
from sqlalchemy.orm import Session

from bot.contracts.modes import Mode
from bot.contracts.people import Role
from bot.store.models import Agent, Conversation, utc_now
from bot.store.people_models import SecondFactor


def lock_people(session: Session) -> list[Agent]:
    """Everybody, locked in one order: two changes of role see each other.

    Rows that only name an agent, such as a claim's, need not wait (`key_share`).
    """
    everybody = sa.select(Agent).order_by(Agent.id).with_for_update(key_share=True)
    return list(session.scalars(everybody))


def find_member(session: Session, username: str) -> Agent | None:
    """Somebody by username, disabled or not."""
    return session.scalar(sa.select(Agent).where(Agent.username == username))


def list_people(session: Session) -> list[Agent]:
    """Everybody, by name, those who may work first."""
    return list(
        session.scalars(
            sa.select(Agent).order_by(
                Agent.disabled_at.is_not(None), Agent.name, Agent.username
            )
        )
    )


def list_guarded(session: Session) -> set[int]:
    """Ids of the agents whose account has a second factor."""
    return set(
        session.scalars(
            sa.select(SecondFactor.agent_id).where(
                SecondFactor.confirmed_at.is_not(None)
            )
        )
    )


def names_of(session: Session, ids: set[int]) -> Mapping[int, str]:
    """Names of agents by id."""
    rows = session.execute(sa.select(Agent.id, Agent.name).where(Agent.id.in_(ids)))
    return {agent_id: name for agent_id, name in rows}


def set_role(agent: Agent, role: Role) -> None:
    """Gives somebody another role."""
    agent.role = role.value


def disable(agent: Agent) -> None:
    """Keeps somebody out; what he did keeps his name."""
    agent.disabled_at = utc_now()


def enable(agent: Agent) -> None:
    """Lets somebody in again."""
    agent.disabled_at = None


def list_held(session: Session, agent_id: int) -> list[str]:
    """Conversations that an agent holds."""
    return list(
        session.scalars(
            sa.select(Conversation.id)
            .where(
                Conversation.agent_id == agent_id,
                Conversation.mode == Mode.HUMAN.value,
            )
            .order_by(Conversation.id)
        )
    )
