"""What the people of `bot bench handoff` had to wait for, and how they pause."""

from __future__ import annotations

import asyncio
import random
import time
from dataclasses import dataclass, field

# Longest wait for an acknowledgement, in seconds.
ACK_LIMIT_S = 30.0


@dataclass
class Log:
    """When things were said, and how long they took to arrive, in milliseconds.

    Attributes:
        acks: From a customer's message to its acknowledgement.
        items: From the message that calls a human to the conversation on the list of
            an agent, once for each agent.
        messages: From a customer's message to the agent who watches.
        refused: Messages and commands that were not accepted.
    """

    acks: list[float] = field(default_factory=list)
    items: list[float] = field(default_factory=list)
    messages: list[float] = field(default_factory=list)
    refused: int = 0
    asked_at: dict[str, float] = field(default_factory=dict)
    said_at: dict[str, float] = field(default_factory=dict)
    listed: set[str] = field(default_factory=set)

    @property
    def never_listed(self) -> int:
        """Calls for a human that no agent saw."""
        return len(set(self.asked_at) - self.listed)


def since(moment: float) -> float:
    """Milliseconds since a moment of `time.perf_counter`."""
    return (time.perf_counter() - moment) * 1000


async def pause(span: tuple[float, float]) -> None:
    """Does nothing for a while, as people do."""
    await asyncio.sleep(random.uniform(*span))
