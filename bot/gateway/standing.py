"""Where conversations stand, for their customers and for agents."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.contracts.modes import Mode
from bot.gateway.prospects import Prospects, list_prospects, read_prospects
from bot.gateway.queue_steps import has_left_message
from bot.gateway.shapes import conversation_shape, customer_shape
from bot.store.conversations import find_conversation
from bot.store.handoffs import find_last_handoff, list_open_signals
from bot.store.models import Agent
from bot.store.queue import find_position


@dataclass(frozen=True)
class Waiting:
    """What is known of somebody who waits.

    Attributes:
        position: In the queue, 1 = next; `None` when it is not known.
        prospects: What to expect there.
        left_message: Whether he said that he writes and does not wait on the page.
    """

    position: int | None
    prospects: Prospects
    left_message: bool


def read_conversation(
    session: Any, conversation_id: str, known: Waiting | None = None
) -> dict[str, Any] | None:
    """Where a conversation stands; `None` if it was erased.

    Args:
        session: A reading session.
        conversation_id: Which.
        known: How its customer waits, for who has just read the queue.
    """
    conversation = find_conversation(session, conversation_id)
    if conversation is None:
        return None
    waiting = agent = None  # agent: the name that the customer reads
    if conversation.mode == Mode.QUEUED.value:
        waiting = known or _read_waiting(session, conversation_id)
    elif conversation.agent_id is not None:
        agent = session.get(Agent, conversation.agent_id).name
    return conversation_shape(
        conversation_id,
        Mode(conversation.mode),
        conversation.last_seq,
        position=waiting.position if waiting else None,
        prospects=waiting.prospects if waiting else None,
        left_message=waiting.left_message if waiting else None,
        agent=agent,
        agent_read_seq=conversation.agent_read_seq,
    )


def _read_waiting(session: Any, conversation_id: str) -> Waiting:
    position = find_position(session, conversation_id)
    signals = list_open_signals(session, [conversation_id]).get(conversation_id, [])
    return Waiting(
        position, read_prospects(session, position), has_left_message(signals)
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
    signals = list_open_signals(session, positions)
    expected = zip(
        positions.items(), list_prospects(session, [*positions.values()]), strict=True
    )
    shapes = [
        read_conversation(
            session,
            key,
            Waiting(position, prospects, has_left_message(signals.get(key, []))),
        )
        for (key, position), prospects in expected
    ]
    return [shape for shape in shapes if shape is not None]
