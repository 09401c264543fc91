"""A gateway without a bot, for the widget's tests: docs/events.md in memory.

It says what a test tells it to say, and fails in the ways a test asks for.
"""

from __future__ import annotations

import asyncio
import uuid
from dataclasses import dataclass, field
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

import socketio
from aiohttp import web

WEB = Path(__file__).resolve().parents[2] / "web"
# As strict as a careful site: no inline script, no inline style, no eval.
CONTENT_SECURITY_POLICY = "default-src 'self'; connect-src 'self' ws: http:"

GREETING = "Bonjour ! Je peux répondre sur le **Prêt Rebond**."
CHOICES = [
    {"title": "Le taux", "payload": "/ask_rate"},
    {"title": "La durée", "payload": "/ask_duration"},
]


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

    def shape(self) -> dict[str, Any]:
        """Says where it stands, as the `conversation` event does."""
        return {
            "id": self.id,
            "mode": self.mode,
            "position": self.position,
            "estimated_wait_s": self.estimated_wait_s,
            "agent": self.agent,
            "seq": len(self.messages),
        }


class FakeGateway:
    """Serves the browser code, the socket and the HTTP calls on one port.

    Attributes:
        replies: Whether the bot answers; off, a test speaks with `say`.
        lose_acks: How many acknowledgements to swallow after storing the message.
        lose_messages: How many messages from server to browser to swallow.
        refuse_sockets: Whether WebSockets are refused, as some proxies do.
    """

    def __init__(self) -> None:
        self.sio = socketio.AsyncServer(
            async_mode="aiohttp",
            cors_allowed_origins="*",
            ping_interval=2,
            ping_timeout=2,
        )
        self.conversations: dict[str, FakeConversation] = {}
        self.sockets: dict[str, str] = {}
        self.received: list[str] = []
        self.replies = True
        self.lose_acks = 0
        self.lose_messages = 0
        self.refuse_sockets = False
        self.requests: list[str] = []
        self.port = 0
        self._runner: web.AppRunner | None = None
        for name in ("session_request", "resume", "user_uttered", "typing"):
            self.sio.on(name, getattr(self, f"on_{name}"))

    # What tests do -----------------------------------------------------------

    async def start(self, port: int = 0) -> None:
        """Listens on loopback; `port` 0 takes a free one."""
        app = web.Application(middlewares=[self._note])
        self.sio.attach(app)
        app.router.add_get("/", self._page(WEB / "demo" / "index.html"))
        app.router.add_get("/widget.js", self._page(WEB / "widget.js"))
        app.router.add_static("/web", WEB)
        root = "/api/v1/conversations"
        app.router.add_post(root, self._create)
        app.router.add_get(root + "/{id}/messages", self._fetch)
        app.router.add_post(root + "/{id}/messages", self._post)
        app.router.add_post(root + "/{id}/feedback", self._feedback)
        app.router.add_delete(root + "/{id}", self._erase)
        self._runner = web.AppRunner(app, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", port or self.port)
        await site.start()
        self.port = self._runner.addresses[0][1]

    async def stop(self) -> None:
        """Stops listening; what was said is kept for the next `start`."""
        if self._runner:
            await self.drop_sockets()
            await self._runner.cleanup()
            self._runner = None

    async def drop_sockets(self) -> None:
        """Cuts every connection, as a lost network does."""
        for sid in list(self.sio.manager.rooms.get("/", {}).get(None, {})):
            await self.sio.disconnect(sid)

    @property
    def last(self) -> FakeConversation:
        """The latest conversation."""
        return list(self.conversations.values())[-1]

    async def say(self, sender: str, text: str, **more: Any) -> dict[str, Any]:
        """Adds a message to the latest conversation and tells its browsers."""
        return await self._add(self.last, sender, text, **more)

    async def become(self, mode: str, **more: Any) -> None:
        """Changes the mode of the latest conversation."""
        conversation = self.last
        conversation.mode = mode
        conversation.position = more.get("position")
        conversation.estimated_wait_s = more.get("estimated_wait_s")
        conversation.agent = more.get("agent")
        await self._tell(conversation, "conversation", conversation.shape())

    async def typing(self, sender: str, typing: bool) -> None:
        """Tells the browsers that somebody writes."""
        await self._tell(self.last, "typing", {"sender": sender, "typing": typing})

    # Socket ------------------------------------------------------------------

    async def on_session_request(self, sid: str, data: dict[str, Any]) -> dict[str, Any]:
        conversation = self.conversations.get(data.get("session_id") or "")
        if conversation is None:
            conversation = FakeConversation()
            self.conversations[conversation.token] = conversation
        self.sockets[sid] = conversation.token
        await self.sio.enter_room(sid, conversation.token)
        await self.sio.emit("session_confirm", conversation.token, to=sid)
        await self.sio.emit("conversation", conversation.shape(), to=sid)
        seq = len(conversation.messages)
        token = conversation.token
        return {"id": conversation.id, "token": token, "mode": conversation.mode, "seq": seq}

    async def on_resume(self, sid: str, data: dict[str, Any]) -> dict[str, Any]:
        conversation = self.conversations.get(data["token"])
        if conversation is None:
            return {"error": {"code": "unknown_token", "message": "Conversation inconnue."}}
        self.sockets[sid] = conversation.token
        await self.sio.enter_room(sid, conversation.token)
        for message in conversation.messages[data["after_seq"] :]:
            await self.sio.emit(_event(message), message, to=sid)
        await self.sio.emit("conversation", conversation.shape(), to=sid)
        seq = len(conversation.messages)
        return {"id": conversation.id, "mode": conversation.mode, "seq": seq}

    async def on_user_uttered(self, sid: str, data: dict[str, Any]) -> dict[str, Any]:
        conversation = self.conversations[self.sockets[sid]]
        text = data.get("title") or data["message"]
        if "refus" in text:
            return {"error": {"code": "text_too_long", "message": "Message trop long."}}
        seq = await self._hear(conversation, data["message_id"], data["message"], text, sid)
        if self.lose_acks > 0:
            self.lose_acks -= 1
            await self.sio.disconnect(sid)
        return {"seq": seq}

    async def on_typing(self, sid: str, data: dict[str, Any]) -> None:
        self.received.append("typing")

    # HTTP --------------------------------------------------------------------

    @web.middleware
    async def _note(self, request: web.Request, handler: Any) -> web.StreamResponse:
        self.requests.append(f"{request.method} {request.path}")
        if self.refuse_sockets and request.path.startswith("/socket.io"):
            raise web.HTTPForbidden
        response: web.StreamResponse = await handler(request)
        if not response.prepared:
            response.headers["Content-Security-Policy"] = CONTENT_SECURITY_POLICY
            response.headers["Cache-Control"] = "no-store"
        return response

    def _page(self, path: Path) -> Any:
        async def serve(_: web.Request) -> web.StreamResponse:
            return web.FileResponse(path)

        return serve

    def _find(self, request: web.Request) -> FakeConversation:
        token = request.headers.get("Authorization", "").removeprefix("Bearer ")
        conversation = self.conversations.get(token)
        if conversation is None or conversation.id != request.match_info["id"]:
            raise web.HTTPNotFound(text='{"error": {"code": "not_found", "message": "Inconnue."}}')
        return conversation

    async def _create(self, _: web.Request) -> web.Response:
        conversation = FakeConversation()
        self.conversations[conversation.token] = conversation
        shape = {"id": conversation.id, "token": conversation.token, "mode": "bot"}
        return web.json_response(shape, status=201)

    async def _fetch(self, request: web.Request) -> web.Response:
        conversation = self._find(request)
        after = int(request.query.get("after", "0"))
        shape = {"messages": conversation.messages[after:], "mode": conversation.mode}
        return web.json_response(shape)

    async def _post(self, request: web.Request) -> web.Response:
        conversation = self._find(request)
        data = await request.json()
        text = data.get("text") or data.get("title") or data["payload"]
        said = data.get("payload") or text
        seq = await self._hear(conversation, data["message_id"], said, text, None)
        await asyncio.sleep(0.1)
        shape = {"seq": seq, "mode": conversation.mode, "escalation": None}
        return web.json_response({**shape, "replies": conversation.messages[seq:]})

    async def _feedback(self, request: web.Request) -> web.Response:
        conversation = self._find(request)
        conversation.score = (await request.json())["score"]
        return web.json_response({})

    async def _erase(self, request: web.Request) -> web.Response:
        del self.conversations[self._find(request).token]
        return web.json_response({"receipt": "r-1"})

    # Inside ------------------------------------------------------------------

    async def _hear(
        self, conversation: FakeConversation, message_id: str, said: str, text: str, sid: str | None
    ) -> int:
        """Stores what the customer said once; gives its `seq`."""
        for message in conversation.messages:
            if message["message_id"] == message_id:
                return int(message["seq"])
        self.received.append(said)
        message = await self._add(
            conversation, "customer", text, message_id=message_id, skip=sid
        )
        if said == "/cancel_handoff":
            conversation.mode, conversation.position = "bot", None
            await self._tell(conversation, "conversation", conversation.shape())
        if self.replies and conversation.mode == "bot":
            self.sio.start_background_task(self._reply, conversation, text)
        return int(message["seq"])

    async def _reply(self, conversation: FakeConversation, text: str) -> None:
        await asyncio.sleep(0.05)
        if text.lower().startswith("bonjour"):
            await self._add(conversation, "bot", GREETING, buttons=CHOICES)
        else:
            await self._add(conversation, "bot", f"Réponse à « {text} ».")

    async def _add(
        self,
        conversation: FakeConversation,
        sender: str,
        text: str,
        *,
        message_id: str | None = None,
        skip: str | None = None,
        **more: Any,
    ) -> dict[str, Any]:
        message = {
            "seq": len(conversation.messages) + 1,
            "message_id": message_id or str(uuid.uuid4()),
            "sender": sender,
            "text": text,
            "buttons": more.get("buttons", []),
            "custom": more.get("custom"),
            "at": datetime.now(timezone.utc).isoformat(),
        }
        conversation.messages.append(message)
        if self.lose_messages > 0:
            self.lose_messages -= 1
        else:
            await self._tell(conversation, _event(message), message, skip)
        return message

    async def _tell(
        self, conversation: FakeConversation, event: str, data: Any, skip: str | None = None
    ) -> None:
        await self.sio.emit(event, data, room=conversation.token, skip_sid=skip)


def _event(message: dict[str, Any]) -> str:
    return "customer_uttered" if message["sender"] == "customer" else "bot_uttered"
