"""Pages and browser files, served as they are; and the three operational addresses."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import mimetypes
from pathlib import Path

import aiohttp
import sqlalchemy as sa
from aiohttp import web
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from sqlalchemy.orm import Session

from bot.gateway import metrics
from bot.gateway.keys import RASA, SETTINGS, STORE
from bot.settings import PROJECT_ROOT
from bot.store.handoffs import list_queue

WEB = PROJECT_ROOT / "web"
CHECK_TIMEOUT_S = 2.0
# Everything from ourselves; sockets too (`'self'` covers ws: in current browsers only).
PAGE_POLICY = (
    "default-src 'self'; connect-src 'self' ws: wss:; img-src 'self' data:; "
    "object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'"
)
PAGE_HEADERS = {"Content-Security-Policy": PAGE_POLICY}
FILE_HEADERS = {
    "Access-Control-Allow-Origin": "*",
    "Cross-Origin-Resource-Policy": "cross-origin",
}
# What a site that embeds the widget loads; `widget.js` itself checks the others.
EMBEDDED = ("widget.js", "chat.js", "strings_fr.js", "strings_en.js")
TEXT_SUFFIXES = frozenset({".html", ".js", ".css", ".svg"})


async def _send(
    request: web.Request, path: Path, headers: dict[str, str]
) -> web.Response:
    """Sends a small file; see `send_bytes`."""
    body = await asyncio.to_thread(path.read_bytes)
    kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    return send_bytes(request, body, kind, headers, path.suffix in TEXT_SUFFIXES)


def send_bytes(
    request: web.Request,
    body: bytes,
    content_type: str,
    headers: dict[str, str],
    is_text: bool = True,
) -> web.Response:
    """Sends something small compressed, or 304 when the browser has it already."""
    etag = hashlib.sha256(body).hexdigest()[:16]
    known = any(tag.value == etag for tag in request.if_none_match or ())
    response = web.Response(
        status=304 if known else 200,
        body=None if known else body,
        content_type=content_type,
        charset="utf-8" if is_text else None,
        headers={**headers, "Cache-Control": "no-cache"},
    )
    response.etag = etag
    if not known:
        response.enable_compression()
    return response


async def console_page(request: web.Request) -> web.Response:
    """GET /console."""
    return await _send(request, WEB / "console" / "index.html", PAGE_HEADERS)


async def browser_file(request: web.Request) -> web.Response:
    """GET /widget.js and /web/…: scripts and styles, for any site that embeds them."""
    name = request.match_info.get("name", "widget.js")
    path = (WEB / name).resolve()
    if not path.is_relative_to(WEB) or not path.is_file() or path.name.startswith("."):
        raise web.HTTPNotFound
    return await _send(request, path, FILE_HEADERS)


async def integrity(request: web.Request) -> web.Response:
    """GET /web/integrity.json: the hashes that a careful site writes into its tag."""
    hashes = await asyncio.to_thread(
        lambda: {name: integrity_of((WEB / name).read_bytes()) for name in EMBEDDED}
    )
    return web.json_response(
        hashes, headers={**FILE_HEADERS, "Cache-Control": "no-cache"}
    )


def integrity_of(body: bytes) -> str:
    """The hash of a file as the `integrity` attribute wants it (SRI)."""
    return "sha384-" + base64.b64encode(hashlib.sha384(body).digest()).decode()


async def healthz(request: web.Request) -> web.Response:
    """GET /healthz: this process runs."""
    return web.json_response({"status": "ok"})


async def readyz(request: web.Request) -> web.Response:
    """GET /readyz: the store, Rasa and the actions answer; 503 and which does not."""
    rasa, actions, store = await asyncio.gather(
        request.app[RASA].is_ready(), _actions_ready(request.app), _store_ready(request)
    )
    checks = {"rasa": rasa, "actions": actions, "store": store}
    ready = all(checks.values())
    return web.json_response(
        {"status": "ready" if ready else "not_ready", "checks": checks},
        status=200 if ready else 503,
    )


async def _actions_ready(app: web.Application) -> bool:
    url = app[SETTINGS].actions_url.removesuffix("/webhook") + "/health"
    timeout = aiohttp.ClientTimeout(total=CHECK_TIMEOUT_S)
    try:
        async with aiohttp.ClientSession(timeout=timeout) as session:
            async with session.get(url) as response:
                return response.status == 200
    except (aiohttp.ClientError, asyncio.TimeoutError, OSError):
        return False


async def _store_ready(request: web.Request) -> bool:
    try:
        await asyncio.wait_for(request.app[STORE].read(_ping), CHECK_TIMEOUT_S)
    except (sa.exc.SQLAlchemyError, asyncio.TimeoutError):
        return False
    return True


def _ping(session: Session) -> None:
    session.execute(sa.text("SELECT 1"))


async def prometheus(request: web.Request) -> web.Response:
    """GET /metrics; 404 when switched off."""
    if not request.app[SETTINGS].metrics:
        raise web.HTTPNotFound
    metrics.WAITING.set(len(await request.app[STORE].read(list_queue)))
    return web.Response(
        body=generate_latest(metrics.REGISTRY),
        headers={"Content-Type": CONTENT_TYPE_LATEST},
    )
