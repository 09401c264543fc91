"""A stand-in for Rasa that answers at once: `python -m bot.bench.quick_rasa PORT`.

What is measured with it is the gateway, the store and the sockets. It speaks the turn
channel of `bot.contracts.turns`, and calls a human for `WANTS_A_HUMAN`.
"""

from __future__ import annotations

import asyncio
import hmac
import sys
from typing import Any

from aiohttp import web

from bot.contracts.escalation import EscalationReason
from bot.contracts.turns import (
    FORGET_PATH,
    HAND_BACK_PATH,
    HEALTH_PATH,
    OBSERVE_PATH,
    TURN_PATH,
    TurnRequest,
)
from bot.settings import load_settings

# The trained bot understands it too.
WANTS_A_HUMAN = "Je voudrais parler à un conseiller"
# As long as a quick turn of the real one takes.
THINKS_S = 0.01


def _reading(intent: str) -> dict[str, Any]:
    return {
        "intent": intent,
        "confidence": 0.9,
        "ranking": [{"name": intent, "confidence": 0.9}],
        "entities": [],
        "sentiment": {
            "polarity": 0.0,
            "label": "neutral",
            "probability": 0.9,
            "probabilities": {},
        },
    }


def _answer(turn: TurnRequest) -> dict[str, Any]:
    messages: list[dict[str, Any]] = [{"text": f"Écho : {turn.text}"}]
    wants = turn.text == WANTS_A_HUMAN
    if wants:
        reason = EscalationReason.REQUESTED.value
        signal = {"rule": "requested", "value": 0.9, "threshold": 0.5}
        notice = {"type": "handoff", "reason": reason, "signals": [signal]}
        messages.append({"custom": notice})
    nlu = _reading("ask_human" if wants else "greet")
    return {"messages": messages, "nlu": nlu, "failed_actions": []}


def create_app(token: str) -> web.Application:
    """Builds the stand-in; it answers who shows the token."""

    async def health(request: web.Request) -> web.Response:
        return web.json_response({})

    async def turn(request: web.Request) -> web.Response:
        shown = request.headers.get("Authorization", "")
        if not hmac.compare_digest(shown, f"Bearer {token}"):
            return web.json_response({}, status=401)
        asked = TurnRequest.parse_obj(await request.json())
        await asyncio.sleep(THINKS_S)
        return web.json_response(_answer(asked))

    async def learn(request: web.Request) -> web.Response:
        return web.json_response({"learned": 0})

    app = web.Application()
    app.router.add_get(HEALTH_PATH, health)
    app.router.add_post(TURN_PATH, turn)
    app.router.add_post(OBSERVE_PATH, turn)
    app.router.add_post(HAND_BACK_PATH, learn)
    app.router.add_post(FORGET_PATH, learn)
    return app


def main() -> None:
    """Serves on loopback until a signal says stop."""
    web.run_app(
        create_app(load_settings().rasa_token or ""),
        host="127.0.0.1",
        port=int(sys.argv[1]),
        access_log=None,
        print=lambda *_: None,
    )


if __name__ == "__main__":
    main()
