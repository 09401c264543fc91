"""Keeps the queue moving: signs of life, agents who vanished, automatic assignment."""

from __future__ import annotations

import asyncio
import logging
from datetime import datetime

from sqlalchemy.orm import Session

from bot.contracts.people import Availability
from bot.desk.presence import HEARTBEAT_S
from bot.desk.routing import AtWork, Demand, plan
from bot.desk.routing_policy import Assignment, RoutingPolicy
from bot.gateway.broadcaster import Broadcaster
from bot.gateway.capacity import ANSWERING
from bot.gateway.ownership_service import OwnershipService
from bot.gateway.presence import Presence
from bot.gateway.store_access import AsyncStore
from bot.store.desk_agents import AgentAtDesk, list_desk_agents
from bot.store.held import list_silent
from bot.store.models import utc_now
from bot.store.queue import QueuedHandoff, list_queue
from bot.store.requeues import Queued, find_last_queued
from bot.store.viewers import remove_stale_viewers

logger = logging.getLogger(__name__)


class QueueKeeper:
    """Makes rounds for as long as the gateway runs, and at each change of the queue.

    Attributes:
        watching_since: When this gateway began to hear of agents; until it has
            listened for long enough nobody is gone.
    """

    def __init__(
        self,
        store: AsyncStore,
        broadcaster: Broadcaster,
        presence: Presence,
        ownership: OwnershipService,
        routing: RoutingPolicy,
    ) -> None:
        """Keeps its collaborators, and listens for changes of the queue."""
        self._store = store
        self._broadcaster = broadcaster
        self._presence = presence
        self._ownership = ownership
        self._routing = routing
        self._news = asyncio.Event()
        self._connected: set[int] = set()
        self.watching_since = utc_now()
        broadcaster.on_queue_changed(self._news.set)

    async def run(self) -> None:
        """Makes rounds for ever."""
        self.watching_since = utc_now()
        loop, next_round = asyncio.get_running_loop(), 0.0
        while True:
            self._news.clear()
            try:
                if loop.time() >= next_round:
                    next_round = loop.time() + HEARTBEAT_S
                    await self.make_round()
                await self.assign_waiting()
            except Exception:  # the next round may succeed
                logger.exception("a round of the queue keeper failed")
            # Not `wait_for`: in Python 3.10 it forgets a cancellation that comes
            # together with the news, and the gateway would never stop.
            timer = loop.call_at(next_round, self._news.set)
            try:
                await self._news.wait()
            finally:
                timer.cancel()

    async def make_round(self) -> None:
        """Signs of life, then who gave none."""
        await self._presence.beat()
        for conversation_id in await self._store.write(remove_stale_viewers):
            await self._broadcaster.viewers(conversation_id)
        await self.take_from_gone()
        agents = await self._store.read(list_desk_agents)
        connected = {agent.id for agent in agents if agent.is_connected}
        if connected != self._connected:
            self._connected = connected
            self._broadcaster.agents_changed()

    async def take_from_gone(self) -> int:
        """Puts back what agents hold who are gone; returns how many."""
        silent = await self._store.read(list_silent, self._routing.agent_gone_seconds)
        taken = 0
        for conversation_id, agent_id in silent:
            taken += await self._ownership.take_from_gone(
                conversation_id, agent_id, self.watching_since
            )
        if taken:
            logger.info("%s conversations went back to the queue", taken)
        return taken

    async def assign_waiting(self) -> int:
        """Gives waiting conversations to agents, if that is automatic; how many."""
        if self._routing.assignment is not Assignment.AUTOMATIC:
            return 0
        demands, agents = await self._store.read(_read_work, self._routing)
        at_work = [_at_work(agent) for agent in agents]
        by_id = {agent.id: agent for agent in agents}
        given = 0
        for conversation_id, agent_id in plan(demands, at_work, self._routing):
            agent = by_id[agent_id]
            given += await self._ownership.route(
                conversation_id, agent.username, agent.name
            )
        return given


def _read_work(
    session: Session, policy: RoutingPolicy
) -> tuple[list[Demand], list[AgentAtDesk]]:
    waiting = list_queue(session, policy)
    queued = find_last_queued(session, [item.conversation_id for item in waiting])
    now = utc_now()
    demands = [
        _demand(item, queued.get(item.conversation_id, Queued(item.since)), now)
        for item in waiting
    ]
    return demands, list_desk_agents(session)


def _demand(item: QueuedHandoff, queued: Queued, now: datetime) -> Demand:
    return Demand(
        item.conversation_id,
        (now - queued.at).total_seconds(),
        item.topic,
        item.region,
        item.language,
        item.preferred_agent_id,
        queued.released_by,
    )


def _at_work(agent: AgentAtDesk) -> AtWork:
    is_here = agent.is_connected and agent.availability is Availability.AVAILABLE
    return AtWork(
        agent.id,
        is_here and agent.role in ANSWERING,
        agent.load,
        agent.capacity,
        agent.skills,
        agent.idle_since,
    )
