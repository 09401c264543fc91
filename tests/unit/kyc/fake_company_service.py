"""A company service that misbehaves on demand, on a real socket."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import web

Reply = Callable[[web.Request], Awaitable[web.StreamResponse]]


def result(siren: str = "000000018", **changes: Any) -> dict[str, Any]:
    """One company in the shape of the service."""
    return {
        "siren": siren,
        "nom_complet": "BOULANGERIE LES BLÉS D’ESSAI",
        "etat_administratif": "A",
        "nature_juridique": "5499",
        "activite_principale": "10.71C",
        "tranche_effectif_salarie": "02",
        "date_creation": "2012-03-01",
        "siege": {"region": "84", "libelle_commune": "LYON D’ESSAI"},
        **changes,
    }


def body(*results: Any) -> bytes:
    return json.dumps({"results": list(results)}).encode()


def says(content: bytes, status: int = 200, **headers: str) -> Reply:
    """Answers always the same; `Retry_After` becomes `Retry-After`."""

    async def reply(request: web.Request) -> web.Response:
        named = {key.replace("_", "-"): value for key, value in headers.items()}
        return web.Response(body=content, status=status, headers=named)

    return reply


def waits(seconds: float) -> Reply:
    """Answers too late."""

    async def reply(request: web.Request) -> web.Response:
        await asyncio.sleep(seconds)
        return web.Response(body=body(result()))

    return reply


def trickles() -> Reply:
    """Sends headers, then a byte at a time, without end."""

    async def reply(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse()
        await response.prepare(request)
        while True:
            await response.write(b" ")
            await asyncio.sleep(0.02)

    return reply


def hangs_up() -> Reply:
    """Closes the connection instead of answering."""

    async def reply(request: web.Request) -> web.Response:
        assert request.transport is not None
        request.transport.close()
        return web.Response()

    return reply


class FakeCompanyService:
    """Gives the prepared replies in turn, the last one for ever; notes requests."""

    def __init__(self) -> None:
        self.replies: list[Reply] = [says(body(result()))]
        self.requests: list[web.Request] = []

    def will(self, *replies: Reply) -> None:
        self.replies = list(replies)

    async def handle(self, request: web.Request) -> web.StreamResponse:
        self.requests.append(request)
        reply = self.replies[0] if len(self.replies) == 1 else self.replies.pop(0)
        return await reply(request)

    def app(self) -> web.Application:
        app = web.Application()
        app.router.add_get("/search", self.handle)
        return app
