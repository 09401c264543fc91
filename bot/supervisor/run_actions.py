"""The action server's process: `python -m bot.supervisor.run_actions PORT`.

Rasa SDK's own command listens on every interface and allows every origin; its crash
answer repeats the request. This one listens on loopback and repeats nothing.
"""

from __future__ import annotations

import logging
import sys

from bot.logs import configure_logging
from bot.settings import load_settings

logger = logging.getLogger(__name__)


def main() -> None:
    """Serves the actions of the package `actions` until it is told to stop."""
    settings = load_settings()
    configure_logging(settings.log_format, settings.log_level, show_warnings=False)
    from rasa_sdk.endpoint import create_app
    from sanic.request import Request
    from sanic.response import HTTPResponse, json

    app = create_app("actions", cors_origins=[])

    async def say_nothing_of_the_request(
        request: Request, exception: Exception
    ) -> HTTPResponse:
        status = getattr(exception, "status_code", 500)
        if status >= 500:
            kind = type(exception).__name__
            logger.error("an action failed with %s", kind, exc_info=exception)
        return json({"error": "the action failed"}, status=status)

    # Registered after the SDK's own, so it wins.
    app.exception(Exception)(say_nothing_of_the_request)
    app.run("127.0.0.1", int(sys.argv[1]), workers=1, access_log=False, motd=False)


if __name__ == "__main__":
    main()
