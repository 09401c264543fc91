"""Where conversations stand, for their customers and for agents."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.contracts.modes import Mode
from bot.gateway.prospects import Prospects, list_prospects, read_prospects
from bot.gateway.shapes import conversation_shape, customer_shape
from bot.store.conversations import find_conversation
from bot.store.handoffs import find_last_handoff
from bot.store.models import Agent
from bot.store.queue import find_position


def read_conversation(
    session: Any,
    conversation_id: str,
    known: tuple[int, Prospects] | None = None,
) -> dict[str, Any] | None:
    """Where a conversation stands; `None` if it was erased.

    Args:
        session: A reading session.
        conversation_id: Which.
        known: Its place in the queue and what to expect there, for who has just read
            the queue.
    """
    conversation = find_conversation(session, conversation_id)
    if conversation is None:
        return None
    position = prospects = agent = None  # agent: the name that the customer reads
    if conversation.mode == Mode.QUEUED.value:
        if known is None:
            position = find_position(session, conversation_id)
            prospects = read_prospects(session, position)
        else:
            position, prospects = known
    elif conversation.agent_id is not None:
        agent = session.get(Agent, conversation.agent_id).name
    return conversation_shape(
        conversation_id,
        Mode(conversation.mode),
        conversation.last_seq,
        position=position,
        prospects=prospects,
        agent=agent,
        agent_read_seq=conversation.agent_read_seq,
    )


def read_standing(
    session: Any, conversation_id: str
) -> tuple[dict[str, Any], dict[str, Any]] | None:
    """Where a conversation stands, for its customer and for agents; `None`: erased."""
    shape = read_conversation(session, conversation_id)
    if shape is None:
        return None
    conversation = find_conversation(session, conversation_id)
    handoff = find_last_handoff(session, conversation_id)
    reason = handoff.reason if handoff else None
    return shape, {
        "id": conversation_id,
        "mode": shape["mode"],
        "agent": shape["agent"],
        "reason": reason,
        "customer": customer_shape(conversation) if conversation else None,
    }


def read_places(session: Any, positions: Mapping[str, int]) -> list[dict[str, Any]]:
    """Where waiting conversations stand, their places being known."""
    expected = zip(
        positions.items(), list_prospects(session, [*positions.values()]), strict=True
    )
    shapes = [
        read_conversation(session, key, (position, prospects))
        for (key, position), prospects in expected
    ]
    return [shape for shape in shapes if shape is not None]
