"""Runs the gateway alone: `python -m bot.gateway`. `bot serve` does so for you."""

from __future__ import annotations

import asyncio
import signal

from aiohttp import web

from bot.gateway.app import create_app
from bot.logs import configure_logging
from bot.settings import Settings, load_settings

SHUTDOWN_S = 5.0  # what a request in progress is given when a signal says stop


def main() -> None:
    """Serves until a signal says stop."""
    settings = load_settings()
    configure_logging(settings.log_format, settings.log_level)
    asyncio.run(_serve(settings))


async def _serve(settings: Settings) -> None:
    """As aiohttp's `run_app`, which would also wait for tasks that merely sleep.

    Engine.IO has one for each socket, up to its next ping: every stop would take
    `SHUTDOWN_S`.
    """
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    app = create_app(settings)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=SHUTDOWN_S)
    try:
        await runner.setup()
        await web.TCPSite(runner, settings.host, settings.port).start()
        await stop.wait()
    finally:
        await runner.cleanup()


if __name__ == "__main__":
    main()
