"""Takes up what a crash left behind, and tells who waits that the bot is back."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session

from bot.contracts.escalation import EscalationReason
from bot.contracts.modes import Mode, Sender
from bot.gateway.broadcaster import Broadcaster
from bot.gateway.desk_service import DeskService
from bot.gateway.rasa_client import RasaClient
from bot.gateway.store_access import AsyncStore
from bot.gateway.turn_runner import TurnRunner
from bot.gateway.wording import BOT_BACK, Wording
from bot.store.conversations import (
    list_wrapping_up,
    lock_conversation,
    release_leases_of,
)
from bot.store.desk_models import Handoff
from bot.store.messages import (
    add_message,
    list_conversations_with_pending,
    list_messages,
)
from bot.store.models import Conversation, Message

logger = logging.getLogger(__name__)

ROUND_S = 5.0
BOT_BACK_NOTICE = {"notice": "bot_back"}


async def take_up_all(store: AsyncStore, turns: TurnRunner, desk: DeskService) -> int:
    """Starts every turn and ends every wrap-up that nobody is at; returns how many."""
    pending = await store.read(list_conversations_with_pending)
    for conversation_id in pending:
        turns.start(conversation_id)
    wrapping_up = await store.read(list_wrapping_up)
    for conversation_id in wrapping_up:
        await desk.settle(conversation_id)
    return len(pending) + len(wrapping_up)


def list_waiting_for_bot(session: Session) -> list[str]:
    """Conversations that wait for a human only because the bot did not answer."""
    return list(
        session.scalars(
            sa.select(Conversation.id)
            .join(Handoff, Handoff.conversation_id == Conversation.id)
            .where(
                Conversation.mode == Mode.QUEUED.value,
                Handoff.ended_at.is_(None),
                Handoff.reason == EscalationReason.BOT_UNAVAILABLE.value,
            )
        )
    )


def add_bot_back(
    session: Session, waiting: Sequence[str], wording: Wording
) -> list[Message]:
    """Tells each of them once, after each failure, that the bot answers again."""
    said = []
    for conversation_id in waiting:
        conversation = lock_conversation(session, conversation_id)
        if conversation is None or conversation.mode != Mode.QUEUED.value:
            continue
        since = conversation.handed_over_seq or 0
        if any(
            message.custom == BOT_BACK_NOTICE
            for message in list_messages(session, conversation_id, since)
        ):
            continue
        said.append(
            add_message(
                session,
                conversation,
                Sender.SYSTEM,
                wording.say(BOT_BACK),
                buttons=wording.buttons(BOT_BACK),
                custom=BOT_BACK_NOTICE,
            )
        )
    return said


class Caretaker:
    """Makes rounds for as long as the gateway runs."""

    def __init__(
        self,
        store: AsyncStore,
        rasa: RasaClient,
        turns: TurnRunner,
        desk: DeskService,
        broadcaster: Broadcaster,
        wording: Wording,
    ) -> None:
        """Keeps its collaborators."""
        self._store = store
        self._rasa = rasa
        self._turns = turns
        self._desk = desk
        self._broadcaster = broadcaster
        self._wording = wording

    async def run(self, owner: str) -> None:
        """Frees this gateway's own old leases, then makes its rounds for ever."""
        released = await self._store.write(release_leases_of, owner)
        if released:
            logger.info("took up %s conversations that were being answered", released)
        while True:
            try:
                await take_up_all(self._store, self._turns, self._desk)
                await self.tell_bot_is_back()
            except Exception:  # the next round may succeed
                logger.exception("a round of the caretaker failed")
            await asyncio.sleep(ROUND_S)

    async def tell_bot_is_back(self) -> None:
        """Offers the bot again to who waits only because it was away."""
        waiting = await self._store.read(list_waiting_for_bot)
        if not waiting or not await self._rasa.is_ready():
            return
        for message in await self._store.write(add_bot_back, waiting, self._wording):
            await self._broadcaster.message(message)
