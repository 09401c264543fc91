"""Rasa's memory of conversations that the store does not know, once it is old.

A crash between two databases, a program that spoke to Rasa directly or a restored copy
of the store can leave some. They name nobody, but hold what somebody wrote.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from bot.store.erasure import TRACKER_EVENTS
from bot.store.models import Conversation

_SENDER = TRACKER_EVENTS.c.sender_id


def list_old_trackers(
    trackers: sa.engine.Engine, before: datetime, after: str | None, limit: int
) -> list[str]:
    """Ids that Rasa remembers, with nothing since `before`; those after `after`."""
    if not sa.inspect(trackers).has_table(TRACKER_EVENTS.name):
        return []
    newest = sa.func.max(TRACKER_EVENTS.c.timestamp)
    query = sa.select(_SENDER).group_by(_SENDER).having(newest < before.timestamp())
    if after is not None:
        query = query.where(_SENDER > after)
    with trackers.connect() as connection:
        return list(connection.scalars(query.order_by(_SENDER).limit(limit)))


def drop_known(session: Session, ids: Sequence[str]) -> list[str]:
    """Those of the ids that the store has no conversation of."""
    known = set(
        session.scalars(sa.select(Conversation.id).where(Conversation.id.in_(ids)))
    )
    return [each for each in ids if each not in known]
