"""Clocks that run out while gateways are killed: each has its effect exactly once."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from aiohttp.test_utils import TestServer
from sqlalchemy.orm import Session, sessionmaker

from bot.contracts.desk import TimerKind
from bot.contracts.modes import Mode
from bot.store import migrate
from bot.store.conversations import add_conversation, change_mode
from bot.store.desk_models import Handoff, Timer
from bot.store.engine import create_engine, sessions_for
from bot.store.messages import list_messages
from bot.store.models import utc_now
from bot.store.timers import set_timer
from tests.e2e.gateway_process import Gateway, gateway_on
from tests.gateway.fake_rasa import FakeRasa
from tests.postgres import postgres_schema

pytestmark = [pytest.mark.e2e, pytest.mark.slow, pytest.mark.timeout(240)]

WAITING = 300  # fewer are done before the kill arrives
PATIENCE_S = 90.0
LATEST_S = 1.0
SLACK_S = 1.0  # of a machine that does other things too

StartGateway = Callable[..., Awaitable[Gateway]]


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path}/store.db"
        return
    with postgres_schema(is_durable=True) as schema_url:
        yield schema_url


@pytest.fixture
def sessions(url: str) -> Iterator[sessionmaker]:
    migrate.upgrade(url)
    engine = create_engine(url)
    yield sessions_for(engine)
    engine.dispose()


@pytest.fixture
async def start_gateway(
    url: str, sessions: sessionmaker, tmp_path: Path
) -> AsyncIterator[StartGateway]:
    server = TestServer(FakeRasa().app())
    await server.start_server()
    running: list[Gateway] = []

    async def start(is_awaited: bool = True) -> Gateway:
        gateway = gateway_on(
            url, tmp_path, BOT_RASA_URL=str(server.make_url("")).rstrip("/")
        )
        running.append(gateway)
        await gateway.launch()
        if is_awaited:
            await gateway.until_it_answers()
        return gateway

    yield start
    for gateway in running:
        await gateway.stop()
    await server.close()


def _add_waiting(session: Session, due: dict[TimerKind, datetime]) -> str:
    """A customer who waits, with clocks of his own."""
    conversation, _ = add_conversation(session)
    change_mode(session, conversation, Mode.QUEUED, actor="bot", reason="requested")
    handoff = Handoff(conversation_id=conversation.id, reason="requested", signals=[])
    session.add(handoff)
    session.flush()
    for kind, due_at in due.items():
        set_timer(session, handoff, kind, due_at, utc_now() - timedelta(hours=1))
    return str(conversation.id)


def _overdue(session: Session) -> list[str]:
    """Everybody missed a reassurance, then an offer, and the first answer."""
    now = utc_now()
    due = {
        TimerKind.REASSURANCE: now - timedelta(seconds=200),
        TimerKind.CALLBACK_OFFER: now - timedelta(seconds=100),
        TimerKind.FIRST_ANSWER: now - timedelta(seconds=50),
    }
    return [_add_waiting(session, due) for _ in range(WAITING)]


def _count_fired(sessions: sessionmaker) -> int:
    with sessions() as session:
        query = sa.select(sa.func.count()).where(Timer.fired_at.is_not(None))
        return int(session.scalar(query))


async def _until(sessions: sessionmaker, fired: int) -> None:
    deadline = time.monotonic() + PATIENCE_S
    while _count_fired(sessions) < fired:
        assert time.monotonic() < deadline, "the clocks did not fire"
        await asyncio.sleep(0.01)


def _assert_each_has_its_effect_once(sessions: sessionmaker, ids: list[str]) -> None:
    with sessions() as session:
        for conversation_id in ids:
            said = list_messages(session, conversation_id)
            assert [m.sender for m in said] == ["system"]
            assert said[0].custom["notice"].startswith("wait_")
        for handoff in session.scalars(sa.select(Handoff)):
            assert [b["clock"] for b in handoff.breaches] == ["first_answer"]
        steps = session.scalars(sa.select(Timer))
        done = {
            (timer.kind, timer.fired_at is not None, timer.cancelled_at is not None)
            for timer in steps
        }
    assert done == {
        ("reassurance", False, True),
        ("callback_offer", True, False),
        ("first_answer", True, False),
    }


async def test_clocks_that_ran_out_during_an_outage_fire_once(
    sessions: sessionmaker, start_gateway: StartGateway
) -> None:
    with sessions.begin() as session:
        ids = _overdue(session)
    # Before it answers it has begun: who waited for that might come too late.
    gateway = await start_gateway(is_awaited=False)
    await _until(sessions, fired=1)
    await gateway.kill()
    killed_at = _count_fired(sessions)
    await gateway.start()
    await _until(sessions, fired=2 * WAITING)
    assert killed_at < 2 * WAITING, "it was killed too late to show anything"
    await asyncio.sleep(2)  # the next rounds must find nothing to do
    _assert_each_has_its_effect_once(sessions, ids)


async def test_two_gateways_and_a_kill_fire_each_clock_once(
    sessions: sessionmaker, start_gateway: StartGateway
) -> None:
    first, _ = await asyncio.gather(start_gateway(), start_gateway())
    with sessions.begin() as session:
        ids = _overdue(session)
    await _until(sessions, fired=1)
    await first.kill()
    await _until(sessions, fired=2 * WAITING)
    await asyncio.sleep(2)
    _assert_each_has_its_effect_once(sessions, ids)


async def test_an_opening_is_told_once_and_begins_everything_anew_once(
    sessions: sessionmaker, start_gateway: StartGateway
) -> None:
    first, _ = await asyncio.gather(start_gateway(), start_gateway())
    past = utc_now() - timedelta(seconds=200)
    with sessions.begin() as session:
        due = {TimerKind.LEAVE_MESSAGE: past, TimerKind.OPENING: past}
        ids = [_add_waiting(session, due) for _ in range(WAITING)]
    await _until(sessions, fired=1)
    await first.kill()
    killed_at = _count_fired(sessions)
    await _until(sessions, fired=WAITING)
    assert killed_at < WAITING, "it was killed too late to show anything"
    await asyncio.sleep(2)
    with sessions() as session:
        for conversation_id in ids:
            assert len(list_messages(session, conversation_id)) == 1
            timers = session.scalars(
                sa.select(Timer).where(Timer.conversation_id == conversation_id)
            ).all()
            running = [t.kind for t in timers if not (t.fired_at or t.cancelled_at)]
            assert running.count("opening") == 1  # the next one
            # The hour at which the test runs decides whether a ladder follows.
            assert running.count("leave_message") <= 1
            assert [t.kind for t in timers if t.fired_at] == ["opening"]


async def test_a_clock_is_late_by_less_than_a_second(
    sessions: sessionmaker, start_gateway: StartGateway
) -> None:
    await start_gateway()
    due = [utc_now() + timedelta(seconds=2 + 0.37 * number) for number in range(5)]
    with sessions.begin() as session:
        for due_at in due:
            _add_waiting(session, {TimerKind.REASSURANCE: due_at})
    await _until(sessions, fired=len(due))
    with sessions() as session:
        timers = list(session.scalars(sa.select(Timer)))
    late = [(t.fired_at - t.due_at).total_seconds() for t in timers]
    assert min(late) >= 0
    assert max(late) < LATEST_S + SLACK_S
