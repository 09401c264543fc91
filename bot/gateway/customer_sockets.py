"""Socket.IO for customers, on the default namespace: see docs/events.md."""

from __future__ import annotations

import asyncio
import uuid
from typing import Any

import socketio

from bot.contracts.modes import Sender
from bot.errors import Refused
from bot.gateway import metrics
from bot.gateway.access import (
    client_address,
    find_live_conversation,
    unauthorized,
)
from bot.gateway.body import parse
from bot.gateway.broadcaster import Broadcaster, customer_room
from bot.gateway.customer_service import CustomerService
from bot.gateway.schemas import (
    CustomerMessage,
    NewConversation,
    Resume,
    SessionRequest,
    UserUttered,
)
from bot.gateway.socket_errors import acknowledged
from bot.gateway.store_access import AsyncStore
from bot.gateway.turn_runner import TurnRunner
from bot.gateway.work_schemas import ReadMark
from bot.store.messages import list_messages
from bot.store.models import Conversation
from bot.store.read_marks import mark_read_by_customer


class CustomerNamespace(socketio.AsyncNamespace):
    """Identity is the conversation's token; sockets come and go."""

    def __init__(
        self,
        store: AsyncStore,
        customers: CustomerService,
        turns: TurnRunner,
        broadcaster: Broadcaster,
        conversation_ttl_h: float,
    ) -> None:
        """Keeps its collaborators."""
        super().__init__("/")
        self._store = store
        self._customers = customers
        self._turns = turns
        self._broadcaster = broadcaster
        self._ttl_h = conversation_ttl_h
        # Events of one socket are handled as tasks; its messages keep their order.
        self._locks: dict[str, asyncio.Lock] = {}

    async def on_connect(self, sid: str, environ: dict[str, Any], auth: Any) -> None:
        """A browser arrives; it says who it is with `session_request` or `resume`."""
        self._locks[sid] = asyncio.Lock()
        await self.save_session(sid, {"address": _address(environ)})
        metrics.SOCKETS.labels("customer").inc()

    async def on_disconnect(self, sid: str, reason: str | None = None) -> None:
        """Forgets the socket, not the conversation."""
        self._locks.pop(sid, None)
        metrics.SOCKETS.labels("customer").dec()

    @acknowledged
    async def on_session_request(self, sid: str, data: Any = None) -> dict[str, Any]:
        """Opens a conversation, or finds the one of a token we issued."""
        request = parse(SessionRequest, data if isinstance(data, dict) else {})
        found = await self._find(request.session_id)
        if found is None:
            session = await self.get_session(sid)
            new = NewConversation(
                locale=request.locale,
                page_url=request.page_url,
                metadata=request.metadata,
            )
            opened = await self._customers.open(new, session["address"])
            opened["seq"] = 0
        else:
            opened = {
                "id": found.id,
                "token": request.session_id,
                "mode": found.mode,
                "seq": found.last_seq,
            }
        await self._bind(sid, opened["id"])
        await self.emit("session_confirm", opened["token"], to=sid)
        await self._broadcaster.conversation_to(sid, opened["id"])
        return opened

    @acknowledged
    async def on_resume(self, sid: str, data: Any = None) -> dict[str, Any]:
        """Replays what was missed, and takes up what a crash left unanswered."""
        request = parse(Resume, data)
        found = await self._find(request.token)
        if found is None:
            raise Refused(404, "unknown_token", "Cette conversation n’existe plus.")
        await self._bind(sid, found.id)
        missed = await self._store.read(list_messages, found.id, request.after_seq)
        await self._broadcaster.replay(sid, missed)
        await self._broadcaster.conversation_to(sid, found.id)
        self._turns.start(found.id)
        return {"id": found.id, "mode": found.mode, "seq": found.last_seq}

    @acknowledged
    async def on_user_uttered(self, sid: str, data: Any = None) -> dict[str, Any]:
        """Stores a message, acknowledges it, and has it answered."""
        uttered = parse(UserUttered, data)
        async with self._locks.setdefault(sid, asyncio.Lock()):
            conversation_id = await self._bound_to(sid, uttered.session_id)
            said = _as_message(uttered)
            accepted = await self._customers.take_in(conversation_id, said, sid)
        self._turns.start(conversation_id)
        return {"seq": accepted.message.seq}

    async def on_typing(self, sid: str, data: Any = None) -> None:
        """Lets the agents who watch see that the customer writes."""
        conversation_id = (await self.get_session(sid)).get("conversation_id")
        if conversation_id and isinstance(data, dict):
            typing = bool(data.get("typing"))
            await self._broadcaster.typing(conversation_id, Sender.CUSTOMER, typing)

    @acknowledged
    async def on_read(self, sid: str, data: Any = None) -> dict[str, Any]:
        """The customer has on screen what was said up to `seq`."""
        mark = parse(ReadMark, data)
        conversation_id = await self._bound_to(sid, None)
        seq, moved = await self._store.write(
            mark_read_by_customer, conversation_id, mark.seq
        )
        if moved:
            await self._broadcaster.read(conversation_id, Sender.CUSTOMER, seq)
        return {"seq": seq}

    async def _find(self, token: str | None) -> Conversation | None:
        if not token:
            return None
        return await self._store.read(find_live_conversation, token, self._ttl_h)

    async def _bind(self, sid: str, conversation_id: str) -> None:
        session = await self.get_session(sid)
        before = session.get("conversation_id")
        if before and before != conversation_id:
            await self.leave_room(sid, customer_room(before))
        await self.save_session(sid, {**session, "conversation_id": conversation_id})
        await self.enter_room(sid, customer_room(conversation_id))

    async def _bound_to(self, sid: str, token: str | None) -> str:
        bound = (await self.get_session(sid)).get("conversation_id")
        if bound:
            return str(bound)
        found = await self._find(token)
        if found is None:
            raise unauthorized()
        await self._bind(sid, found.id)
        return str(found.id)


def _as_message(uttered: UserUttered) -> CustomerMessage:
    # Published widgets send no id of their own; ours always does.
    data: dict[str, Any] = {"message_id": uttered.message_id or uuid.uuid4()}
    if uttered.message.startswith("/"):
        data |= {"payload": uttered.message, "title": uttered.title}
    else:
        data["text"] = uttered.message
    return parse(CustomerMessage, data)


def _address(environ: dict[str, Any]) -> str:
    request = environ.get("aiohttp.request")
    if request is None:
        return "unknown"
    return client_address(request)
