"""The nightly run: once, whole, whoever crashes, and never what is in use."""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session, sessionmaker

from bot.contracts.modes import Mode
from bot.contracts.people import AuditAction
from bot.contracts.retention import Kept, StaysFor
from bot.gateway import retention_keeper
from bot.gateway.retention_keeper import RetentionKeeper, RetentionRules
from bot.gateway.store_access import AsyncStore
from bot.knowledge.retention import default_retention
from bot.store.conversations import add_conversation
from bot.store.desk_models import Handoff
from bot.store.engine import create_engine
from bot.store.erasure import erase_trackers
from bot.store.models import Conversation, utc_now
from bot.store.people_models import AuditEvent
from bot.store.service_models import ServiceTimer
from bot.store.service_timers import LEASE, LeaseLost
from tests.gateway.desk_times import FakeClock

BATCH = 3
POLICY = default_retention().copy(update={"batch": BATCH})
PERIOD = POLICY.days.conversations
DAY_S = 24 * 3600.0

NewKeeper = Callable[[str], RetentionKeeper]


@pytest.fixture(autouse=True)
def _no_pause(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retention_keeper, "PAUSE_S", 0)


@pytest.fixture
def trackers(tmp_path: Path) -> Iterator[sa.engine.Engine]:
    """Rasa's memory, as Rasa declares it (rasa/core/tracker_store.py)."""
    engine = create_engine(f"sqlite:///{tmp_path}/tracker.db")
    with engine.begin() as connection:
        connection.execute(
            sa.text(
                "CREATE TABLE events (id INTEGER PRIMARY KEY, sender_id TEXT, "
                "timestamp FLOAT, data TEXT)"
            )
        )
    yield engine
    engine.dispose()


@pytest.fixture
def keeper(
    sessions: sessionmaker, trackers: sa.engine.Engine, clock: FakeClock
) -> Iterator[NewKeeper]:
    """Makes the keeper of a gateway of that name."""
    stores: list[AsyncStore] = []
    rules = RetentionRules(POLICY, ZoneInfo("Europe/Paris"), str(trackers.url))

    def make(owner: str) -> RetentionKeeper:
        stores.append(AsyncStore(sessions))
        return RetentionKeeper(stores[-1], rules, clock, owner)

    yield make
    for store in stores:
        store.close()


def add_old(
    sessions: sessionmaker, trackers: sa.engine.Engine, count: int, days: int = 9999
) -> list[str]:
    """Conversations with a memory, whose last word was so long ago."""
    at = utc_now() - timedelta(days=days)
    with sessions.begin() as session:
        added = [add_conversation(session)[0] for _ in range(count)]
        for conversation in added:
            conversation.updated_at = at
    ids = [str(conversation.id) for conversation in added]
    remember(trackers, ids, at.timestamp())
    return ids


def remember(trackers: sa.engine.Engine, ids: list[str], at: float) -> None:
    with trackers.begin() as connection:
        for key in ids:
            connection.execute(
                sa.text("INSERT INTO events (sender_id, timestamp) VALUES (:k, :at)"),
                [{"k": key, "at": at - 5}, {"k": key, "at": at}],
            )


def known(sessions: sessionmaker) -> set[str]:
    with sessions() as session:
        return set(session.scalars(sa.select(Conversation.id)))


def remembered(trackers: sa.engine.Engine) -> set[str]:
    with trackers.connect() as connection:
        return set(connection.scalars(sa.text("SELECT DISTINCT sender_id FROM events")))


def trail(sessions: sessionmaker) -> list[Any]:
    with sessions() as session:
        query = sa.select(AuditEvent.actor, AuditEvent.detail).where(
            AuditEvent.action == AuditAction.RETENTION_APPLIED.value
        )
        return [tuple(row) for row in session.execute(query)]


async def make_due(keeper: RetentionKeeper, clock: FakeClock) -> None:
    assert await keeper.erase_if_due() is None  # sets the clock
    clock.advance(DAY_S + 3600)


async def test_a_night_deletes_what_is_old_from_the_store_and_from_rasa(
    keeper: NewKeeper,
    sessions: sessionmaker,
    trackers: sa.engine.Engine,
    clock: FakeClock,
) -> None:
    old = add_old(sessions, trackers, 2 * BATCH + 1)
    young = add_old(sessions, trackers, 2, days=PERIOD - 3)
    mine = keeper("one")
    await make_due(mine, clock)
    assert known(sessions) == {*old, *young}, "nothing goes before it is time to"
    done = await mine.erase_if_due()
    assert done is not None
    assert done.erased == {Kept.CONVERSATIONS: len(old)}
    assert known(sessions) == remembered(trackers) == set(young)
    assert trail(sessions) == [("system", {"conversations": len(old)})]


async def test_the_next_run_is_another_night(
    keeper: NewKeeper, sessions: sessionmaker, clock: FakeClock
) -> None:
    mine = keeper("one")
    await make_due(mine, clock)
    assert await mine.erase_if_due() is not None
    assert await mine.erase_if_due() is None
    assert await keeper("two").erase_if_due() is None
    clock.advance(DAY_S + 3600)
    assert await keeper("two").erase_if_due() is not None
    assert len(trail(sessions)) == 2


async def test_of_two_gateways_at_the_same_moment_one_does_it(
    keeper: NewKeeper,
    sessions: sessionmaker,
    trackers: sa.engine.Engine,
    clock: FakeClock,
) -> None:
    old = add_old(sessions, trackers, 4 * BATCH)
    both = [keeper("one"), keeper("two")]
    await make_due(both[0], clock)
    done = await asyncio.gather(*(each.erase_if_due() for each in both))
    assert sorted(each is None for each in done) == [False, True]
    assert trail(sessions) == [("system", {"conversations": len(old)})]


def _fail_after(batches: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """The gateway dies in the middle of a batch, after so many whole ones."""
    left = iter(range(batches))
    real = retention_keeper.erase_overdue

    def dying(session: Session, kind: Kept, *args: Any) -> Any:
        tally = real(session, kind, *args)
        if kind is Kept.CONVERSATIONS and next(left, None) is None:
            raise SystemError("killed")
        return tally

    monkeypatch.setattr(retention_keeper, "erase_overdue", dying)


@pytest.mark.parametrize(
    ("back", "waits"),
    [
        pytest.param("one", False, id="the same gateway, at once"),
        pytest.param("two", True, id="another one, after the lease"),
    ],
)
async def test_a_run_that_was_killed_is_gone_on_with_and_told_once_and_whole(
    keeper: NewKeeper,
    sessions: sessionmaker,
    trackers: sa.engine.Engine,
    clock: FakeClock,
    monkeypatch: pytest.MonkeyPatch,
    back: str,
    waits: bool,
) -> None:
    old = add_old(sessions, trackers, 4 * BATCH)
    mine = keeper("one")
    await make_due(mine, clock)
    with monkeypatch.context() as patched:
        _fail_after(2, patched)
        with pytest.raises(SystemError):
            await mine.erase_if_due()
    assert len(known(sessions)) == 2 * BATCH, "two batches are kept, the third is not"
    assert trail(sessions) == []
    if waits:
        assert await keeper(back).erase_if_due() is None
        clock.advance(LEASE.total_seconds() + 1)
    assert await keeper(back).erase_if_due() is not None
    assert known(sessions) == set()
    assert trail(sessions) == [("system", {"conversations": len(old)})]


async def test_whoever_lost_the_lease_undoes_his_batch_and_stops(
    keeper: NewKeeper,
    sessions: sessionmaker,
    trackers: sa.engine.Engine,
    clock: FakeClock,
) -> None:
    old = add_old(sessions, trackers, 2)
    mine = keeper("one")
    await make_due(mine, clock)

    def taken_over(session: Session) -> None:
        session.get(ServiceTimer, "retention").owner = "two"

    with sessions.begin() as session:
        taken_over(session)
    with pytest.raises(LeaseLost):
        await mine._erase(clock())
    assert known(sessions) == set(old)
    assert trail(sessions) == []


async def test_a_preview_says_what_a_run_then_does_and_touches_nothing(
    keeper: NewKeeper, sessions: sessionmaker, trackers: sa.engine.Engine
) -> None:
    old = add_old(sessions, trackers, BATCH + 1)
    with sessions.begin() as session:
        session.get(Conversation, old[0]).mode = Mode.QUEUED.value
    remember(trackers, ["nobody"], 0.0)
    seen = await keeper("one").preview()
    assert known(sessions) == set(old)
    done = await keeper("one").erase_now()
    assert done is not None
    assert seen.as_counts() == done.as_counts()
    assert seen.stayed == {StaysFor.IN_USE: 1}
    assert known(sessions) == remembered(trackers) == {old[0]}


async def test_rasas_memory_of_unknown_conversations_goes_when_it_is_old(
    keeper: NewKeeper,
    sessions: sessionmaker,
    trackers: sa.engine.Engine,
    clock: FakeClock,
) -> None:
    now = clock().timestamp()
    remember(trackers, ["gone-a", "gone-b"], now - (PERIOD + 1) * DAY_S)
    remember(trackers, ["recent"], now - DAY_S)
    held = add_old(sessions, trackers, 1)
    with sessions.begin() as session:
        session.add(Handoff(conversation_id=held[0], reason="requested"))
    done = await keeper("one").erase_now()
    assert done is not None
    assert done.erased == {Kept.BOT_MEMORY: 2}
    assert remembered(trackers) == {"recent", *held}


async def test_a_store_without_any_memory_of_rasas_is_no_mistake(
    keeper: NewKeeper, sessions: sessionmaker, trackers: sa.engine.Engine
) -> None:
    with trackers.begin() as connection:
        connection.execute(sa.text("DROP TABLE events"))
    assert erase_trackers(trackers, ["x"]) == 0
    assert await keeper("one").erase_now() is not None


async def test_the_trail_holds_counts_and_nobodys_id(
    keeper: NewKeeper, sessions: sessionmaker, trackers: sa.engine.Engine
) -> None:
    old = add_old(sessions, trackers, 2)
    await keeper("one").erase_now()
    written = json.dumps(trail(sessions))
    assert not any(key in written for key in old)


@settings(
    max_examples=10,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(list(Mode)),
            st.integers(PERIOD - 2, PERIOD + 2),
            st.booleans(),
        ),
        max_size=12,
    )
)
def test_any_store_keeps_exactly_who_is_young_or_in_use(
    keeper: NewKeeper,
    sessions: sessionmaker,
    trackers: sa.engine.Engine,
    found: list[tuple[Mode, int, bool]],
) -> None:
    if sessions.kw["bind"].dialect.name != "sqlite":
        pytest.skip("one kind of database is enough for a rule")
    with sessions.begin() as session:
        session.execute(sa.delete(Conversation))
    expected = set()
    for mode, days, is_open in found:
        (key,) = add_old(sessions, trackers, 1, days)
        with sessions.begin() as session:
            session.get(Conversation, key).mode = mode.value
            if is_open:
                session.add(Handoff(conversation_id=key, reason="requested"))
        # A row that is exactly so old is older by the time of this test.
        is_old = days >= PERIOD
        is_at_rest = mode in (Mode.BOT, Mode.CLOSED) and not is_open
        expected |= set() if is_old and is_at_rest else {key}
    with contextlib.closing(asyncio.new_event_loop()) as loop:
        loop.run_until_complete(keeper("one").erase_now())
    assert known(sessions) == expected
