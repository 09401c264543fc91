"""A gateway without a bot, for the widget's tests: docs/events.md in memory.

It says what a test tells it to say, and fails in the ways a test asks for.
"""

from __future__ import annotations

import asyncio
import uuid
from datetime import datetime, timezone
from typing import Any

import socketio
from aiohttp import web
from fake_http import FakeConversation, add_routes, noting

Json = dict[str, Any]

GREETING = "Bonjour ! Je peux répondre sur le **Prêt Rebond**."
CHOICES = [
    {"title": "Le taux", "payload": "/ask_rate"},
    {"title": "La durée", "payload": "/ask_duration"},
]
TOLD_WHEN_KNOWN = {"hours", "anybody", "left_message", "agent_read_seq"}


class FakeGateway:
    """Serves the browser code, the socket and the HTTP calls on one port.

    Attributes:
        replies: Whether the bot answers; off, a test speaks with `say`.
        lose_acks: How many acknowledgements to swallow after storing the message.
        lose_messages: How many messages from server to browser to swallow.
        refuse_sockets: Whether WebSockets are refused, as some proxies do.
        refuse_http: Whether HTTP calls are answered by 503.
        brand: What `GET /brand` says otherwise than usual.
    """

    def __init__(self) -> None:
        self.sio = socketio.AsyncServer(
            async_mode="aiohttp",
            cors_allowed_origins="*",
            ping_interval=2,
            ping_timeout=2,
            monitor_clients=False,
        )
        self.conversations: dict[str, FakeConversation] = {}
        self.sockets: dict[str, str] = {}
        self.received: list[str] = []
        self.shared: list[tuple[int, str]] = []
        self.read: list[int] = []
        self.replies = True
        self.lose_acks = 0
        self.lose_messages = 0
        self.refuse_sockets = False
        self.refuse_http = False
        self.brand: Json = {}
        self.requests: list[str] = []
        self.port = 0
        self._runner: web.AppRunner | None = None
        for name in ("session_request", "resume", "user_uttered", "typing", "read"):
            self.sio.on(name, getattr(self, f"on_{name}"))

    # What tests do -----------------------------------------------------------

    async def start(self, port: int = 0) -> None:
        """Listens on loopback; `port` 0 takes a free one."""
        app = web.Application(middlewares=[noting(self)])
        self.sio.attach(app)
        add_routes(app, self)
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

    async def say(self, sender: str, text: str, **more: Any) -> Json:
        """Adds a message to the latest conversation and tells its browsers."""
        return await self._add(self.last, sender, text, **more)

    async def become(self, mode: str, **more: Any) -> None:
        """Changes the mode of the latest conversation."""
        conversation = self.last
        conversation.mode = mode
        conversation.position = more.get("position")
        conversation.estimated_wait_s = more.get("estimated_wait_s")
        conversation.agent = more.get("agent")
        conversation.more = {key: more[key] for key in TOLD_WHEN_KNOWN & more.keys()}
        await self.tell(conversation, "conversation", conversation.shape())

    async def reads(self, seq: int) -> None:
        """Tells the browsers how far an agent has read."""
        await self.tell(self.last, "read", {"seq": seq})

    async def typing(self, sender: str, typing: bool) -> None:
        """Tells the browsers that somebody writes."""
        await self.tell(self.last, "typing", {"sender": sender, "typing": typing})

    # Socket ------------------------------------------------------------------

    async def on_session_request(self, sid: str, data: Json) -> Json:
        conversation = self.conversations.get(data.get("session_id") or "")
        if conversation is None:
            conversation = FakeConversation()
            self.conversations[conversation.token] = conversation
        self.sockets[sid] = conversation.token
        await self.sio.enter_room(sid, conversation.token)
        await self.sio.emit("session_confirm", conversation.token, to=sid)
        await self.sio.emit("conversation", conversation.shape(), to=sid)
        return {**conversation.shape(), "token": conversation.token}

    async def on_resume(self, sid: str, data: Json) -> Json:
        conversation = self.conversations.get(data["token"])
        if conversation is None:
            return _refusal("unknown_token", "Conversation inconnue.")
        self.sockets[sid] = conversation.token
        await self.sio.enter_room(sid, conversation.token)
        for message in conversation.messages[data["after_seq"] :]:
            await self.sio.emit(_event(message), message, to=sid)
        await self.sio.emit("conversation", conversation.shape(), to=sid)
        return conversation.shape()

    async def on_user_uttered(self, sid: str, data: Json) -> Json:
        conversation = self.conversations[self.sockets[sid]]
        text = data.get("title") or data["message"]
        if "refus" in text:
            return _refusal("text_too_long", "Message trop long.")
        said = (data["message_id"], data["message"], text)
        seq = await self.hear(conversation, *said, skip=sid)
        if self.lose_acks > 0:
            self.lose_acks -= 1
            await self.sio.disconnect(sid)
        return {"seq": seq}

    async def on_typing(self, sid: str, data: Json) -> None:
        self.received.append("typing")

    async def on_read(self, sid: str, data: Json) -> Json:
        self.read.append(data["seq"])
        return {"seq": data["seq"]}

    # Inside ------------------------------------------------------------------

    async def hear(
        self,
        conversation: FakeConversation,
        message_id: str,
        said: str,
        text: str,
        skip: str | None = None,
    ) -> int:
        """Stores what the customer said once; gives its `seq`."""
        for message in conversation.messages:
            if message["message_id"] == message_id:
                return int(message["seq"])
        self.received.append(said)
        message = await self._add(
            conversation, "customer", text, message_id=message_id, skip=skip
        )
        if said == "/cancel_handoff":
            conversation.mode, conversation.position = "bot", None
            await self.tell(conversation, "conversation", conversation.shape())
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
    ) -> Json:
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
            await self.tell(conversation, _event(message), message, skip)
        return message

    async def tell(
        self,
        conversation: FakeConversation,
        event: str,
        data: Any,
        skip: str | None = None,
    ) -> None:
        """Sends an event to the conversation's browsers, but not to `skip`."""
        await self.sio.emit(event, data, room=conversation.token, skip_sid=skip)


def _refusal(code: str, message: str) -> Json:
    return {"error": {"code": code, "message": message}}


def _event(message: Json) -> str:
    return "customer_uttered" if message["sender"] == "customer" else "bot_uttered"
