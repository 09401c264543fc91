"""Plays customers against a running Rasa and takes the time of their turns."""

from __future__ import annotations

import asyncio
import statistics
import time
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import aiohttp

from bot.errors import BotError

WARM_UP_TURNS = 30
ONE_CUSTOMER_TURNS = 200
CUSTOMERS = 8
TURNS_PER_CUSTOMER = 50
# A conversation of a real customer is about this long.
TURNS_PER_CONVERSATION = 7
TURN_TIMEOUT_S = 60.0

# In the answer of a turn that called a human: the bot then answers no more.
HANDOFF = b'"type":"handoff"'

# Makes the body of a turn from a conversation's id and a text.
MakeBody = Callable[[str, str], dict[str, Any]]


@dataclass(frozen=True)
class Door:
    """Where turns are sent.

    Attributes:
        url: Receives a turn with POST and answers when it is over.
        headers: Sent with each.
        body: Makes the JSON.
    """

    url: str
    headers: dict[str, str]
    body: MakeBody


@dataclass(frozen=True)
class Pace:
    """How fast turns were answered.

    Attributes:
        p50_ms: Median duration of a turn with one customer, in milliseconds.
        p95_ms: 95th percentile of the same.
        cpu_ms: Processor time of the measured process for such a turn, in
            milliseconds: other work on the machine disturbs it less.
        turns_per_s: Turns a second with 8 customers at once.
    """

    p50_ms: float
    p95_ms: float
    cpu_ms: float
    turns_per_s: float


def our_door(port: int, token: str) -> Door:
    """The internal channel of `bot.channel`."""
    return Door(
        url=f"http://127.0.0.1:{port}/webhooks/turns/webhook",
        headers={"Authorization": f"Bearer {token}"},
        body=lambda conversation, text: {
            "conversation_id": conversation,
            "message_id": str(uuid.uuid4()),
            "text": text,
        },
    )


def rest_door(port: int) -> Door:
    """Rasa's own REST channel."""
    return Door(
        url=f"http://127.0.0.1:{port}/webhooks/rest/webhook",
        headers={},
        body=lambda conversation, text: {"sender": conversation, "message": text},
    )


async def measure_pace(
    door: Door, sentences: Iterator[str], cpu_s: Callable[[], float]
) -> Pace:
    """Warms up, then measures one customer, then eight at once.

    Args:
        door: Where turns go.
        sentences: What customers say, each once.
        cpu_s: Processor seconds that the measured process has used so far.

    Raises:
        BotError: A turn was refused.
    """
    timeout = aiohttp.ClientTimeout(total=TURN_TIMEOUT_S)
    async with aiohttp.ClientSession(timeout=timeout, headers=door.headers) as http:
        await _customer(http, door, sentences, WARM_UP_TURNS)
        cpu_before = cpu_s()
        alone = await _customer(http, door, sentences, ONE_CUSTOMER_TURNS)
        cpu = cpu_s() - cpu_before
        began = time.perf_counter()
        await asyncio.gather(
            *(
                _customer(http, door, sentences, TURNS_PER_CUSTOMER)
                for _ in range(CUSTOMERS)
            )
        )
        elapsed = time.perf_counter() - began
    return Pace(
        p50_ms=statistics.median(alone),
        p95_ms=statistics.quantiles(alone, n=20)[-1],
        cpu_ms=cpu / ONE_CUSTOMER_TURNS * 1000,
        turns_per_s=CUSTOMERS * TURNS_PER_CUSTOMER / elapsed,
    )


async def _customer(
    http: aiohttp.ClientSession, door: Door, sentences: Iterator[str], turns: int
) -> list[float]:
    """One customer's turns, one after the other; their durations in milliseconds.

    A new conversation begins when one is long enough or a human takes it over.
    """
    durations: list[float] = []
    said = TURNS_PER_CONVERSATION
    for _ in range(turns):
        if said >= TURNS_PER_CONVERSATION:
            conversation, said = str(uuid.uuid4()), 0
        body = door.body(conversation, next(sentences))
        began = time.perf_counter()
        async with http.post(door.url, json=body) as answer:
            content = await answer.read()
            if answer.status != 200:
                raise BotError(
                    f"Expected {door.url} to answer 200, but found {answer.status}."
                )
        durations.append((time.perf_counter() - began) * 1000)
        calls_human = HANDOFF in content.replace(b" ", b"")
        said = TURNS_PER_CONVERSATION if calls_human else said + 1
    return durations
