"""Socket.IO for agents, on /desk: news only; commands go over HTTP."""

from __future__ import annotations

from http.cookies import CookieError, SimpleCookie
from typing import Any

import socketio
from socketio.exceptions import ConnectionRefusedError

from bot.contracts.modes import Mode, Sender
from bot.contracts.people import AuditAction
from bot.errors import Refused
from bot.gateway import metrics
from bot.gateway.access import COOKIE, is_own_origin
from bot.gateway.audit_trail import note_reading
from bot.gateway.broadcaster import DESK, Broadcaster, agent_room, desk_room
from bot.gateway.presence import Presence
from bot.gateway.session_rights import may_listen
from bot.gateway.socket_errors import acknowledged
from bot.gateway.store_access import AsyncStore
from bot.settings import Settings
from bot.store.agent_sessions import LoggedIn, find_logged_in
from bot.store.conversations import find_conversation


class DeskNamespace(socketio.AsyncNamespace):
    """An agent's socket: the queue live, and the conversations it watches."""

    def __init__(
        self,
        store: AsyncStore,
        broadcaster: Broadcaster,
        settings: Settings,
        presence: Presence,
    ) -> None:
        """Keeps its collaborators."""
        super().__init__(DESK)
        self._store = store
        self._broadcaster = broadcaster
        self._settings = settings
        self._presence = presence

    async def on_connect(self, sid: str, environ: dict[str, Any], auth: Any) -> None:
        """Lets agents in, by token, or by the console's cookie from our own pages."""
        token = auth.get("token") if isinstance(auth, dict) else None
        if not token:
            token = self._cookie_of_own_page(environ)
        who: LoggedIn | None = None
        if isinstance(token, str):
            who = await self._store.read(find_logged_in, token)
        if who is None or not may_listen(who, self._settings):
            raise ConnectionRefusedError("unauthorized")
        session = {"agent_id": who.agent.id, "agent": who.agent, "token": token}
        await self.save_session(sid, session)
        await self.enter_room(sid, agent_room(who.agent.id))
        metrics.SOCKETS.labels("desk").inc()
        await self._presence.arrive(sid, who.agent.id)
        await self._broadcaster.queue_to(sid)

    def _cookie_of_own_page(self, environ: dict[str, Any]) -> str | None:
        # Cookies travel with any site's requests: without this check another site
        # could listen to the desk through an agent's browser.
        origin = environ.get("HTTP_ORIGIN")
        host = environ.get("HTTP_HOST", "")
        if not origin or not is_own_origin(origin, host, self._settings):
            return None
        try:
            cookies = SimpleCookie(environ.get("HTTP_COOKIE", ""))
        except CookieError:
            return None
        return cookies[COOKIE].value if COOKIE in cookies else None

    async def on_disconnect(self, sid: str, reason: str | None = None) -> None:
        """Counts the agent's socket out."""
        if (await self._session(sid)).get("agent_id"):
            metrics.SOCKETS.labels("desk").dec()
        await self._presence.leave(sid)

    async def _session(self, sid: str) -> dict[str, Any]:
        try:
            return dict(await self.get_session(sid))
        except KeyError:
            return {}

    @acknowledged
    async def on_watch(self, sid: str, data: Any = None) -> dict[str, Any]:
        """From now on this socket hears the conversation, and its agent is listed."""
        conversation = await self._store.read(find_conversation, _id_of(data))
        if conversation is None:
            raise Refused(
                404, "unknown_conversation", "Cette conversation n’existe pas."
            )
        agent = (await self._session(sid))["agent"]
        seen = AuditAction.CONVERSATION_SEEN
        await note_reading(self._store, agent, seen, conversation.id)
        await self.enter_room(sid, desk_room(conversation.id))
        await self._presence.look(sid, conversation.id)
        return {"seq": conversation.last_seq}

    @acknowledged
    async def on_unwatch(self, sid: str, data: Any = None) -> dict[str, Any]:
        """This socket no longer hears the conversation."""
        await self.leave_room(sid, desk_room(_id_of(data)))
        await self._presence.look_away(sid, _id_of(data))
        return {}

    async def on_typing(self, sid: str, data: Any = None) -> None:
        """Shows the customer that the agent in charge writes."""
        if not isinstance(data, dict):
            return
        agent_id = (await self._session(sid)).get("agent_id")
        conversation = await self._store.read(find_conversation, str(data.get("id")))
        if conversation is None or conversation.agent_id != agent_id:
            return
        if conversation.mode == Mode.HUMAN.value:
            typing = bool(data.get("typing"))
            await self._broadcaster.typing(conversation.id, Sender.AGENT, typing)


def _id_of(data: Any) -> str:
    if isinstance(data, dict) and isinstance(data.get("id"), str):
        return str(data["id"])[:64]
    raise Refused(400, "invalid_request", "Champ attendu : id.")
