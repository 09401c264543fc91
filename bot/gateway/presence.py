"""Whose console is open on this gateway, and which conversations are looked at.

What is true here is written into the store, with a time: other gateways read it there,
and when this one dies its agents simply cease to give signs.
"""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy.orm import Session

from bot.gateway.broadcaster import Broadcaster
from bot.gateway.store_access import AsyncStore
from bot.store.desk_agents import mark_seen
from bot.store.viewers import add_viewer, mark_viewing, remove_viewer


class Presence:
    """The sockets of agents on this gateway."""

    def __init__(self, store: AsyncStore, broadcaster: Broadcaster) -> None:
        """Keeps its collaborators; nobody is here yet."""
        self._store = store
        self._broadcaster = broadcaster
        self._agents: dict[str, int] = {}  # by socket
        self._watched: dict[str, set[str]] = {}  # conversations, by socket

    async def arrive(self, sid: str, agent_id: int) -> None:
        """A console was opened."""
        self._agents[sid] = agent_id
        self._watched[sid] = set()
        await self._store.write(mark_seen, {agent_id})
        self._broadcaster.agents_changed()

    async def leave(self, sid: str) -> None:
        """A console was closed, or its network is gone."""
        agent_id = self._agents.pop(sid, None)
        watched = self._watched.pop(sid, set())
        if agent_id is None:
            return
        for conversation_id in watched:
            await self._forget(conversation_id, agent_id)
        self._broadcaster.agents_changed()

    async def look(self, sid: str, conversation_id: str) -> None:
        """An agent opened a conversation."""
        agent_id = self._agents.get(sid)
        if agent_id is None or conversation_id in self._watched[sid]:
            return
        self._watched[sid].add(conversation_id)
        if await self._store.write(add_viewer, conversation_id, agent_id):
            await self._broadcaster.viewers(conversation_id)

    async def look_away(self, sid: str, conversation_id: str) -> None:
        """An agent left a conversation."""
        agent_id = self._agents.get(sid)
        if agent_id is None or conversation_id not in self._watched[sid]:
            return
        self._watched[sid].discard(conversation_id)
        await self._forget(conversation_id, agent_id)

    async def beat(self) -> None:
        """Writes down that everybody here is still here."""
        if self._agents:
            agents = set(self._agents.values())
            await self._store.write(_write_signs, agents, self._views())

    def _views(self) -> set[tuple[str, int]]:
        return {
            (conversation_id, self._agents[sid])
            for sid, watched in self._watched.items()
            for conversation_id in watched
        }

    async def _forget(self, conversation_id: str, agent_id: int) -> None:
        if (conversation_id, agent_id) in self._views():
            return  # he has it open in another tab
        if await self._store.write(remove_viewer, conversation_id, agent_id):
            await self._broadcaster.viewers(conversation_id)


def _write_signs(
    session: Session, agents: Iterable[int], views: Iterable[tuple[str, int]]
) -> None:
    mark_seen(session, set(agents))
    mark_viewing(session, views)
