"""The two loads: a busy desk, then a crowd that is connected and mostly silent."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass

from bot.bench.handoff_agent import DeskAgent
from bot.bench.handoff_customer import Customer
from bot.bench.handoff_log import Log
from bot.bench.handoff_processes import Stage

# Arrivals a second: a crowd does not come in one instant.
ARRIVALS_PER_S = 40.0
# What was said last may still be on its way.
LAST_WORDS_S = 3.0


@dataclass(frozen=True)
class Load:
    """How many people do what, and for how long.

    Attributes:
        customers: Of the busy desk.
        crowd: Customers connected at once in the second part.
        rate: Messages a second of the whole crowd, each from the next customer.
        seconds: Duration of each part.
    """

    customers: int
    crowd: int
    rate: float
    seconds: float


@dataclass(frozen=True)
class Played:
    """What one part gave.

    Attributes:
        log: Everything that was timed.
        cpu_s: Processor seconds of the gateway.
        elapsed_s: Seconds it took.
    """

    log: Log
    cpu_s: float
    elapsed_s: float


@asynccontextmanager
async def _desk(stage: Stage, log: Log) -> AsyncIterator[list[DeskAgent]]:
    agents = [DeskAgent(username, token, log) for username, token in stage.agents]
    try:
        for agent in agents:
            await agent.connect(stage.url)
        yield agents
    finally:
        await asyncio.gather(*(agent.disconnect() for agent in agents))


@asynccontextmanager
async def _arrived(stage: Stage, customers: Sequence[Customer]) -> AsyncIterator[None]:
    try:
        for customer in customers:
            await customer.connect(stage.url)
            await asyncio.sleep(1 / ARRIVALS_PER_S)
        yield
    finally:
        await asyncio.gather(*(customer.disconnect() for customer in customers))


async def play_desk(stage: Stage, load: Load, cpu_s: Callable[[], float]) -> Played:
    """Customers talk, call for a human, talk to agents, and begin again.

    Raises:
        BotError: The gateway died.
    """
    log = Log()
    customers = [Customer(log) for _ in range(load.customers)]
    async with _desk(stage, log) as agents, _arrived(stage, customers):
        cpu_before, began = cpu_s(), time.perf_counter()
        until = began + load.seconds
        plays = [agent.play(until) for agent in agents]
        plays += [customer.play(until) for customer in customers]
        tasks = [asyncio.create_task(play) for play in plays]
        done, late = await asyncio.wait(tasks, timeout=load.seconds + LAST_WORDS_S)
        for task in late:  # waits for an agent who went home
            task.cancel()
        await asyncio.gather(*late, return_exceptions=True)
        for task in done:
            task.result()
        return Played(log, cpu_s() - cpu_before, time.perf_counter() - began)


async def play_crowd(stage: Stage, load: Load, cpu_s: Callable[[], float]) -> Played:
    """Everybody is connected; one after the other says something to the bot.

    Messages leave at fixed moments, however late the answers are.
    """
    log = Log()
    customers = [Customer(log) for _ in range(load.crowd)]
    async with _desk(stage, log), _arrived(stage, customers):
        cpu_before, began = cpu_s(), time.perf_counter()
        said = []
        for number in range(int(load.seconds * load.rate)):
            await asyncio.sleep(began + number / load.rate - time.perf_counter())
            customer = customers[number % len(customers)]
            said.append(asyncio.create_task(customer.say("Quel est le taux ?")))
        await asyncio.gather(*said)
        return Played(log, cpu_s() - cpu_before, time.perf_counter() - began)
