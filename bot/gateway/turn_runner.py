"""Answers customer turns: one at a time per conversation, none lost, none twice."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Coroutine
from dataclasses import replace
from typing import Any
from weakref import WeakValueDictionary

from bot.contracts.modes import Mode, Sender
from bot.contracts.turns import TurnRequest
from bot.errors import RasaUnavailable
from bot.gateway import metrics
from bot.gateway.broadcaster import Broadcaster
from bot.gateway.modes import BOT_SPEAKS
from bot.gateway.outcomes import Outcome, bot_failed, read_answer
from bot.gateway.rasa_client import RasaClient
from bot.gateway.store_access import AsyncStore
from bot.gateway.timekeeper import Timekeeper
from bot.gateway.turn_steps import (
    Finished,
    Turn,
    begin,
    finish,
    read_answer_of,
    set_nlu,
)
from bot.gateway.waiting_choices import (
    leave_for_callback,
    read_choice,
    wants_callback,
)
from bot.gateway.wording import ACTION_FAILED, BOT_UNAVAILABLE, Wording
from bot.knowledge.shareable import default_shareable

logger = logging.getLogger(__name__)

# Longer than any turn may take, so that a lease never runs out under a live gateway.
LEASE_MARGIN_S = 10.0
BUSY_POLL_S = 0.1
# What answers on their way are given when the gateway stops.
_LAST_ANSWERS_S = 3.0
# A turn that brought gateways down this often is no longer shown to Rasa.
MAX_ATTEMPTS = 3


class TurnRunner:
    """Drains the pending turns of conversations.

    Args:
        store: Where turns are kept.
        rasa: Who answers them.
        broadcaster: Who is told.
        wording: What is said when Rasa does not answer.
        timekeeper: Who says what is due as soon as a customer waits.
        owner: Name of this gateway, unique among those that share the store.
        timeout_s: How long one request to Rasa may take, in seconds.
    """

    def __init__(
        self,
        store: AsyncStore,
        rasa: RasaClient,
        broadcaster: Broadcaster,
        wording: Wording,
        timekeeper: Timekeeper,
        *,
        owner: str,
        timeout_s: float,
    ) -> None:
        self._store = store
        self._rasa = rasa
        self._broadcaster = broadcaster
        self._wording = wording
        self._timekeeper = timekeeper
        self._owner = owner
        # A hand-back may precede the turn: two requests.
        self._lease_s = 2 * timeout_s + LEASE_MARGIN_S
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()
        self._tasks: set[asyncio.Task[Any]] = set()
        self._drains: dict[str, asyncio.Task[None]] = {}
        # Conversations with news for a drain that may just have found nothing.
        self._again: set[str] = set()

    def lock(self, conversation_id: str) -> asyncio.Lock:
        """What keeps two tasks of this gateway out of one conversation's turns."""
        found = self._locks.get(conversation_id)
        if found is None:
            found = self._locks[conversation_id] = asyncio.Lock()
        return found

    @property
    def tasks_at_work(self) -> int:
        """How many conversations are being answered."""
        return len(self._drains)

    def start(self, conversation_id: str) -> asyncio.Task[None]:
        """Answers what is pending in a task that outlives its caller.

        A conversation has one such task, however many messages arrive at once.
        """
        self._again.add(conversation_id)
        task = self._drains.get(conversation_id)
        if task is None:
            task = self._own(self._drain(conversation_id))
            self._drains[conversation_id] = task
        return task

    def _own(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._done)
        return task

    def _done(self, task: asyncio.Task[Any]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and task.exception() is not None:
            logger.error("a turn failed", exc_info=task.exception())

    async def answer(self, conversation_id: str, seq: int) -> dict[str, Any]:
        """Waits until the turn `seq` is answered, by us or by another gateway.

        Raises:
            Refused: 404, the conversation was erased meanwhile.
        """
        while True:
            await asyncio.shield(self.start(conversation_id))
            answer = await self._store.read(read_answer_of, conversation_id, seq)
            if answer is not None:
                return dict(answer)
            await asyncio.sleep(BUSY_POLL_S)

    async def close(self) -> None:
        """Ends the tasks; an answer that comes too late stays pending and safe."""
        tasks = list(self._tasks)
        if tasks:
            await asyncio.wait(tasks, timeout=_LAST_ANSWERS_S)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _drain(self, conversation_id: str) -> None:
        try:
            async with self.lock(conversation_id):
                while conversation_id in self._again:
                    self._again.discard(conversation_id)
                    await self._answer_pending(conversation_id)
        finally:
            del self._drains[conversation_id]

    async def _answer_pending(self, conversation_id: str) -> None:
        more = True
        while more:
            # After a power cut nobody holds a lease, and the turn is still pending.
            turn = await self._store.write_forgettable(
                begin, conversation_id, self._owner, self._lease_s
            )
            if not isinstance(turn, Turn):
                return  # nothing left, or another gateway is at it
            more = await self._run(turn)

    async def _run(self, turn: Turn) -> bool:
        """Answers a turn; returns whether others may wait behind it."""
        with metrics.TURN_SECONDS.time():
            outcome = await self._outcome(turn)
            finished = await self._store.write(finish, turn, outcome, self._wording.say)
        if finished is None:
            return True
        metrics.TURNS.labels(turn.mode.value).inc()
        await self._tell(turn, outcome, finished)
        if finished.mode_changed and finished.mode is Mode.QUEUED:
            # Whoever calls while nobody is there hears so with the answer.
            await self._timekeeper.fire(turn.conversation_id)
        if outcome.observed_later:
            self._own(self._observe(turn))
        return finished.more

    async def _outcome(self, turn: Turn) -> Outcome:
        choice = read_choice(turn.text, turn.mode)
        if choice is not None:
            return choice
        calls_back = wants_callback(turn.text, turn.mode)
        if turn.mode not in BOT_SPEAKS and not calls_back:
            return Outcome(observed_later=True)
        await self._broadcaster.typing(turn.conversation_id, Sender.BOT, True)
        try:
            answer = await self._ask_rasa(turn)
            return leave_for_callback(answer) if calls_back else answer
        except RasaUnavailable as error:
            logger.warning(
                "rasa unavailable: %s (conversation %s, turn %s)",
                error,
                turn.conversation_id,
                turn.seq,
            )
            metrics.RASA_FAILURES.labels(str(error)).inc()
            if calls_back:
                return leave_for_callback(None)
            return bot_failed(str(error), BOT_UNAVAILABLE)
        finally:
            await self._broadcaster.typing(turn.conversation_id, Sender.BOT, False)

    async def _ask_rasa(self, turn: Turn) -> Outcome:
        if turn.attempts > MAX_ATTEMPTS:
            raise RasaUnavailable("too_many_attempts")
        handed_back = turn.said_to_human is not None
        if turn.said_to_human is not None:
            await self._rasa.hand_back(turn.conversation_id, turn.said_to_human)
        answer = await self._rasa.answer_turn(_request(turn))
        outcome = read_answer(
            answer,
            unavailable=BOT_UNAVAILABLE,
            action_failed=ACTION_FAILED,
            shareable=default_shareable().answers,
        )
        return replace(outcome, handed_back=handed_back)

    async def _tell(self, turn: Turn, outcome: Outcome, finished: Finished) -> None:
        await self._broadcaster.desk_message(finished.question)
        for message in finished.said:
            await self._broadcaster.message(message)
        if finished.mode_changed or outcome.leaves_message:
            await self._broadcaster.conversation(turn.conversation_id)
        if finished.mode is not Mode.BOT or finished.mode_changed:
            self._broadcaster.queue_changed()
        if outcome.escalation is not None and finished.mode is Mode.QUEUED:
            metrics.ESCALATIONS.labels(outcome.escalation.reason.value).inc()

    async def _observe(self, turn: Turn) -> None:
        """Lets the bot read what a human answers; losing this reading is harmless."""
        try:
            nlu = await self._rasa.observe_turn(_request(turn))
        except RasaUnavailable:
            return
        message = await self._store.write_forgettable(
            set_nlu, turn.conversation_id, turn.seq, nlu.dict()
        )
        if message is not None:
            await self._broadcaster.desk_message(message)


def _request(turn: Turn) -> TurnRequest:
    return TurnRequest(
        conversation_id=turn.conversation_id,
        message_id=turn.message_id,
        text=turn.text,
        retry=turn.attempts > 1,
    )
