"""A gateway in a process of its own, killed as by `kill -9`, keeps queue and owners."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import uuid
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest
from aiohttp.test_utils import unused_port

from bot.gateway.__main__ import SHUTDOWN_S
from bot.settings import PROJECT_ROOT, current_environ
from bot.store import migrate
from bot.store.agents import add_agent
from bot.store.engine import create_sessions
from tests.gateway.conftest import PASSWORD
from tests.gateway.fake_rasa import answer
from tests.gateway.test_sockets import Browser


class Gateway:
    """The process, and what its customers and agents ask of it."""

    def __init__(self, settings: Any, http: aiohttp.ClientSession) -> None:
        self.http, self.port = http, unused_port()
        self.base = f"http://127.0.0.1:{self.port}"
        self.environ = {
            **current_environ(),
            "BOT_RASA_URL": settings.rasa_url,
            "BOT_ACTIONS_URL": settings.actions_url,
            "BOT_RASA_TOKEN": settings.rasa_token,
            "BOT_DATABASE_URL": settings.database_url,
            "BOT_VAR_DIR": str(settings.var_dir),
            "BOT_INSTANCE": "killed:1",
            "BOT_PORT": str(self.port),
        }
        self.process: asyncio.subprocess.Process | None = None

    async def start(self) -> None:
        self.process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot.gateway", env=self.environ, cwd=PROJECT_ROOT
        )
        for _ in range(300):
            try:
                async with self.http.get(f"{self.base}/healthz") as response:
                    if response.status == 200:
                        return
            except aiohttp.ClientConnectionError:
                await asyncio.sleep(0.1)
        raise AssertionError("the gateway does not start")

    async def kill(self) -> None:
        if self.process is not None and self.process.returncode is None:
            os.kill(self.process.pid, signal.SIGKILL)
            await self.process.wait()

    def make_url(self, path: str) -> str:
        return f"{self.base}{path}"

    async def call(self, method: str, path: str, token: str = "", body: Any = None):
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        url = f"{self.base}/api/v1{path}"
        async with self.http.request(
            method, url, json=body, headers=headers
        ) as response:
            assert response.status < 300, await response.text()
            return await response.json()

    async def log_in(self, username: str) -> str:
        body = {"username": username, "password": PASSWORD}
        return (await self.call("POST", "/desk/session", body=body))["token"]


@pytest.fixture
async def gateway(settings) -> AsyncIterator[Gateway]:
    migrate.upgrade(settings.database_url)
    sessions = create_sessions(settings.database_url)
    with sessions.begin() as session:
        for username in ("camille", "ines"):
            add_agent(session, username, username.title(), PASSWORD)
    sessions.kw["bind"].dispose()
    async with aiohttp.ClientSession(cookie_jar=aiohttp.DummyCookieJar()) as http:
        started = Gateway(settings, http)
        await started.start()
        yield started
        await started.kill()


def _said(text: str) -> dict[str, str]:
    return {"message_id": str(uuid.uuid4()), "text": text}


async def test_kill_9_moves_nobody_and_takes_nothing(gateway, fake_rasa) -> None:
    camille, ines = await gateway.log_in("camille"), await gateway.log_in("ines")
    opened = []
    for reason in ("low_confidence", "requested", "distress", "requested"):
        customer = await gateway.call("POST", "/conversations", body={})
        opened.append(customer["id"])
        fake_rasa.will(answer("Un instant.", handoff=reason))
        path = f"/conversations/{customer['id']}/messages"
        await gateway.call("POST", path, customer["token"], _said("un humain"))
    console = await Browser("/desk").connect(gateway, auth={"token": camille})
    for token, taken in ((camille, opened[1]), (ines, opened[0])):
        await gateway.call("POST", f"/desk/conversations/{taken}/claim", token)
    before = await gateway.call("GET", "/desk/queue", camille)

    await gateway.kill()
    await gateway.start()

    after = await gateway.call("GET", "/desk/queue", camille)
    for queue in (before, after):
        assert [item["id"] for item in queue["waiting"]] == [opened[2], opened[3]]
        holders = {i["id"]: i["agent"]["username"] for i in queue["active"]}
        assert holders == {opened[1]: "camille", opened[0]: "ines"}
    back = await Browser("/desk").connect(gateway, auth={"token": camille})
    assert [i["id"] for i in (await back.waits_for("queue"))["waiting"]] == opened[2:]
    path = f"/desk/conversations/{opened[1]}/messages"
    await gateway.call("POST", path, camille, _said("Je suis toujours là."))
    for tab in (console, back):
        await tab.sio.disconnect()


async def test_told_to_stop_it_does_not_keep_its_browsers(gateway) -> None:
    camille = await gateway.log_in("camille")
    console = await Browser("/desk").connect(gateway, auth={"token": camille})
    gateway.process.send_signal(signal.SIGTERM)
    # Requests in progress would be given the whole time; an open socket is none.
    await asyncio.wait_for(gateway.process.wait(), SHUTDOWN_S - 1)
    await asyncio.wait_for(console.sio.wait(), SHUTDOWN_S)
    assert not console.sio.connected
