"""Reads a message beside the event loop, and keeps of the reading what is needed."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any

from rasa.core.channels.channel import UserMessage
from rasa.core.processor import MessageProcessor
from rasa.shared.core.trackers import DialogueStateTracker

# More readings than policies and agents ever look at; Rasa stores them with the message
# and hands them to every prediction.
RANKING_STORED = 10
# Useful to the one who asks why (`bot parse`), never to the conversation.
NOT_STORED = frozenset({"text_tokens", "nearest_examples"})


async def read_message(
    processor: MessageProcessor, message: UserMessage
) -> dict[str, Any]:
    """Parses a message like `MessageProcessor.parse_message`, in a thread.

    The encoder works outside Python's lock, so that the bot answers one customer while
    it reads what another wrote. Rasa's check that intents and entities are in the
    domain (rasa/core/processor.py:621-655) is left out: training makes it once.
    """
    nobody = DialogueStateTracker.from_events(message.sender_id, [])
    parsed: dict[str, Any] = await asyncio.to_thread(
        processor._parse_message_with_graph, message, nobody
    )
    processor._update_full_retrieval_intent(parsed)
    return storable(parsed)


def storable(parsed: Mapping[str, Any]) -> dict[str, Any]:
    """Leaves out what nobody reads in a stored message."""
    kept = {key: value for key, value in parsed.items() if key not in NOT_STORED}
    if "intent_ranking" in kept:
        kept["intent_ranking"] = kept["intent_ranking"][:RANKING_STORED]
    return kept
