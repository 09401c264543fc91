"""Who served a customer last: the agent to ask first when he comes back."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from bot.store.desk_models import Handoff
from bot.store.models import Conversation


def find_preferred_agents(
    session: Session, conversation_ids: Collection[str]
) -> dict[str, int]:
    """The agent who served each of these customers last, by conversation.

    That is who lost the open handoff by vanishing, else who held the last ended one of
    the same conversation, or of another one of the same identified customer.
    Conversations without such an agent are missing.
    """
    if not conversation_ids:
        return {}
    vanished: dict[str, int] = dict(
        session.execute(
            sa.select(Handoff.conversation_id, Handoff.agent_id).where(
                Handoff.conversation_id.in_(conversation_ids),
                Handoff.ended_at.is_(None),
                Handoff.agent_id.is_not(None),
            )
        ).all()
    )
    newest: dict[str, tuple[datetime, int]] = {}
    for query in (_of_same_conversation, _of_same_customer):
        for key, ended_at, agent_id in session.execute(query(conversation_ids)):
            if key not in newest or ended_at > newest[key][0]:
                newest[key] = (ended_at, agent_id)
    return {**{key: agent_id for key, (_, agent_id) in newest.items()}, **vanished}


def _of_same_conversation(conversation_ids: Collection[str]) -> sa.sql.Select:
    return sa.select(Handoff.conversation_id, Handoff.ended_at, Handoff.agent_id).where(
        Handoff.conversation_id.in_(conversation_ids),
        Handoff.ended_at.is_not(None),
        Handoff.agent_id.is_not(None),
    )


def _of_same_customer(conversation_ids: Collection[str]) -> sa.sql.Select:
    earlier = aliased(Conversation)
    return (
        sa.select(Conversation.id, Handoff.ended_at, Handoff.agent_id)
        .join(earlier, earlier.customer_id == Conversation.customer_id)
        .join(Handoff, Handoff.conversation_id == earlier.id)
        .where(
            Conversation.id.in_(conversation_ids),
            Conversation.customer_id.is_not(None),
            Handoff.ended_at.is_not(None),
            Handoff.agent_id.is_not(None),
        )
    )
