"""Who is told which place, when the queue is read while somebody joins it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import pytest

from bot.gateway.broadcaster import Broadcaster, customer_room
from bot.gateway.queue_shapes import read_queue
from bot.gateway.standing import read_places, read_standing

FIRST, SECOND = "premier", "second"


class Store:
    """Answers from a list of waiting customers, and may be interrupted at a read."""

    def __init__(self, waiting: list[str]) -> None:
        self.waiting = waiting
        self.during: dict[Any, Callable[[], Any]] = {}

    async def read(self, function: Any, *args: Any) -> Any:
        answer = self._answer(function, *args)
        interruption = self.during.pop(function, None)
        if interruption is not None:
            await interruption()
        return answer

    def _answer(self, function: Any, *args: Any) -> Any:
        if function is read_queue:
            return {"waiting": [{"id": key} for key in self.waiting]}
        if function is read_standing:
            place = self.waiting.index(args[0]) + 1
            return {"id": args[0], "position": place}, {"id": args[0]}
        if function is read_places:
            return [{"id": key, "position": place} for key, place in args[0].items()]
        return []


class Sockets:
    """Remembers the last place that each customer was told."""

    def __init__(self) -> None:
        self.places: dict[str, int] = {}

    async def emit(self, event: str, data: Any, room: str = "", **_: Any) -> None:
        if event == "conversation" and room.startswith("customer:"):
            self.places[room] = data["position"]


@pytest.fixture
async def desk():
    store, sockets = Store([FIRST]), Sockets()
    broadcaster = Broadcaster(sockets, store)
    told = asyncio.create_task(broadcaster.run())
    yield store, sockets, broadcaster
    told.cancel()


async def _until(place: int, sockets: Sockets) -> None:
    while sockets.places.get(customer_room(SECOND)) != place:
        await asyncio.sleep(0.01)


async def test_who_joins_while_the_queue_is_read_hears_that_he_moves_up(desk) -> None:
    store, sockets, broadcaster = desk
    done = asyncio.Event()

    async def joins() -> None:
        store.waiting = [FIRST, SECOND]
        await broadcaster.conversation(SECOND)
        done.set()

    store.during[read_queue] = joins
    broadcaster.queue_changed()
    await asyncio.wait_for(done.wait(), 20)
    assert sockets.places[customer_room(SECOND)] == 2
    store.waiting = [SECOND]
    broadcaster.queue_changed()
    await asyncio.wait_for(_until(1, sockets), 20)


async def test_a_place_read_before_the_queue_moved_is_corrected(desk) -> None:
    store, sockets, broadcaster = desk
    store.waiting = [FIRST, SECOND]
    await broadcaster.conversation(SECOND)

    async def moves_up() -> None:
        store.waiting = [SECOND]
        broadcaster.queue_changed()
        await asyncio.wait_for(_until(1, sockets), 20)

    store.during[read_standing] = moves_up
    await broadcaster.conversation(SECOND)
    assert sockets.places[customer_room(SECOND)] == 2  # the older place, told last
    await asyncio.wait_for(_until(1, sockets), 20)


async def test_who_left_the_queue_is_forgotten(desk) -> None:
    store, _, broadcaster = desk
    store.waiting = [FIRST, SECOND]
    await broadcaster.conversation(SECOND)
    store.waiting = []
    broadcaster.queue_changed()
    while broadcaster._positions:  # what would grow for ever
        await asyncio.sleep(0.01)
