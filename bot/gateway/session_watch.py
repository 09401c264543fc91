"""Hangs up on sockets whose session no longer opens the desk.

Each gateway looks at its own sockets every few seconds, so a session that ends
anywhere ends everywhere; after a revocation the gateway that did it looks at once.
"""

from __future__ import annotations

import asyncio
import logging

import socketio

from bot.gateway.broadcaster import DESK
from bot.gateway.session_rights import may_listen
from bot.gateway.store_access import AsyncStore
from bot.settings import Settings
from bot.store.agent_sessions import find_all_logged_in

logger = logging.getLogger(__name__)

ROUND_S = 10.0


class SessionWatch:
    """Looks after the desk's sockets of one gateway."""

    def __init__(
        self, sio: socketio.AsyncServer, store: AsyncStore, settings: Settings
    ) -> None:
        """Keeps its collaborators; `run` must be started."""
        self._sio = sio
        self._store = store
        self._settings = settings

    async def run(self) -> None:
        """Looks for as long as the gateway runs."""
        while True:
            await asyncio.sleep(ROUND_S)
            try:
                await self.look()
            except Exception:  # the next round may succeed
                logger.exception("the desk's sockets could not be looked at")

    async def look(self) -> int:
        """Hangs up on every socket that may no longer hear; returns how many."""
        tokens = await self._tokens()
        if not tokens:
            return 0
        good = await self._store.read(find_all_logged_in, set(tokens.values()))
        ended = [
            sid
            for sid, token in tokens.items()
            if not may_listen(good.get(token), self._settings)
        ]
        for sid in ended:
            await self._sio.disconnect(sid, namespace=DESK)
        return len(ended)

    async def _tokens(self) -> dict[str, str]:
        """The token of each socket that this gateway holds."""
        found = {}
        for sid, _ in list(self._sio.manager.get_participants(DESK, None)):
            try:
                token = (await self._sio.get_session(sid, namespace=DESK)).get("token")
            except KeyError:  # gone meanwhile
                continue
            if token:
                found[sid] = token
        return found
