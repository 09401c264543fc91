"""Logging of every process of ours: ids and facts, never what people wrote.

Modules log with the standard library (`logging.getLogger(__name__)`, lazy `%s`
arguments) or with `structlog.get_logger()`; both end in the same handler.
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Mapping, MutableMapping
from typing import Any, TextIO

import structlog

# Keys under which others' code (Rasa logs through structlog) passes customers' words
# or secrets. Their values never reach a log.
PRIVATE_KEYS = frozenset(
    {
        "text", "message", "user_message", "user_text", "parse_data", "parse_data_text",
        "latest_message", "body", "payload", "json_message", "entities", "tracker",
        "rendered_text", "response_text", "events", "rasa_events", "prediction_events",
        "password", "token", "authorization", "cookie",
    }
)  # fmt: skip
HIDDEN = "…"

# Loggers that say too much at INFO, or say what customers wrote.
QUIET_LOGGERS: Mapping[str, int] = {
    "rasa": logging.WARNING,
    "rasa_sdk": logging.WARNING,
    "sanic": logging.WARNING,
    "sanic.access": logging.CRITICAL,
    "sanic.root": logging.WARNING,
    "aiohttp.access": logging.WARNING,
    "alembic": logging.WARNING,
    "apscheduler": logging.WARNING,
    "asyncio": logging.WARNING,
    "engineio": logging.WARNING,
    "matplotlib": logging.WARNING,
    "socketio": logging.WARNING,
    "tensorflow": logging.ERROR,
    "urllib3": logging.WARNING,
}


def hide_private(
    _logger: Any, _method: str, event: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    """Replaces the value of every private key."""
    for key in PRIVATE_KEYS.intersection(event):
        event[key] = HIDDEN
    return event


def configure_logging(
    log_format: str = "console",
    level: str = "INFO",
    stream: TextIO | None = None,
    show_warnings: bool = True,
) -> None:
    """Sets up the root logger of this process; a second call replaces the first.

    Args:
        log_format: `console` (time, and colour on a terminal), `plain` (neither: for
            what runs under something that adds them) or `json` (one object a line).
        level: Lowest level of our own loggers, e.g. `INFO`.
        stream: Where lines go; standard error by default.
        show_warnings: Off where others' code runs: operators cannot act on its
            deprecation notices, and Sanic turns them on again whatever
            PYTHONWARNINGS says (sanic/app.py:120).
    """
    stream = stream or sys.stderr
    shared = _shared_processors(timestamps=log_format != "plain")
    handler = logging.StreamHandler(stream)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                *_renderers(log_format, stream),
            ],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    for name, quiet in QUIET_LOGGERS.items():
        logging.getLogger(name).setLevel(max(quiet, root.level))
    if not show_warnings:
        logging.captureWarnings(True)
        logging.getLogger("py.warnings").setLevel(logging.ERROR)
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *shared,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )


def _shared_processors(timestamps: bool) -> list[Any]:
    processors: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.PositionalArgumentsFormatter(),
        structlog.stdlib.ExtraAdder(),
        hide_private,
    ]
    if timestamps:
        processors.append(structlog.processors.TimeStamper(fmt="iso", utc=True))
    return processors


def _renderers(log_format: str, stream: TextIO) -> list[Any]:
    if log_format == "json":
        return [
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(ensure_ascii=False, default=str),
        ]
    colors = log_format == "console" and stream.isatty()
    # The plain traceback: the decorated one would print local variables, and with
    # them what customers wrote.
    return [
        structlog.dev.ConsoleRenderer(
            colors=colors,
            pad_event=0,
            exception_formatter=structlog.dev.plain_traceback,
        )
    ]
