from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session, sessionmaker

from bot.contracts.desk import TimerKind
from bot.store.conversations import add_conversation
from bot.store.desk_models import Handoff, Timer
from bot.store.erasure import erase_conversation
from bot.store.models import utc_now
from bot.store.timers import (
    find_next_due,
    list_conversations_due,
    mark_fired,
    next_promise,
    set_timer,
    stop_timers,
)

KINDS = tuple(TimerKind)
REASSURANCE, FIRST = TimerKind.REASSURANCE, TimerKind.FIRST_ANSWER
RESOLUTION = TimerKind.RESOLUTION
NOW = utc_now()
SOON, LATER = NOW + timedelta(seconds=60), NOW + timedelta(seconds=600)


def handoff_in(session: Session) -> Handoff:
    conversation, _ = add_conversation(session)
    handoff = Handoff(conversation_id=conversation.id, reason="requested", signals=[])
    session.add(handoff)
    session.flush()
    return handoff


def test_of_many_who_take_a_clock_one_gets_it(sessions: sessionmaker):
    with sessions.begin() as session:
        set_timer(session, handoff_in(session), REASSURANCE, NOW, NOW)
        timer = session.scalars(sa.select(Timer)).one()

    def take(_: int) -> bool:
        with sessions.begin() as session:
            return mark_fired(session, timer, NOW)

    with ThreadPoolExecutor(8) as threads:
        assert sum(threads.map(take, range(16))) == 1


def test_what_comes_again_is_numbered(session: Session):
    handoff = handoff_in(session)
    for _ in range(3):
        set_timer(session, handoff, REASSURANCE, SOON, NOW)
    set_timer(session, handoff, FIRST, SOON, NOW)
    steps = session.execute(sa.select(Timer.kind, Timer.step)).all()
    assert sorted(steps) == [
        ("first_answer", 0), ("reassurance", 0), ("reassurance", 1), ("reassurance", 2),
    ]  # fmt: skip


def test_the_next_clock_of_all(session: Session):
    assert find_next_due(session, KINDS) is None
    handoff = handoff_in(session)
    set_timer(session, handoff, RESOLUTION, LATER, NOW)
    set_timer(session, handoff, REASSURANCE, SOON, NOW)
    assert find_next_due(session, KINDS) == SOON
    assert find_next_due(session, [RESOLUTION]) == LATER
    stop_timers(session, handoff.conversation_id, [REASSURANCE], NOW)
    assert find_next_due(session, KINDS) == LATER


def test_only_what_ran_out_is_due(session: Session):
    handoff = handoff_in(session)
    set_timer(session, handoff, REASSURANCE, SOON, NOW)
    assert list_conversations_due(session, KINDS, NOW) == []
    assert list_conversations_due(session, KINDS, SOON) == [handoff.conversation_id]
    assert list_conversations_due(session, [FIRST], SOON) == []


def test_a_missed_promise_is_owed_until_it_is_kept(session: Session):
    handoff = handoff_in(session)
    owner = handoff.conversation_id
    set_timer(session, handoff, FIRST, SOON, NOW)
    set_timer(session, handoff, RESOLUTION, LATER, NOW)
    first = session.scalars(sa.select(Timer).where(Timer.kind == FIRST.value)).one()
    assert not next_promise(session, [owner])[owner].is_missed
    mark_fired(session, first, SOON)
    session.expire_all()
    promise = next_promise(session, [owner])[owner]
    assert (promise.clock, promise.due_at, promise.is_missed) == (FIRST, SOON, True)
    stop_timers(session, owner, [FIRST], LATER)
    assert next_promise(session, [owner])[owner].clock is RESOLUTION


def test_what_was_said_stays_said(session: Session):
    handoff = handoff_in(session)
    set_timer(session, handoff, REASSURANCE, SOON, NOW)
    timer = session.scalars(sa.select(Timer)).one()
    mark_fired(session, timer, SOON)
    stop_timers(session, handoff.conversation_id, [REASSURANCE], LATER)
    session.refresh(timer)
    assert (timer.fired_at, timer.cancelled_at) == (SOON, None)


def test_clocks_are_erased_with_their_conversation(session: Session):
    handoff = handoff_in(session)
    set_timer(session, handoff, REASSURANCE, SOON, NOW)
    erase_conversation(session, handoff.conversation_id)
    assert find_next_due(session, KINDS) is None
