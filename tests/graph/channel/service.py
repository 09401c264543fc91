"""The turn channel on a real port, an action server, and a gateway that asks."""

from __future__ import annotations

import asyncio
import itertools
import threading
from collections.abc import Coroutine
from typing import Any

import aiohttp
from aiohttp import web
from aiohttp.test_utils import TestServer
from rasa.core.agent import Agent
from sanic import Sanic

from bot.channel.turn_channel import TurnChannel

TOKEN = "a-secret-for-tests"
_names = itertools.count()


class ActionServer:
    """Says that the work is done, unless told to fail.

    Attributes:
        fails: Status to answer with instead.
        delay_s: Seconds before each answer.
        answer: What to say instead of "done".
        asked: The requests received.
    """

    def __init__(self) -> None:
        self.fails: int | None = None
        self.delay_s = 0.0
        self.answer: Any = None
        self.asked: list[dict[str, Any]] = []
        app = web.Application(client_max_size=2**24)
        app.router.add_post("/webhook", self._run)
        self._server = TestServer(app)

    @property
    def url(self) -> str:
        return str(self._server.make_url("/webhook"))

    async def start(self) -> None:
        await self._server.start_server()

    async def stop(self) -> None:
        await self._server.close()

    async def _run(self, request: web.Request) -> web.Response:
        body = await request.json()
        self.asked.append(body)
        await asyncio.sleep(self.delay_s)
        if self.fails == 400:
            declined = {"error": "declined", "action_name": body["next_action"]}
            return web.json_response(declined, status=400)
        if self.fails:
            return web.json_response({"error": "the action failed"}, status=self.fails)
        said = {"text": f"{body['next_action']} done"}
        return web.json_response(self.answer or {"events": [], "responses": [said]})


class Gateway:
    """Asks the channel as the gateway does."""

    def __init__(self, http: aiohttp.ClientSession, agent: Agent, url: str) -> None:
        self.http = http
        self.agent = agent
        self.url = url
        self.conversation = f"conversation-{next(_names)}"
        self._numbers = itertools.count()

    async def ask(
        self, path: str, body: Any, token: str = TOKEN
    ) -> tuple[int, dict[str, Any]]:
        """Posts; gives the status and the JSON."""
        headers = {"Authorization": f"Bearer {token}"}
        async with self.http.post(
            self.url + path, json=body, headers=headers
        ) as answer:
            return answer.status, await answer.json()

    async def says(
        self, text: str, path: str = "webhook", **more: Any
    ) -> dict[str, Any]:
        """One customer turn that must succeed; gives the answer."""
        body = {
            "conversation_id": self.conversation,
            "message_id": f"message-{next(self._numbers)}",
            "text": text,
            **more,
        }
        status, answer = await self.ask(path, body)
        assert status == 200, answer
        return answer

    async def tracker(self) -> Any:
        """The whole conversation as it is stored."""
        return await self.agent.tracker_store.retrieve_full_tracker(self.conversation)


class Service:
    """The channel on a port, on a loop and a thread of its own.

    One for all tests: Sanic rewrites its own classes when it starts, which works once
    a process (sanic/touchup), and uvloop does not let go of its listeners.
    """

    def __init__(self, port: int, patience_s: float) -> None:
        self.url = f"http://127.0.0.1:{port}/webhooks/turns/"
        self.app = Sanic("turns", configure_logging=False)
        channel = TurnChannel(TOKEN, patience_s)
        self.app.blueprint(channel.blueprint(_unused), url_prefix="/webhooks/turns")
        self.loop = asyncio.SelectorEventLoop()
        self._thread = threading.Thread(target=self.loop.run_forever, daemon=True)
        self._thread.start()
        self.run(self._serve(port))

    def run(self, work: Coroutine[Any, Any, Any]) -> Any:
        """Runs something on the service's loop."""
        return asyncio.run_coroutine_threadsafe(work, self.loop).result(timeout=10)

    async def _serve(self, port: int) -> None:
        self._server: Any = await self.app.create_server(
            "127.0.0.1", port, return_asyncio_server=True, access_log=False
        )
        await self._server.startup()
        await self._server.start_serving()

    async def forget_agent(self) -> None:
        """Lets go of the agent as Sanic does when it stops."""
        await self._server.before_stop()

    def stop(self) -> None:
        self.loop.call_soon_threadsafe(self._server.close)
        self.loop.call_soon_threadsafe(self.loop.stop)
        self._thread.join(timeout=10)


async def _unused(_: Any) -> None:
    raise AssertionError("the channel answers by itself")


def texts(answer: dict[str, Any]) -> list[str]:
    """What the bot said in a turn."""
    return [message["text"] for message in answer["messages"] if message["text"]]
