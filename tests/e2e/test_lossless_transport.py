"""1,000 messages through a gateway that is killed, over sockets that drop.

The gateway is a real process on a real database; Rasa is scripted. Nothing that was
acknowledged may be lost, doubled or out of order, whatever drops when.
"""

from __future__ import annotations

import asyncio
import os
import random
import uuid
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import aiohttp
import pytest
import socketio
from aiohttp.test_utils import TestServer

from bot.store import migrate
from tests.e2e.gateway_process import Gateway, free_port
from tests.gateway.fake_rasa import TOKEN, FakeRasa

pytestmark = [pytest.mark.e2e, pytest.mark.slow, pytest.mark.timeout(480)]

CUSTOMERS = 20
MESSAGES_EACH = 50
KILLS = 3
DROP_PROBABILITY = 0.06
SETTLE_S = 180.0  # a thousand turns, on a machine that does other things too


@pytest.fixture
async def fake_rasa() -> AsyncIterator[FakeRasa]:
    fake = FakeRasa()
    fake.delay_s = 0.005
    server = TestServer(fake.app())
    await server.start_server()
    fake.url = str(server.make_url("")).rstrip("/")
    yield fake
    await server.close()


@pytest.fixture
async def gateway(fake_rasa: FakeRasa, tmp_path: Path) -> AsyncIterator[Gateway]:
    port = free_port()
    url = f"sqlite:///{tmp_path}/store.db"
    migrate.upgrade(url)
    environ = {
        **os.environ,
        "BOT_PORT": str(port),
        "BOT_VAR_DIR": str(tmp_path),
        "BOT_DATABASE_URL": url,
        "BOT_RASA_URL": fake_rasa.url,
        "BOT_RASA_TOKEN": TOKEN,
        "BOT_INSTANCE": "under-test",
        "BOT_LOG_LEVEL": "ERROR",
        "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
    }
    running = Gateway(environ, port)
    await running.start()
    yield running
    await running.stop()


@dataclass
class Customer:
    """Sends numbered messages one after the other until each is acknowledged."""

    url: str
    dice: random.Random
    token: str = ""
    id: str = ""
    acknowledged: list[tuple[str, int]] = field(default_factory=list)
    shown: dict[int, dict[str, Any]] = field(default_factory=dict)
    repeats_of_other_text: int = 0
    sio: socketio.AsyncClient | None = None

    def _hear(self, message: dict[str, Any]) -> None:
        seq = message["seq"]
        if seq in self.shown and self.shown[seq] != message:
            self.repeats_of_other_text += 1
        self.shown[seq] = message

    async def connect(self) -> None:
        while True:
            sio = socketio.AsyncClient(reconnection=False)
            sio.on("bot_uttered", self._hear)
            sio.on("customer_uttered", self._hear)
            try:
                await sio.connect(self.url, transports=["websocket"])
                if self.token:
                    after = self._last_contiguous()
                    asked = {"token": self.token, "after_seq": after}
                    resumed = await sio.call("resume", asked, timeout=5)
                    assert resumed["id"] == self.id, resumed
                else:
                    opened = await sio.call("session_request", {}, timeout=5)
                    self.token, self.id = opened["token"], opened["id"]
            except (socketio.exceptions.SocketIOError, OSError, KeyError):
                await self._drop(sio)
                await asyncio.sleep(0.2)
                continue
            self.sio = sio
            return

    def _last_contiguous(self) -> int:
        seq = 0
        while seq + 1 in self.shown:
            seq += 1
        return seq

    async def _drop(self, sio: socketio.AsyncClient) -> None:
        try:
            await sio.disconnect()
        except (socketio.exceptions.SocketIOError, OSError):
            pass

    async def say(self, text: str) -> None:
        message_id = str(uuid.uuid4())
        while True:
            if self.sio is None or not self.sio.connected:
                await self.connect()
            assert self.sio is not None
            said = {"message": text, "message_id": message_id}
            try:
                if self.dice.random() < DROP_PROBABILITY:
                    await self.sio.emit("user_uttered", said)
                    await self._drop(self.sio)  # before the acknowledgement
                    continue
                answer = await self.sio.call("user_uttered", said, timeout=5)
                assert "seq" in answer, answer
                self.acknowledged.append((message_id, answer["seq"]))
                return
            except (socketio.exceptions.SocketIOError, OSError, TypeError):
                await self._drop(self.sio)

    async def live(self) -> None:
        for i in range(MESSAGES_EACH):
            await self.say(f"message {i}")


async def test_no_message_is_lost_doubled_or_out_of_order(
    gateway: Gateway, fake_rasa: FakeRasa
) -> None:
    dice = random.Random(20200505)
    customers = [
        Customer(gateway.url, random.Random(dice.random())) for _ in range(CUSTOMERS)
    ]
    lives = asyncio.gather(*(customer.live() for customer in customers))
    for _ in range(KILLS):
        await asyncio.sleep(1 + dice.random())
        await gateway.kill()
        await gateway.start()
    await lives
    for customer in customers:
        stored = await _settled(gateway, customer)
        _check(customer, stored)
    assert fake_rasa.most_at_once == 1


async def _settled(gateway: Gateway, customer: Customer) -> list[dict[str, Any]]:
    """All messages, once every turn is answered and shown."""
    await customer.connect()
    headers = {"Authorization": f"Bearer {customer.token}"}
    url = f"{gateway.url}/api/v1/conversations/{customer.id}/messages"
    messages: list[dict[str, Any]] = []
    async with aiohttp.ClientSession(headers=headers) as session:
        for _ in range(int(SETTLE_S / 0.1)):
            async with session.get(url) as response:
                messages = (await response.json())["messages"]
            complete = len(messages) == 2 * MESSAGES_EACH
            if complete and len(customer.shown) >= MESSAGES_EACH:
                break
            await asyncio.sleep(0.1)
    await asyncio.sleep(0.1)
    assert customer.sio is not None
    await customer.sio.disconnect()
    return messages


def _check(customer: Customer, stored: list[dict[str, Any]]) -> None:
    assert [m["seq"] for m in stored] == list(range(1, 2 * MESSAGES_EACH + 1))
    said = [m for m in stored if m["sender"] == "customer"]
    assert [(m["message_id"], m["seq"]) for m in said] == customer.acknowledged
    assert [m["text"] for m in said] == [f"message {i}" for i in range(MESSAGES_EACH)]
    answers = [m["text"] for m in stored if m["sender"] == "bot"]
    expected = [f"Écho : message {i}" for i in range(MESSAGES_EACH)]
    assert answers == expected
    by_seq = {m["seq"]: m for m in stored}
    assert customer.repeats_of_other_text == 0
    for seq, message in customer.shown.items():
        assert message["text"] == by_seq[seq]["text"]
    # Everything that others said was heard, live or by `resume`.
    assert set(customer.shown) >= {m["seq"] for m in stored if m["sender"] == "bot"}
