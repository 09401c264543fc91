"""Browser files for fake gateways, read whole.

aiohttp 3.9's own static route leaves the file open when a browser hangs up between two
pieces, as it does on a reload, and an open file is a warning, so an error here.
"""

from __future__ import annotations

import mimetypes
from collections.abc import Awaitable, Callable
from pathlib import Path

from aiohttp import web

WEB = Path(__file__).resolve().parents[1] / "web"

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def page(path: Path) -> Handler:
    """Gives a handler that answers with one file."""

    async def serve(_: web.Request) -> web.StreamResponse:
        return _answer(path)

    return serve


async def browser_file(request: web.Request) -> web.StreamResponse:
    """GET /web/{name}."""
    path = (WEB / request.match_info["name"]).resolve()
    if not path.is_relative_to(WEB) or not path.is_file():
        raise web.HTTPNotFound
    return _answer(path)


def _answer(path: Path) -> web.Response:
    kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    return web.Response(body=path.read_bytes(), content_type=kind)
