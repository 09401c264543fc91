"""`bot chat`: a customer's conversation in the terminal, over the public HTTP API."""

from __future__ import annotations

import asyncio
import contextlib
import sys
import uuid
from collections.abc import Mapping
from typing import Any

import aiohttp

from bot.errors import BotError
from bot.settings import load_settings

POLL_S = 1.0
TIMEOUT_S = 30.0
REASONS: Mapping[str, str] = {
    "requested": "demandé par le client",
    "low_confidence": "message mal compris",
    "repeated_fallback": "plusieurs messages mal compris",
    "negative_sentiment": "client mécontent",
    "distress": "client en détresse",
    "sensitive_topic": "sujet sensible",
    "action_failed": "une action a échoué",
    "bot_unavailable": "le robot ne répond pas",
    "designer_rule": "règle des concepteurs",
}


class GatewayRefused(BotError):
    """The gateway does not run or refused a request."""


def run_chat(url: str | None) -> int:
    """Talks until an empty line, end of input or Ctrl-C.

    Raises:
        GatewayRefused: The gateway cannot be reached.
    """
    address = (url or load_settings().public_url).rstrip("/")
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(_chat(address))
    return 0


async def _chat(address: str) -> None:
    timeout = aiohttp.ClientTimeout(total=TIMEOUT_S)
    async with aiohttp.ClientSession(timeout=timeout) as http:
        chat = Chat(http, address)
        await chat.open()
        _say("Écrivez comme le ferait un client ; une ligne vide termine.")
        listening = asyncio.create_task(chat.listen())
        try:
            while line := (await asyncio.to_thread(_read_line)).strip():
                await chat.send(line)
        finally:
            listening.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await listening


class Chat:
    """One conversation.

    Args:
        http: Session to use.
        address: Base URL of the gateway.
    """

    def __init__(self, http: aiohttp.ClientSession, address: str) -> None:
        self._http = http
        self._api = f"{address}/api/v1"
        self._path = ""
        self._token = ""
        self._seen = 0
        self._buttons: list[Mapping[str, Any]] = []
        self._one_at_a_time = asyncio.Lock()

    async def open(self) -> None:
        """Begins the conversation."""
        found = await self._call("POST", "/conversations", {})
        self._path = f"/conversations/{found['id']}"
        self._token = str(found["token"])
        _say(f"Conversation {found['id']}")

    async def send(self, line: str) -> None:
        """Says a line, or presses the button of that number."""
        body = {"message_id": str(uuid.uuid4()), **self._meaning(line)}
        async with self._one_at_a_time:
            answer = await self._call("POST", f"{self._path}/messages", body)
        if escalation := answer.get("escalation"):
            _say(describe_escalation(escalation))
        await self._fetch()

    async def listen(self) -> None:
        """Shows what agents write meanwhile."""
        while True:
            await asyncio.sleep(POLL_S)
            with contextlib.suppress(GatewayRefused):
                await self._fetch()

    def _meaning(self, line: str) -> dict[str, str]:
        if line.isdigit() and 0 < int(line) <= len(self._buttons):
            return {"payload": str(self._buttons[int(line) - 1]["payload"])}
        return {"text": line}

    async def _fetch(self) -> None:
        async with self._one_at_a_time:
            path = f"{self._path}/messages?after={self._seen}"
            for message in (await self._call("GET", path))["messages"]:
                self._seen = max(self._seen, int(message["seq"]))
                if message["sender"] != "customer":
                    self._buttons = message.get("buttons") or []
                    for line in describe_message(message):
                        _say(line)

    async def _call(
        self, method: str, path: str, body: Mapping[str, Any] | None = None
    ) -> Any:
        headers = {"Authorization": f"Bearer {self._token}"} if self._token else {}
        try:
            async with self._http.request(
                method, self._api + path, json=body, headers=headers
            ) as answer:
                found = await answer.json(content_type=None)
        except (aiohttp.ClientError, asyncio.TimeoutError, ValueError) as error:
            raise GatewayRefused(
                f"Expected a gateway at {self._api}, but it did not answer. "
                "Please start `bot serve`, or give its address with --url."
            ) from error
        if answer.status >= 400:
            raise GatewayRefused(str(found.get("error", {}).get("message", found)))
        return found


def describe_message(message: Mapping[str, Any]) -> list[str]:
    """The lines that show a message of the bot, an agent or the system."""
    custom = message.get("custom") or {}
    who = {"bot": "bot", "system": "—", "agent": custom.get("agent") or "conseiller"}
    lines = []
    if message.get("text"):
        lines.append(f"{who.get(message['sender'], '?')}\u202f: {message['text']}")
    for number, button in enumerate(message.get("buttons") or [], start=1):
        lines.append(f"    [{number}] {button['title']}")
    return lines


def describe_escalation(escalation: Mapping[str, Any]) -> str:
    """One line that says why a human was called, and the place in the queue."""
    reason = str(escalation.get("reason"))
    position = escalation.get("position")
    place = f", position {position} dans la file" if position else ""
    return f"▲ un conseiller est appelé : {REASONS.get(reason, reason)}{place}"


def _read_line() -> str:
    return sys.stdin.readline()


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()
