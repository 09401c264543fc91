"""Rasa's turn channel, scripted: what the gateway's tests talk to."""

from __future__ import annotations

import asyncio
from collections import deque
from typing import Any

from aiohttp import web

from bot.contracts.turns import (
    FORGET_PATH,
    HAND_BACK_PATH,
    HEALTH_PATH,
    OBSERVE_PATH,
    TURN_PATH,
    HandBackRequest,
    TurnRequest,
)

TOKEN = "a-secret-for-tests-only"


def nlu(
    intent: str = "ask_rate", confidence: float = 0.9, polarity: float = 0.0
) -> Any:
    return {
        "intent": intent,
        "confidence": confidence,
        "ranking": [{"name": intent, "confidence": confidence}],
        "entities": [],
        "sentiment": {
            "polarity": polarity,
            "label": "angry" if polarity < -0.5 else "neutral",
            "probability": 0.9,
            "probabilities": {},
        },
    }


def answer(*texts: str, handoff: str | None = None, **more: Any) -> dict[str, Any]:
    messages: list[dict[str, Any]] = [{"text": text} for text in texts]
    if handoff:
        signal = {"rule": "strong_negative", "value": -0.9, "threshold": -0.6}
        custom = {"type": "handoff", "reason": handoff, "signals": [signal]}
        messages.append({"custom": custom})
    return {"messages": messages, "nlu": nlu(), "failed_actions": [], **more}


class FakeRasa:
    """Answers turns from a script, else by repeating them; remembers what it saw."""

    def __init__(self) -> None:
        self.script: deque[Any] = deque()
        self.turns: list[TurnRequest] = []
        self.observed: list[TurnRequest] = []
        self.handed_back: list[HandBackRequest] = []
        self.forgotten: list[str] = []
        self.delay_s = 0.0
        self.mood = 0.0  # polarity of what is said to a human
        self.down = False
        self.at_work: dict[str, int] = {}
        self.most_at_once = 0
        self.known: dict[str, Any] = {}

    def will(self, *answers: Any) -> None:
        """Scripts the next answers; an int is an HTTP status, a str a raw body."""
        self.script.extend(answers)

    def app(self) -> web.Application:
        app = web.Application()
        app.router.add_post(TURN_PATH, self._turn)
        app.router.add_post(OBSERVE_PATH, self._observe)
        app.router.add_post(HAND_BACK_PATH, self._hand_back)
        app.router.add_post(FORGET_PATH, self._forget)
        app.router.add_get(HEALTH_PATH, self._health)
        app.router.add_get("/health", self._health)
        return app

    async def _health(self, request: web.Request) -> web.Response:
        return web.json_response({}, status=503 if self.down else 200)

    async def _turn(self, request: web.Request) -> web.Response:
        if request.headers.get("Authorization") != f"Bearer {TOKEN}":
            return web.json_response({}, status=401)
        if self.down:
            return web.json_response({}, status=503)
        turn = TurnRequest.parse_obj(await request.json())
        if turn.retry and turn.message_id in self.known:
            return web.json_response(self.known[turn.message_id])
        self.turns.append(turn)
        busy = self.at_work.get(turn.conversation_id, 0) + 1
        self.at_work[turn.conversation_id] = busy
        self.most_at_once = max(self.most_at_once, busy)
        try:
            await asyncio.sleep(self.delay_s)
        finally:
            self.at_work[turn.conversation_id] -= 1
        found = self.script.popleft() if self.script else answer(f"Écho : {turn.text}")
        if isinstance(found, int):
            return web.json_response({"error": "scripted"}, status=found)
        if isinstance(found, str):
            return web.Response(text=found, content_type="application/json")
        self.known[turn.message_id] = found
        return web.json_response(found)

    async def _observe(self, request: web.Request) -> web.Response:
        if self.down:
            return web.json_response({}, status=503)
        self.observed.append(TurnRequest.parse_obj(await request.json()))
        return web.json_response(answer(nlu=nlu(polarity=self.mood)))

    async def _forget(self, request: web.Request) -> web.Response:
        self.forgotten.append((await request.json())["conversation_id"])
        return web.json_response({})

    async def _hand_back(self, request: web.Request) -> web.Response:
        if self.down:
            return web.json_response({}, status=503)
        self.handed_back.append(HandBackRequest.parse_obj(await request.json()))
        return web.json_response({"learned": 0})
