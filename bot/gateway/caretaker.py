"""Takes up what a crash left behind: pending turns and unfinished wrap-ups."""

from __future__ import annotations

import asyncio
import logging

from bot.gateway.desk_service import DeskService
from bot.gateway.store_access import AsyncStore
from bot.gateway.turn_runner import TurnRunner
from bot.store.conversations import list_wrapping_up, release_leases_of
from bot.store.messages import list_conversations_with_pending

logger = logging.getLogger(__name__)

ROUND_S = 5.0


async def take_up_all(store: AsyncStore, turns: TurnRunner, desk: DeskService) -> int:
    """Starts every turn and ends every wrap-up that nobody is at; returns how many."""
    pending = await store.read(list_conversations_with_pending)
    for conversation_id in pending:
        turns.start(conversation_id)
    wrapping_up = await store.read(list_wrapping_up)
    for conversation_id in wrapping_up:
        await desk.settle(conversation_id)
    return len(pending) + len(wrapping_up)


async def run_caretaker(
    store: AsyncStore, turns: TurnRunner, desk: DeskService, owner: str
) -> None:
    """Frees this gateway's own old leases, then makes its rounds for ever."""
    released = await store.write(release_leases_of, owner)
    if released:
        logger.info("took up %s conversations that were being answered", released)
    while True:
        try:
            await take_up_all(store, turns, desk)
        except Exception:  # the next round may succeed
            logger.exception("a round of the caretaker failed")
        await asyncio.sleep(ROUND_S)
