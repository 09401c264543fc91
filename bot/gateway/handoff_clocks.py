"""Which clocks start and stop when something happens to a handoff.

Called inside the transaction of what happens, on a locked conversation.

called:     first answer, resolution, the ladder of who waits, the next opening
claimed:    ladder and opening stop
released:   they begin anew, as the ladder does at an opening
taken back: resolution, after an end
customer:   next answer, from the oldest words that nobody has answered
agent:      first and next answer stop
over:       everything stops
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy.orm import Session

from bot.contracts.desk import TimerKind
from bot.contracts.modes import Mode
from bot.desk.service_levels import PROMISES, promise_due
from bot.desk.waiting import LADDER, STEPS, Planned, plan_ladder, plan_opening
from bot.gateway.desk_time import DeskTime, desk_time_of
from bot.gateway.prospects import is_anybody_there
from bot.store.desk_models import Handoff
from bot.store.handoffs import find_open_handoff
from bot.store.models import Conversation
from bot.store.timers import is_running, set_timer, stop_timers

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


def taken_back(session: Session, conversation: Conversation) -> None:
    """An agent opened a conversation again: nobody waited, no first answer is owed."""
    handoff = find_open_handoff(session, conversation.id)
    if handoff is not None:
        time = desk_time_of(session)
        _promise(session, time, handoff, TimerKind.RESOLUTION, time.now())


def mode_changed(session: Session, conversation: Conversation, was: Mode) -> None:
    """The conversation is in another mode, or with another agent, than it was."""
    time = desk_time_of(session)
    now, mode = time.now(), Mode(conversation.mode)
    stop_timers(session, conversation.id, STEPS, now)
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
    if not is_running(session, handoff, TimerKind.FIRST_ANSWER):
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
    stop_timers(session, conversation_id, STEPS, desk_time_of(session).now())


def opening_told(session: Session, handoff: Handoff, *, begins_anew: bool) -> None:
    """Who waited through an opening was told of it.

    Args:
        session: A writing session, the conversation locked.
        handoff: Whose customer waits.
        begins_anew: Whether a new ladder begins; else he was told that he may go.
    """
    time = desk_time_of(session)
    now = time.now()
    stop_timers(session, handoff.conversation_id, LADDER, now)
    if begins_anew:
        # Also when nobody is there yet: that was just said, and the next step says how
        # it stands then.
        steps = plan_ladder(time.waiting, time.hours, now, anybody=True)
        _set(session, handoff, steps, now)
    _set_opening(session, time, handoff, now)


def _start_ladder(
    session: Session, time: DeskTime, handoff: Handoff, now: datetime
) -> None:
    anybody = is_anybody_there(session)
    steps = plan_ladder(time.waiting, time.hours, now, anybody=anybody)
    _set(session, handoff, steps, now)
    _set_opening(session, time, handoff, now)


def _set_opening(
    session: Session, time: DeskTime, handoff: Handoff, now: datetime
) -> None:
    opening = plan_opening(time.waiting, time.hours, now)
    _set(session, handoff, [opening] if opening else [], now)


def _set(
    session: Session, handoff: Handoff, steps: Iterable[Planned], now: datetime
) -> None:
    for step in steps:
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
