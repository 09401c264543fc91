"""Runs the gateway alone: `python -m bot.gateway`. `bot serve` does so for you."""

from __future__ import annotations

from aiohttp import web

from bot.gateway.app import create_app
from bot.logs import configure_logging
from bot.settings import load_settings

SHUTDOWN_S = 5.0


def main() -> None:
    """Serves until a signal says stop."""
    settings = load_settings()
    configure_logging(settings.log_format, settings.log_level)
    web.run_app(
        create_app(settings),
        host=settings.host,
        port=settings.port,
        access_log=None,
        print=lambda *_: None,
        shutdown_timeout=SHUTDOWN_S,
    )


if __name__ == "__main__":
    main()
