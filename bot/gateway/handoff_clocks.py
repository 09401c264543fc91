"""Which clocks start and stop when something happens to a handoff.

Called inside the transaction of what happens, on a locked conversation.

called:    first answer, resolution, the ladder of who waits
claimed:   the ladder stops
released:  the ladder begins anew
customer:  next answer, from the oldest words that nobody has answered
agent:     first and next answer stop
over:      everything stops
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from bot.contracts.desk import TimerKind
from bot.contracts.modes import Mode
from bot.desk.service_levels import PROMISES, promise_due
from bot.desk.waiting import LADDER, plan_ladder
from bot.gateway.desk_time import DeskTime, desk_time_of
from bot.gateway.prospects import is_anybody_there
from bot.store.desk_models import Handoff
from bot.store.handoffs import find_open_handoff
from bot.store.models import Conversation
from bot.store.timers import set_timer, stop_timers

ANSWERS = (TimerKind.FIRST_ANSWER, TimerKind.NEXT_ANSWER)


def human_called(session: Session, conversation: Conversation) -> None:
    """A handoff was opened: the customer waits from now on."""
    handoff = find_open_handoff(session, conversation.id)
    if handoff is None:
        return
    time = desk_time_of(session)
    now = time.now()
    handoff.waiting_since = handoff.waiting_since or now
    for clock in (TimerKind.FIRST_ANSWER, TimerKind.RESOLUTION):
        _promise(session, time, handoff, clock, now)
    _start_ladder(session, time, handoff, now)


def mode_changed(session: Session, conversation: Conversation, was: Mode) -> None:
    """The conversation is in another mode, or with another agent, than it was."""
    time = desk_time_of(session)
    now, mode = time.now(), Mode(conversation.mode)
    stop_timers(session, conversation.id, LADDER, now)
    if mode is Mode.QUEUED and was is Mode.HUMAN:
        handoff = find_open_handoff(session, conversation.id)
        if handoff is not None:
            _start_ladder(session, time, handoff, now)
    elif mode in (Mode.BOT, Mode.WRAP_UP, Mode.CLOSED):
        stop_timers(session, conversation.id, PROMISES, now)


def customer_wrote(session: Session, conversation: Conversation) -> None:
    """The customer wrote while a human is expected."""
    if conversation.mode not in (Mode.QUEUED.value, Mode.HUMAN.value):
        return
    handoff = find_open_handoff(session, conversation.id)
    if handoff is None or handoff.waiting_since is not None:
        return  # what was written before still waits for its answer
    time = desk_time_of(session)
    handoff.waiting_since = now = time.now()
    if handoff.first_answer_at is not None:
        _promise(session, time, handoff, TimerKind.NEXT_ANSWER, now)


def agent_answered(session: Session, conversation: Conversation) -> None:
    """An agent wrote to the customer."""
    handoff = find_open_handoff(session, conversation.id)
    if handoff is None:
        return
    now = desk_time_of(session).now()
    handoff.first_answer_at = handoff.first_answer_at or now
    handoff.waiting_since = None
    stop_timers(session, conversation.id, ANSWERS, now)


def stop_ladder(session: Session, conversation_id: str) -> None:
    """The customer said what he wants: nothing more is offered to him."""
    stop_timers(session, conversation_id, LADDER, desk_time_of(session).now())


def _start_ladder(
    session: Session, time: DeskTime, handoff: Handoff, now: datetime
) -> None:
    anybody = is_anybody_there(session)
    for step in plan_ladder(time.waiting, time.hours, now, anybody=anybody):
        set_timer(session, handoff, step.kind, step.due_at, now)


def _promise(
    session: Session,
    time: DeskTime,
    handoff: Handoff,
    clock: TimerKind,
    now: datetime,
) -> None:
    due_at = promise_due(time.levels, time.hours, clock, handoff.reason, now)
    if due_at is not None:
        set_timer(session, handoff, clock, due_at, now)
