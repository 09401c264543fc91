"""Conversations given, taken over and lost: store first, then everyone concerned."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from bot.desk.routing_policy import RoutingPolicy
from bot.errors import Refused
from bot.gateway import ownership_changes
from bot.gateway.broadcaster import Broadcaster
from bot.gateway.ownership_changes import Told
from bot.gateway.standing import read_conversation
from bot.gateway.store_access import AsyncStore
from bot.gateway.wording import AGENT_ASSIGNED, AGENT_JOINED, AGENT_LEFT, Wording
from bot.store.agents import AgentIdentity


class OwnershipService:
    """What supervisors and the gateway itself do to who holds a conversation."""

    def __init__(
        self,
        store: AsyncStore,
        broadcaster: Broadcaster,
        wording: Wording,
        routing: RoutingPolicy,
    ) -> None:
        """Keeps its collaborators."""
        self._store = store
        self._broadcaster = broadcaster
        self._wording = wording
        self._routing = routing

    async def take_over(
        self, conversation_id: str, supervisor: AgentIdentity
    ) -> dict[str, Any]:
        """Makes a supervisor the one who writes.

        Raises:
            Refused: 404 unknown; 409 nobody holds it, or he does already.
        """
        words = self._wording.say(AGENT_JOINED, agent=supervisor.name)
        told = await self._store.write(
            ownership_changes.take_over, conversation_id, supervisor, words
        )
        return await self._tell(conversation_id, told)

    async def join(
        self, conversation_id: str, supervisor: AgentIdentity
    ) -> dict[str, Any]:
        """Lists a supervisor as taking part, by private notes.

        Raises:
            Refused: 404 unknown; 409 nobody holds it, or he does himself.
        """
        await self._store.write(ownership_changes.join, conversation_id, supervisor)
        await self._broadcaster.viewers(conversation_id)
        return await self._standing(conversation_id)

    async def assign(
        self, conversation_id: str, supervisor: AgentIdentity, to: str
    ) -> dict[str, Any]:
        """Gives a conversation to an agent.

        Raises:
            Refused: 404 unknown conversation or agent; 409 he is not connected, holds
                it already, or nobody has been called.
        """
        words = self._wording.say(AGENT_ASSIGNED)
        told = await self._store.write(
            ownership_changes.assign, conversation_id, supervisor, to, words
        )
        return await self._tell(conversation_id, told)

    async def route(self, conversation_id: str, username: str, name: str) -> bool:
        """Gives a waiting conversation to an agent, if that is still possible."""
        words = self._wording.say(AGENT_ASSIGNED, agent=name)
        told = await self._store.write(
            ownership_changes.route, conversation_id, username, words
        )
        if told is not None:
            await self._tell(conversation_id, told)
        return told is not None

    async def take_from_gone(
        self, conversation_id: str, agent_id: int, watching_since: datetime
    ) -> bool:
        """Puts a conversation back into the queue if its agent is really gone."""
        told = await self._store.write(
            ownership_changes.take_from_gone,
            conversation_id,
            agent_id,
            self._wording.say(AGENT_LEFT, agent=""),
            gone_after_s=self._routing.agent_gone_seconds,
            watching_since=watching_since,
        )
        if told is not None:
            await self._tell(conversation_id, told)
        return told is not None

    async def _tell(self, conversation_id: str, told: Told) -> dict[str, Any]:
        await self._broadcaster.message(told[1])
        await self._broadcaster.conversation(conversation_id)
        await self._broadcaster.viewers(conversation_id)
        self._broadcaster.queue_changed()
        return await self._standing(conversation_id)

    async def _standing(self, conversation_id: str) -> dict[str, Any]:
        shape = await self._store.read(read_conversation, conversation_id)
        if shape is None:
            raise Refused(
                404, "unknown_conversation", "Cette conversation n’existe pas."
            )
        return {key: shape[key] for key in ("id", "mode", "agent")}
