"""Opens the Socket.IO server, and ends its sockets when the gateway stops."""

from __future__ import annotations

import asyncio
from typing import Any

import socketio
from aiohttp import web

from bot.gateway.access import is_allowed_origin
from bot.gateway.keys import SOCKETS
from bot.settings import Settings

PING_INTERVAL_S = 20
PING_TIMEOUT_S = 20
# A browser that answers is told in milliseconds; one that has vanished is not awaited.
_GOODBYE_S = 1.0


def create_sockets(settings: Settings) -> socketio.AsyncServer:
    """Makes the server; it shares rooms with other gateways when there is a Redis."""
    manager = (
        socketio.AsyncRedisManager(settings.redis_url) if settings.redis_url else None
    )

    def allowed(origin: str, environ: dict[str, Any]) -> bool:
        return is_allowed_origin(origin, environ.get("HTTP_HOST", ""), settings)

    return socketio.AsyncServer(
        async_mode="aiohttp",
        client_manager=manager,
        cors_allowed_origins=allowed,
        cors_credentials=False,
        max_http_buffer_size=settings.max_body_bytes,
        ping_interval=PING_INTERVAL_S,
        ping_timeout=PING_TIMEOUT_S,
        logger=False,
        engineio_logger=False,
    )


async def end_sockets(app: web.Application) -> None:
    """Closes every socket, for `on_shutdown`.

    Otherwise aiohttp waits for them as long as for a request in progress, and browsers
    stay with a gateway that is leaving. Closed by the transport, they come back by
    themselves; what was not acknowledged they send again.
    """
    sockets = list(app[SOCKETS].eio.sockets.values())
    ending = [asyncio.ensure_future(_end(socket)) for socket in sockets]
    if ending:
        _, late = await asyncio.wait(ending, timeout=_GOODBYE_S)
        for task in late:
            task.cancel()


async def _end(socket: Any) -> None:
    await socket.close()
    # Engine.IO's own sign that nothing follows: without it the writer waits for a
    # client that does not hang up itself (engineio/async_socket.py:21).
    socket.queue.put_nowait(None)
