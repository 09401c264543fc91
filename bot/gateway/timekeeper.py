"""Fires the clocks that have run out: each once, whoever crashes or restarts when.

A clock is taken and what follows from it is stored in one transaction on the locked
conversation; only then is anybody told. What a crash leaves untold is found by browsers
that resume, like every message.
"""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from bot.contracts.desk import TimerKind
from bot.contracts.modes import Mode, Sender
from bot.desk.service_levels import PROMISES
from bot.desk.waiting import (
    LADDER,
    STEPS,
    Planned,
    Words,
    ends_the_ladder,
    latest_step,
)
from bot.gateway import metrics
from bot.gateway.broadcaster import Broadcaster
from bot.gateway.desk_time import DeskTime, desk_time_of
from bot.gateway.handoff_clocks import opening_told
from bot.gateway.prospects import read_prospects
from bot.gateway.store_access import AsyncStore
from bot.gateway.wait_messages import wait_message
from bot.gateway.wording import Wording
from bot.store.conversations import lock_conversation
from bot.store.desk_figures import list_waiting_ids
from bot.store.desk_models import Handoff, Timer
from bot.store.handoffs import find_open_handoff
from bot.store.messages import add_message
from bot.store.models import Conversation, Message
from bot.store.timers import (
    add_breach,
    find_next_due,
    list_conversations_due,
    list_due,
    mark_fired,
    stop_timers,
)

logger = logging.getLogger(__name__)

KINDS = (*STEPS, *PROMISES)
# Clocks are looked at this often, so that one set by another gateway is seen in time.
ROUND_S = 1.0
OVERDUE_PAUSE_S = 0.25  # it ran out meanwhile, or could not be fired
# Who waits is told anew of hours, people and his wait.
REFRESH_ROUNDS = 30


@dataclass(frozen=True)
class Fired:
    """What followed from the clocks of one conversation."""

    said: Message | None = None
    words: Words | None = None
    missed: tuple[TimerKind, ...] = ()


def fire_clocks(session: Session, conversation_id: str, wording: Wording) -> Fired:
    """Acts on every clock of a conversation that has run out."""
    conversation = lock_conversation(session, conversation_id)
    if conversation is None:
        return Fired()
    now = desk_time_of(session).now()
    due = list_due(session, conversation_id, KINDS, now)
    handoff = find_open_handoff(session, conversation_id)
    if handoff is None:
        stop_timers(session, conversation_id, KINDS, now)
        return Fired()
    missed = [t for t in due if _is_promise(t) and mark_fired(session, t, now)]
    for timer in missed:
        add_breach(handoff, TimerKind(timer.kind), timer.due_at)
    steps = [timer for timer in due if not _is_promise(timer)]
    said, words = _say_latest(session, conversation, handoff, steps, wording)
    return Fired(said, words, tuple(TimerKind(timer.kind) for timer in missed))


def _is_promise(timer: Timer) -> bool:
    return TimerKind(timer.kind) in PROMISES


def _say_latest(
    session: Session,
    conversation: Conversation,
    handoff: Handoff,
    steps: list[Timer],
    wording: Wording,
) -> tuple[Message | None, Words | None]:
    """Says the latest of the steps that are due; the others are passed over."""
    now = desk_time_of(session).now()
    if not steps or conversation.mode != Mode.QUEUED.value:
        stop_timers(session, conversation.id, STEPS if steps else (), now)
        return None, None
    timer = _latest(steps)
    for passed in steps:
        if passed is not timer:
            passed.cancelled_at = now
    if not mark_fired(session, timer, now):
        return None, None
    kind = TimerKind(timer.kind)
    message = wait_message(session, handoff, kind, timer.step, wording)
    ends = ends_the_ladder(message.words)
    if kind is TimerKind.OPENING:
        opening_told(session, handoff, begins_anew=not ends)
    elif ends:
        stop_timers(session, conversation.id, LADDER, now)
    columns: dict[str, Any] = {"buttons": message.buttons, "custom": message.custom}
    columns["reply_to"] = _turn_that_called(conversation, timer)
    said = add_message(session, conversation, Sender.SYSTEM, message.text, **columns)
    return said, message.words


def _latest(steps: list[Timer]) -> Timer:
    planned = {Planned(TimerKind(t.kind), t.due_at): t for t in steps}
    return planned[latest_step(list(planned))]


def _turn_that_called(conversation: Conversation, timer: Timer) -> int | None:
    """What is said at once belongs to the answer of the turn that called a human."""
    at_once = timer.step == 0 and timer.due_at == timer.created_at
    if not at_once or conversation.handed_over_seq is None:
        return None
    return int(conversation.handed_over_seq) + 1


class Timekeeper:
    """Looks at the clocks for as long as the gateway runs."""

    def __init__(
        self,
        store: AsyncStore,
        broadcaster: Broadcaster,
        wording: Wording,
        time: DeskTime,
    ) -> None:
        """Keeps its collaborators."""
        self._store = store
        self._broadcaster = broadcaster
        self._wording = wording
        self._time = time
        self._known: tuple[bool, bool] | None = None
        self._rounds = 0

    async def run(self) -> None:
        """Makes its rounds for ever, and one more whenever a clock runs out between."""
        while True:
            pause_s = ROUND_S
            try:
                await self.fire_all()
                await self.tell_prospects()
                pause_s = await self._pause_s()
            except Exception:  # the next round may succeed
                logger.exception("a round of the timekeeper failed")
            await asyncio.sleep(pause_s)

    async def fire_all(self) -> None:
        """Fires every clock that has run out."""
        due = await self._store.read(list_conversations_due, KINDS, self._time.now())
        for conversation_id in due:
            try:
                await self.fire(conversation_id)
            except Exception:  # one conversation must not stop the others' clocks
                logger.exception("the clocks of %s failed", conversation_id)

    async def fire(self, conversation_id: str) -> None:
        """Fires the clocks of one conversation, and tells whom it concerns."""
        fired = await self._store.write(fire_clocks, conversation_id, self._wording)
        if fired.said is not None and fired.words is not None:
            metrics.WAIT_STEPS.labels(fired.words.value).inc()
            await self._broadcaster.message(fired.said)
        for clock in fired.missed:
            metrics.BREACHES.labels(clock.value).inc()
        if fired.missed:
            self._broadcaster.queue_changed()

    async def tell_prospects(self) -> None:
        """Tells who waits when hours or people changed, and now and then the wait."""
        prospects = await self._store.read(read_prospects, None)
        known = (prospects.is_open, prospects.anybody)
        is_news = self._known not in (None, known)
        self._known = known
        self._rounds += 1
        if not is_news and self._rounds < REFRESH_ROUNDS:
            return
        self._rounds = 0
        for conversation_id in await self._store.read(list_waiting_ids):
            await self._broadcaster.conversation(conversation_id)

    async def _pause_s(self) -> float:
        due_at = await self._store.read(find_next_due, KINDS)
        if due_at is None:
            return ROUND_S
        left_s = (due_at - self._time.now()).total_seconds()
        return min(ROUND_S, left_s) if left_s > 0 else OVERDUE_PAUSE_S
