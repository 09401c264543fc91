"""Who hears about what. The only module that emits socket events."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from typing import Any

import socketio

from bot.contracts.modes import Sender
from bot.desk.routing_policy import RoutingPolicy, default_routing_policy
from bot.gateway.queue_pace import QUEUE_COALESCE_S, rest_after
from bot.gateway.queue_shapes import read_desk_agents, read_queue, read_viewers
from bot.gateway.shapes import (
    bot_uttered_shape,
    desk_message_shape,
    message_shape,
)
from bot.gateway.standing import read_conversation, read_places, read_standing
from bot.gateway.store_access import AsyncStore
from bot.store.models import Message

logger = logging.getLogger(__name__)

DESK = "/desk"


def customer_room(conversation_id: str) -> str:
    """The room of everyone who holds the conversation's token."""
    return f"customer:{conversation_id}"


def desk_room(conversation_id: str) -> str:
    """The room of the agents who watch the conversation."""
    return f"watch:{conversation_id}"


def agent_room(agent_id: int) -> str:
    """The room of one agent's consoles, whatever they watch."""
    return f"agent:{agent_id}"


class Broadcaster:
    """Tells customers and agents what was stored, after it was stored."""

    def __init__(
        self,
        sio: socketio.AsyncServer,
        store: AsyncStore,
        routing: RoutingPolicy | None = None,
    ) -> None:
        """Keeps the socket server; `run` must be started for the queue's news."""
        self._sio = sio
        self._store = store
        self._routing = routing or default_routing_policy()
        self._queue_changed = asyncio.Event()
        self._agents_changed = asyncio.Event()  # also set with the queue
        self._listeners: list[Callable[[], None]] = []
        self._positions: dict[str, int] = {}

    async def message(self, stored: Message, skip_sid: str | None = None) -> None:
        """A new message, to the customer's tabs and to the agents who watch."""
        shape = message_shape(stored)
        by_customer = stored.sender == Sender.CUSTOMER.value
        await self._sio.emit(
            "customer_uttered" if by_customer else "bot_uttered",
            shape if by_customer else bot_uttered_shape(shape),
            room=customer_room(stored.conversation_id),
            skip_sid=skip_sid,
        )
        await self.desk_message(stored)

    async def desk_message(self, stored: Message) -> None:
        """A message, new or now understood, to the agents who watch."""
        await self._sio.emit(
            "message",
            {"id": stored.conversation_id, "message": desk_message_shape(stored)},
            room=desk_room(stored.conversation_id),
            namespace=DESK,
        )

    async def note(self, conversation_id: str, note: dict[str, Any]) -> None:
        """A private note, to the agents who watch and to nobody else."""
        await self._sio.emit(
            "note",
            {"id": conversation_id, "note": note},
            room=desk_room(conversation_id),
            namespace=DESK,
        )

    async def mention(self, agent_id: int, news: dict[str, Any]) -> None:
        """A note names an agent: to this agent's consoles only."""
        await self._sio.emit("mention", news, room=agent_room(agent_id), namespace=DESK)

    async def read(self, conversation_id: str, by: Sender, seq: int) -> None:
        """One side has read up to `seq`: the other hears of it, and all who watch."""
        if by is Sender.AGENT:
            room = customer_room(conversation_id)
            await self._sio.emit("read", {"seq": seq}, room=room)
        await self._sio.emit(
            "read",
            {"id": conversation_id, "by": by.value, "seq": seq},
            room=desk_room(conversation_id),
            namespace=DESK,
        )

    async def typing(self, conversation_id: str, sender: Sender, typing: bool) -> None:
        """Somebody writes: the customer's side hears of bot and agent, agents of it."""
        data = {"sender": sender.value, "typing": typing}
        if sender is Sender.CUSTOMER:
            await self._sio.emit(
                "typing",
                {"id": conversation_id, **data},
                room=desk_room(conversation_id),
                namespace=DESK,
            )
        else:
            await self._sio.emit("typing", data, room=customer_room(conversation_id))

    async def conversation(self, conversation_id: str) -> None:
        """The conversation's mode, position or agent changed."""
        known = self._positions.get(conversation_id)
        standing = await self._store.read(read_standing, conversation_id)
        if standing is None:
            return
        to_customer, to_agents = standing
        if to_customer["position"]:
            # The queue may be told later than this: he must hear when he moves up.
            if self._positions.get(conversation_id) != known:
                self.queue_changed()  # told while we read: ours may be the older place
            self._positions[conversation_id] = to_customer["position"]
        room = customer_room(conversation_id)
        await self._sio.emit("conversation", to_customer, room=room)
        await self._sio.emit(
            "conversation",
            to_agents,
            room=desk_room(conversation_id),
            namespace=DESK,
        )

    async def conversation_to(self, sid: str, conversation_id: str) -> None:
        """Where the conversation stands, to one socket that just arrived."""
        shape = await self._store.read(read_conversation, conversation_id)
        if shape is not None:
            await self._sio.emit("conversation", shape, to=sid)

    async def replay(self, sid: str, messages: list[Message]) -> None:
        """Messages that one socket missed, in their order."""
        for stored in messages:
            shape = message_shape(stored)
            if stored.sender == Sender.CUSTOMER.value:
                await self._sio.emit("customer_uttered", shape, to=sid)
            else:
                await self._sio.emit("bot_uttered", bot_uttered_shape(shape), to=sid)

    async def queue_to(self, sid: str) -> None:
        """The desk's lists, to one agent who just arrived."""
        queue = await self._store.read(read_queue, self._routing)
        await self._sio.emit("queue", queue, to=sid, namespace=DESK)
        agents = await self._store.read(read_desk_agents, self._routing)
        await self._sio.emit("agents", agents, to=sid, namespace=DESK)

    async def viewers(self, conversation_id: str) -> None:
        """Somebody began or ceased to look at a conversation, to every agent."""
        viewers = await self._store.read(read_viewers, conversation_id)
        data = {"id": conversation_id, "viewers": viewers}
        await self._sio.emit("viewers", data, namespace=DESK)

    def on_queue_changed(self, listener: Callable[[], None]) -> None:
        """Calls this, too, when the queue, or who works, changes here."""
        self._listeners.append(listener)

    def queue_changed(self) -> None:
        """Asks for the desk's lists to be told soon."""
        self._queue_changed.set()
        self.agents_changed()

    def agents_changed(self) -> None:
        """Asks for who is at work to be told soon."""
        self._agents_changed.set()
        for listener in self._listeners:
            listener()

    async def run(self) -> None:
        """Tells every agent of a changed queue, and waiting customers their place."""
        clock = asyncio.get_running_loop().time
        rest_s = QUEUE_COALESCE_S
        while True:
            await self._agents_changed.wait()
            await asyncio.sleep(rest_s)
            has_moved = self._queue_changed.is_set()
            self._queue_changed.clear()
            self._agents_changed.clear()
            began = clock()
            try:
                if has_moved:
                    await self._tell_queue()
                await self._tell_agents()
            except Exception:  # the loop must outlive one bad read
                logger.exception("the queue could not be told")
            rest_s = rest_after(clock() - began)

    async def _tell_agents(self) -> None:
        agents = await self._store.read(read_desk_agents, self._routing)
        await self._sio.emit("agents", agents, namespace=DESK)

    async def _tell_queue(self) -> None:
        known = dict(self._positions)
        queue = await self._store.read(read_queue, self._routing)
        await self._sio.emit("queue", queue, namespace=DESK)
        places = {item["id"]: i for i, item in enumerate(queue["waiting"], 1)}
        # Whoever was told a place while we read keeps it: ours may be the older one,
        # and the change that told him asks for the queue once more.
        settled = {
            key
            for key in {*known, *places}
            if self._positions.get(key) == known.get(key)
        }
        moved = {
            key: place
            for key, place in places.items()
            if key in settled and known.get(key, place) != place
        }
        for key in settled - places.keys():
            self._positions.pop(key, None)
        self._positions.update({key: places[key] for key in settled & places.keys()})
        for shape in await self._store.read(read_places, moved) if moved else []:
            room = customer_room(shape["id"])
            await self._sio.emit("conversation", shape, room=room)
