"""When conversations last came to the queue, and who sent them back there."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from bot.contracts.modes import Mode
from bot.store.models import Agent, ModeChange


@dataclass(frozen=True)
class Queued:
    """The last time that a conversation came to the queue.

    Attributes:
        at: When.
        released_by: The agent who gave it back by hand; `None`: nobody did.
    """

    at: datetime
    released_by: int | None = None


def find_last_queued(
    session: Session, conversation_ids: Collection[str]
) -> dict[str, Queued]:
    """Of each of these conversations; those that never waited are missing."""
    if not conversation_ids:
        return {}
    latest = (
        sa.select(sa.func.max(ModeChange.id))
        .where(
            ModeChange.conversation_id.in_(conversation_ids),
            ModeChange.to_mode == Mode.QUEUED.value,
        )
        .group_by(ModeChange.conversation_id)
    )
    releaser = sa.and_(
        ModeChange.reason == "released",
        ModeChange.actor == sa.literal("agent:") + Agent.username,
    )
    rows = session.execute(
        sa.select(ModeChange.conversation_id, ModeChange.at, Agent.id)
        .outerjoin(Agent, releaser)
        .where(ModeChange.id.in_(latest))
    )
    return {key: Queued(at, agent_id) for key, at, agent_id in rows}
