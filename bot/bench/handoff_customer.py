"""A customer of `bot bench handoff`: one socket, one conversation after another."""

from __future__ import annotations

import asyncio
import contextlib
import time
import uuid
from typing import Any

import socketio

from bot.bench.handoff_log import ACK_LIMIT_S, Log, pause, since
from bot.bench.quick_rasa import WANTS_A_HUMAN
from bot.contracts.modes import Mode, Sender

ANSWER_LIMIT_S = 30.0
# Longest wait for an agent before a customer begins again.
QUEUE_LIMIT_S = 120.0
# Between a customer's messages, in seconds: from, to.
PAUSE_S = (1.0, 3.0)


class Customer:
    """A browser with the widget: one socket, one conversation after another."""

    def __init__(self, log: Log) -> None:
        self._log = log
        self._sio = socketio.AsyncClient(reconnection=False)
        self._answered = asyncio.Event()
        self._mode_changed = asyncio.Event()
        self._mode = Mode.BOT.value
        self._id = ""
        self._sio.on("bot_uttered", self._on_uttered)
        self._sio.on("conversation", self._on_conversation)

    async def connect(self, url: str) -> None:
        """Opens the socket and a first conversation."""
        await self._sio.connect(url, transports=["websocket"])
        await self._open()

    async def disconnect(self) -> None:
        """Closes the socket."""
        await self._sio.disconnect()

    async def _open(self) -> None:
        opened = await self._sio.call("session_request", {}, timeout=ACK_LIMIT_S)
        self._id, self._mode = opened["id"], opened["mode"]

    async def _on_uttered(self, message: dict[str, Any]) -> None:
        if message["sender"] != Sender.SYSTEM.value:
            self._answered.set()

    async def _on_conversation(self, standing: dict[str, Any]) -> None:
        if standing["id"] == self._id:
            self._mode = standing["mode"]
            self._mode_changed.set()

    async def say(self, text: str) -> None:
        """Sends one message and notes how long its acknowledgement takes."""
        message_id = str(uuid.uuid4())
        began = time.perf_counter()
        self._log.said_at[message_id] = began
        if text == WANTS_A_HUMAN:
            self._log.asked_at[self._id] = began
        self._answered.clear()
        said = {"message": text, "message_id": message_id}
        acknowledged = await self._sio.call("user_uttered", said, timeout=ACK_LIMIT_S)
        if "seq" not in acknowledged:
            self._log.refused += 1
            return
        self._log.acks.append(since(began))

    async def play(self, until: float) -> None:
        """Has conversations with the bot, then with agents, until that moment."""
        await pause((0, PAUSE_S[1]))
        while time.perf_counter() < until:
            await self._open()
            await self.say("Bonjour")
            await self._wait_for(self._answered, ANSWER_LIMIT_S)
            await pause(PAUSE_S)
            await self.say(WANTS_A_HUMAN)
            await self._until_mode(Mode.HUMAN)
            while self._mode == Mode.HUMAN.value and time.perf_counter() < until:
                await pause(PAUSE_S)
                if self._mode == Mode.HUMAN.value:  # not closed meanwhile
                    await self.say("Et où en est mon dossier ?")
                    await self._wait_for(self._answered, ANSWER_LIMIT_S)

    async def _until_mode(self, mode: Mode) -> None:
        limit = time.perf_counter() + QUEUE_LIMIT_S
        while self._mode != mode.value and time.perf_counter() < limit:
            self._mode_changed.clear()
            await self._wait_for(self._mode_changed, 1.0)

    @staticmethod
    async def _wait_for(event: asyncio.Event, limit_s: float) -> None:
        with contextlib.suppress(asyncio.TimeoutError):
            await asyncio.wait_for(event.wait(), limit_s)
