"""What customers do, the same over HTTP and over a socket."""

from __future__ import annotations

import contextlib
import logging
from typing import Any

from sqlalchemy.orm import Session

from bot.errors import RasaUnavailable, Refused
from bot.gateway.broadcaster import Broadcaster
from bot.gateway.rasa_client import RasaClient
from bot.gateway.rate_limit import RateLimits
from bot.gateway.schemas import CustomerMessage, NewConversation
from bot.gateway.store_access import AsyncStore
from bot.gateway.turn_runner import TurnRunner
from bot.gateway.turn_steps import Accepted, accept
from bot.settings import Settings
from bot.store.conversations import add_conversation
from bot.store.engine import create_engine
from bot.store.erasure import add_receipt, erase_conversation, erase_tracker

logger = logging.getLogger(__name__)


class CustomerService:
    """Opens conversations, takes messages in, erases."""

    def __init__(
        self,
        store: AsyncStore,
        rasa: RasaClient,
        turns: TurnRunner,
        broadcaster: Broadcaster,
        limits: RateLimits,
        settings: Settings,
    ) -> None:
        """Keeps its collaborators."""
        self._store = store
        self._rasa = rasa
        self._turns = turns
        self._broadcaster = broadcaster
        self._limits = limits
        self._settings = settings

    async def open(self, new: NewConversation, address: str) -> dict[str, Any]:
        """Opens a conversation: `{"id", "token", "mode"}`.

        Raises:
            Refused: 429, too many from this address.
        """
        self._limits.check_conversation(address)
        conversation, token = await self._store.write(
            add_conversation,
            locale=new.locale,
            page_url=new.page_url,
            meta=new.metadata,
        )
        return {"id": conversation.id, "token": token, "mode": conversation.mode}

    async def take_in(
        self, conversation_id: str, said: CustomerMessage, skip_sid: str | None = None
    ) -> Accepted:
        """Stores a message and tells everyone; nobody has answered it yet.

        Raises:
            Refused: 400 too long; 403, 404, 409, 429: see `accept`.
        """
        self._limits.check_message(conversation_id)
        if self._turns.tasks_at_work >= self._settings.max_pending_turns:
            # Not stored and not acknowledged: the client keeps it and asks again.
            raise Refused(
                429, "too_many_turns", "Beaucoup de monde en ce moment. Réessayez."
            )
        if len(said.shown_text) > self._settings.max_text_chars:
            raise Refused(
                400,
                "text_too_long",
                "Votre message est trop long pour être lu d’un coup : "
                f"{self._settings.max_text_chars} caractères au plus. Envoyez-le en "
                "plusieurs fois.",
            )
        accepted = await self._store.write(
            accept,
            conversation_id,
            said,
            identity_required=self._settings.identity_required,
        )
        if accepted.is_new:
            await self._broadcaster.message(accepted.message, skip_sid=skip_sid)
        return accepted

    async def answer(
        self, conversation_id: str, said: CustomerMessage
    ) -> dict[str, Any]:
        """Takes a message in and waits for its answer.

        Raises:
            Refused: See `take_in`.
        """
        accepted = await self.take_in(conversation_id, said)
        return await self._turns.answer(conversation_id, accepted.message.seq)

    async def erase(self, conversation_id: str) -> dict[str, Any]:
        """Erases a conversation from our tables and from Rasa's; returns a receipt.

        Raises:
            Refused: 404, it was erased meanwhile.
        """
        async with self._turns.lock(conversation_id):
            receipt = await self._store.write(
                _erase, conversation_id, self._settings.tracker_url
            )
            # A Rasa that does not answer holds nothing: its memory ended with it.
            with contextlib.suppress(RasaUnavailable):
                await self._rasa.forget(conversation_id)
        self._broadcaster.queue_changed()
        return receipt


def _erase(session: Session, conversation_id: str, tracker_url: str) -> dict[str, Any]:

    counts = erase_conversation(session, conversation_id)
    tracker = create_engine(tracker_url)
    try:
        counts["tracker_events"] = erase_tracker(tracker, conversation_id)
    finally:
        tracker.dispose()
    return add_receipt(session, counts)
