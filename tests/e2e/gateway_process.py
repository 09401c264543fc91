"""A real gateway process, which tests kill and start again."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import sys
from pathlib import Path

import aiohttp

from tests.gateway.fake_rasa import TOKEN

START_S = 60.0


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def gateway_on(url: str, folder: Path, **more: str) -> Gateway:
    """A gateway on a port of its own; the caller starts and stops it.

    Args:
        url: Of its store.
        folder: Where it keeps its files.
        more: Further environment variables.
    """
    port = free_port()
    environ = {
        **{k: v for k, v in os.environ.items() if not k.startswith("BOT_")},
        "BOT_PORT": str(port),
        "BOT_VAR_DIR": str(folder),
        "BOT_DATABASE_URL": url,
        "BOT_RASA_TOKEN": TOKEN,
        "BOT_INSTANCE": f"under-test:{port}",
        "BOT_LOG_LEVEL": "ERROR",
        "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
        **more,
    }
    return Gateway(environ, port)


class Gateway:
    """The process under test, which can be killed and started again."""

    def __init__(self, environ: dict[str, str], port: int) -> None:
        self._environ = environ
        self.url = f"http://127.0.0.1:{port}"
        self._process: asyncio.subprocess.Process | None = None

    async def start(self) -> None:
        await self.launch()
        await self.until_it_answers()

    async def launch(self) -> None:
        self._process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot.gateway", env=self._environ
        )

    async def until_it_answers(self) -> None:
        async with aiohttp.ClientSession() as session:
            for _ in range(int(START_S / 0.1)):
                try:
                    async with session.get(f"{self.url}/healthz") as response:
                        if response.status == 200:
                            return
                except aiohttp.ClientError:
                    await asyncio.sleep(0.1)
        raise AssertionError("the gateway did not start")

    async def kill(self) -> None:
        assert self._process is not None
        self._process.send_signal(signal.SIGKILL)
        await self._process.wait()

    async def stop(self) -> None:
        if self._process is not None and self._process.returncode is None:
            self._process.terminate()
            await self._process.wait()
