"""The HTTP side of the fake gateway: static files and the customers' calls."""

from __future__ import annotations

import asyncio
import html
import json
import uuid
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from aiohttp import web

from tests.browser_files import WEB, Handler, browser_file, page

if TYPE_CHECKING:
    from fake_gateway import FakeGateway

# As strict as a careful site: no inline script, no inline style, no eval.
CONTENT_SECURITY_POLICY = "default-src 'self'; connect-src 'self' ws: http:"
# A REST answer carries the bot's replies, so it takes a turn's time.
TURN_S = 0.1
# What a bank asks of whatever it embeds.
STRICT_POLICY = (
    "default-src 'none'; script-src 'self'; connect-src 'self' ws:; base-uri 'none'; "
    "require-trusted-types-for 'script'; trusted-types 'none'"
)
BRAND = {
    "name": "Écoute",
    "data_kept": "un an après votre dernier message, ou moins si vous le demandez",
    "data_kept_en": "for one year after your last message, or less if you ask us to",
    "privacy_url": "https://www.example.fr/donnees",
    "consent": "optional",
}
SHARED = "https://aide.example.fr/s/0123456789"


@dataclass
class FakeConversation:
    """One conversation; `messages` as the customer sees them."""

    token: str = field(default_factory=lambda: uuid.uuid4().hex)
    id: str = field(default_factory=lambda: str(uuid.uuid4()))
    mode: str = "bot"
    position: int | None = None
    estimated_wait_s: int | None = None
    agent: dict[str, str] | None = None
    messages: list[dict[str, Any]] = field(default_factory=list)
    score: int | None = None
    comment: str | None = None
    # Told only by a gateway that knows them: see TOLD_WHEN_KNOWN.
    more: dict[str, Any] = field(default_factory=dict)
    customer: str | None = None

    def shape(self) -> dict[str, Any]:
        """Says where it stands, as the `conversation` event does."""
        return {
            "id": self.id,
            "mode": self.mode,
            "position": self.position,
            "estimated_wait_s": self.estimated_wait_s,
            "agent": self.agent,
            "seq": len(self.messages),
            **self.more,
        }


def noting(gateway: FakeGateway) -> Any:
    """Gives a middleware that notes requests and sets a strict policy."""

    @web.middleware
    async def note(request: web.Request, handler: Handler) -> web.StreamResponse:
        gateway.requests.append(f"{request.method} {request.path}")
        if gateway.refuse_sockets and request.path.startswith("/socket.io"):
            raise web.HTTPForbidden
        if gateway.refuse_http and request.path.startswith("/api"):
            raise web.HTTPServiceUnavailable
        response = await handler(request)
        if not response.prepared:
            policy = CONTENT_SECURITY_POLICY
            response.headers.setdefault("Content-Security-Policy", policy)
            response.headers["Cache-Control"] = "no-store"
        return response

    return note


def add_routes(app: web.Application, gateway: FakeGateway) -> None:
    """Adds the pages and the calls under `/api/v1/conversations`."""
    calls = _Calls(gateway)
    root = "/api/v1/conversations"
    app.router.add_get("/", page(WEB / "demo" / "index.html"))
    app.router.add_get("/embed", embed)
    app.router.add_get("/widget.js", page(WEB / "widget.js"))
    app.router.add_get("/web/{name:.+}", browser_file)
    app.router.add_post(root, calls.create)
    app.router.add_get(root + "/{id}/messages", calls.fetch)
    app.router.add_post(root + "/{id}/messages", calls.post)
    app.router.add_post(root + "/{id}/messages/{seq}/share", calls.share)
    app.router.add_post(root + "/{id}/feedback", calls.feedback)
    app.router.add_post(root + "/{id}/identity", calls.identify)
    app.router.add_get(root + "/{id}/export", calls.export)
    app.router.add_get("/api/v1/brand", calls.brand)
    app.router.add_delete(root + "/{id}", calls.erase)


async def embed(request: web.Request) -> web.Response:
    """A bare page with the widget; `lang` is the page's, the rest its attributes."""
    given = dict(request.query)
    lang = given.pop("lang", "fr")
    attributes = " ".join(f'{k}="{html.escape(v)}"' for k, v in given.items())
    text = (
        f'<!doctype html><html lang="{html.escape(lang)}"><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width"><title>Page</title>'
        f'<script src="/widget.js" async {attributes}></script><h1>Page</h1></html>'
    )
    policy = {"Content-Security-Policy": STRICT_POLICY}
    return web.Response(text=text, content_type="text/html", headers=policy)


class _Calls:
    def __init__(self, gateway: FakeGateway) -> None:
        self.gateway = gateway

    def find(self, request: web.Request) -> FakeConversation:
        token = request.headers.get("Authorization", "").removeprefix("Bearer ")
        conversation = self.gateway.conversations.get(token)
        if conversation is None or conversation.id != request.match_info["id"]:
            error = {
                "code": "unknown_conversation",
                "message": "Conversation inconnue.",
            }
            raise web.HTTPNotFound(text=json.dumps({"error": error}))
        return conversation

    async def create(self, _: web.Request) -> web.Response:
        conversation = FakeConversation()
        self.gateway.conversations[conversation.token] = conversation
        shape = {"id": conversation.id, "token": conversation.token, "mode": "bot"}
        return web.json_response(shape, status=201)

    async def fetch(self, request: web.Request) -> web.Response:
        conversation = self.find(request)
        after = int(request.query.get("after", "0"))
        shape = {
            "messages": conversation.messages[after:],
            "mode": conversation.mode,
            "conversation": conversation.shape(),
        }
        return web.json_response(shape)

    async def post(self, request: web.Request) -> web.Response:
        conversation = self.find(request)
        data = await request.json()
        text = data.get("text") or data.get("title") or data["payload"]
        said = (data["message_id"], data.get("payload") or text, text)
        seq = await self.gateway.hear(conversation, *said)
        await asyncio.sleep(TURN_S)
        shape = {"seq": seq, "mode": conversation.mode, "escalation": None}
        return web.json_response({**shape, "replies": conversation.messages[seq:]})

    async def share(self, request: web.Request) -> web.Response:
        self.find(request)
        channel = (await request.json())["channel"]
        self.gateway.shared.append((int(request.match_info["seq"]), channel))
        shape = {"code": "0123456789", "url": f"{SHARED}?c={channel}"}
        return web.json_response(shape, status=201)

    async def feedback(self, request: web.Request) -> web.Response:
        conversation, given = self.find(request), await request.json()
        conversation.score, conversation.comment = given["score"], given.get("comment")
        return web.json_response({})

    async def identify(self, request: web.Request) -> web.Response:
        """Tokens of tests are ids; one that begins with `forged` is not believed."""
        conversation = self.find(request)
        token = (await request.json())["token"]
        if token.startswith("forged"):
            error = {"code": "identity_invalid", "message": "Non valable."}
            raise web.HTTPForbidden(text=json.dumps({"error": error}))
        if conversation.customer not in (None, token):
            error = {"code": "identity_mismatch", "message": "Une autre personne."}
            raise web.HTTPConflict(text=json.dumps({"error": error}))
        conversation.customer = token
        return web.json_response({"customer": {"id": token, "name": None}})

    async def export(self, request: web.Request) -> web.Response:
        said = "\n".join(one["text"] for one in self.find(request).messages)
        return web.Response(text=f"{request.query['lang']}\n{said}")

    async def brand(self, _: web.Request) -> web.Response:
        return web.json_response({**BRAND, **self.gateway.brand})

    async def erase(self, request: web.Request) -> web.Response:
        del self.gateway.conversations[self.find(request).token]
        return web.json_response({"receipt": "r-1"})
