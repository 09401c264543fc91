"""An agent of `bot bench handoff`: a console without a face."""

from __future__ import annotations

import asyncio
import random
import time
import uuid
from typing import Any

import aiohttp
import socketio

from bot.bench.handoff_log import ACK_LIMIT_S, Log, pause, since
from bot.contracts.modes import Mode, Sender

# Words to an agent before the agent closes the conversation.
QUESTIONS_PER_HANDOFF = 3
# Before an agent acts, in seconds: from, to.
PAUSE_S = (0.3, 1.0)
CAPACITY = 4
# Agents who look at the same list do not all take its first line.
CHOICES = 8


class DeskAgent:
    """An agent's console: hears of the queue, takes conversations and answers."""

    def __init__(self, username: str, token: str, log: Log) -> None:
        self._username = username
        self._token = token
        self._log = log
        self._sio = socketio.AsyncClient(reconnection=False)
        self._http: aiohttp.ClientSession | None = None
        self._api = ""
        self._queue: dict[str, Any] = {"waiting": [], "active": []}
        self._seen: set[str] = set()
        self._held: dict[str, int] = {}  # conversation → questions answered
        self._taken: set[str] = set()  # held now or before
        self._heard: set[str] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self._sio.on("queue", self._on_queue, namespace="/desk")
        self._sio.on("message", self._on_message, namespace="/desk")

    async def connect(self, url: str) -> None:
        """Opens the socket."""
        self._api = f"{url}/api/v1/desk/conversations"
        headers = {"Authorization": f"Bearer {self._token}"}
        self._http = aiohttp.ClientSession(headers=headers)
        await self._sio.connect(
            url,
            transports=["websocket"],
            namespaces=["/desk"],
            auth={"token": self._token},
        )

    async def disconnect(self) -> None:
        """Closes the socket and drops what is half done."""
        for task in list(self._tasks):
            task.cancel()
        await self._sio.disconnect()
        if self._http is not None:
            await self._http.close()

    async def _on_queue(self, queue: dict[str, Any]) -> None:
        self._queue = queue
        for item in [*queue["waiting"], *queue["active"]]:
            key = item["id"]
            if key not in self._seen:
                self._seen.add(key)
                if key in self._log.asked_at:
                    self._log.items.append(since(self._log.asked_at[key]))
                    self._log.listed.add(key)

    async def _on_message(self, data: dict[str, Any]) -> None:
        message = data["message"]
        key = message["message_id"]
        if message["sender"] != Sender.CUSTOMER.value or key in self._heard:
            return
        self._heard.add(key)
        if key in self._log.said_at:
            self._log.messages.append(since(self._log.said_at[key]))
        if data["id"] in self._held:
            self._start(self._answer(data["id"]))

    def _start(self, work: Any) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def play(self, until: float) -> None:
        """Takes conversations whenever there is room, until that moment."""
        while time.perf_counter() < until:
            await pause(PAUSE_S)
            for given in self._given_unasked():
                await self._take_up(given)
            waiting = [item["id"] for item in self._queue["waiting"][:CHOICES]]
            if waiting and len(self._held) < CAPACITY:
                chosen = random.choice(waiting)
                if await self._does(chosen, "claim"):
                    await self._take_up(chosen)

    def _given_unasked(self) -> list[str]:
        return [
            item["id"]
            for item in self._queue["active"]
            if item["agent"]["username"] == self._username
            and item["mode"] == Mode.HUMAN.value
            and item["id"] not in self._taken
        ]

    async def _take_up(self, conversation_id: str) -> None:
        self._held[conversation_id] = 0
        self._taken.add(conversation_id)
        await self._sio.call(
            "watch", {"id": conversation_id}, namespace="/desk", timeout=ACK_LIMIT_S
        )
        await self._says(conversation_id, "Bonjour, je regarde votre dossier.")

    async def _answer(self, conversation_id: str) -> None:
        await pause(PAUSE_S)
        if conversation_id not in self._held:
            return
        await self._says(conversation_id, "Voici ce que je vois.")
        self._held[conversation_id] += 1
        if self._held[conversation_id] >= QUESTIONS_PER_HANDOFF:
            await self._does(conversation_id, "close")
            del self._held[conversation_id]
            data = {"id": conversation_id}
            await self._sio.emit("unwatch", data, namespace="/desk")

    async def _says(self, conversation_id: str, text: str) -> None:
        body = {"message_id": str(uuid.uuid4()), "text": text}
        if not await self._does(conversation_id, "messages", body):
            self._log.refused += 1

    async def _does(self, conversation_id: str, what: str, body: Any = None) -> bool:
        assert self._http is not None
        url = f"{self._api}/{conversation_id}/{what}"
        async with self._http.post(url, json=body) as answer:
            await answer.read()
            return answer.status == 200
