"""A real gateway process, which tests kill and start again."""

from __future__ import annotations

import asyncio
import signal
import socket
import sys

import aiohttp

START_S = 60.0


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Gateway:
    """The process under test, which can be killed and started again."""

    def __init__(self, environ: dict[str, str], port: int) -> None:
        self._environ = environ
        self.url = f"http://127.0.0.1:{port}"
        self._process: asyncio.subprocess.Process | None = None

    async def start(self) -> None:
        self._process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot.gateway", env=self._environ
        )
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
