"""Trackers stay short and in step with the store, whatever happens to either."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
import sqlalchemy as sa
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import (
    ActionExecuted,
    ActionReverted,
    ActiveLoop,
    Event,
    SessionStarted,
    SlotSet,
    UserUttered,
)
from rasa.shared.core.trackers import DialogueStateTracker

from bot.channel.live_tracker import KEPT_TURNS, MOST_TURNS, LiveTracker, shorten
from bot.channel.live_trackers import LiveTrackers
from bot.channel.tracker_store import ConversationTrackerStore

from ..escalation.project import DOMAIN
from .service import Gateway, texts

pytestmark = pytest.mark.graph
CUSTOMER = "customer"


@pytest.fixture(scope="module")
def domain() -> Domain:
    return Domain.from_yaml(DOMAIN)


@pytest.fixture
def store(domain: Domain, database: str) -> ConversationTrackerStore:
    return ConversationTrackerStore(domain, database)


def turn(number: int) -> list[Event]:
    return [
        UserUttered(f"message {number}", message_id=str(number)),
        ActionExecuted("utter_rate"),
        ActionExecuted("action_listen"),
    ]


def conversation(turns: int, opening: Sequence[Event] = ()) -> list[Event]:
    start = [SessionStarted(), ActionExecuted("action_listen"), *opening]
    return [*start, *(event for number in range(turns) for event in turn(number))]


def live(domain: Domain, events: Sequence[Event]) -> LiveTracker:
    tracker: LiveTracker = LiveTracker.from_events(CUSTOMER, events, domain.slots)
    tracker.stored = len(events)
    return tracker


def heard(tracker: DialogueStateTracker) -> list[str]:
    return [e.text for e in tracker.events if isinstance(e, UserUttered)]


def test_a_conversation_of_usual_length_is_left_whole(domain: Domain):
    tracker = live(domain, conversation(MOST_TURNS))
    assert shorten(tracker, domain.slots) is tracker


def test_a_long_conversation_keeps_its_latest_turns(domain: Domain):
    short = shorten(live(domain, conversation(MOST_TURNS + 1)), domain.slots)
    expected = range(MOST_TURNS + 1 - KEPT_TURNS, MOST_TURNS + 1)
    assert heard(short) == [f"message {number}" for number in expected]
    assert short.stored == len(short.events)


def test_what_was_told_before_the_cut_is_not_forgotten(domain: Domain):
    told = conversation(MOST_TURNS + 8, [SlotSet("company", "Dupont")])
    assert shorten(live(domain, told), domain.slots).get_slot("company") == "Dupont"


def test_an_open_form_is_never_cut_off(domain: Domain):
    opened = [*conversation(2), ActiveLoop("company_form")]
    asked = [event for number in range(2, 30) for event in turn(number)]
    short = shorten(live(domain, [*opened, *asked]), domain.slots)
    assert short.active_loop_name == "company_form"


def test_only_the_present_session_counts(domain: Domain):
    events = [*conversation(3), *conversation(1)]
    short = shorten(live(domain, events), domain.slots)
    assert heard(short) == ["message 0"]


@pytest.mark.parametrize(
    "extra", [[], [ActionExecuted("action_acknowledge"), ActionReverted()]],
    ids=["nothing undone", "an action undone"],
)  # fmt: skip
def test_the_events_that_count_are_those_of_rasa(domain: Domain, extra: list[Event]):
    events = [*conversation(2), *conversation(3), *extra]
    rasas = DialogueStateTracker.from_events(CUSTOMER, events, domain.slots)
    assert live(domain, events).applied_events() == rasas.applied_events()


async def test_what_is_saved_is_found_after_a_restart(
    store: ConversationTrackerStore, domain: Domain, database: str
):
    tracker = await store.get_or_create_tracker(CUSTOMER, append_action_listen=False)
    tracker.update_with_events(conversation(2), domain)
    await store.save(tracker)
    again = await ConversationTrackerStore(domain, database).retrieve(CUSTOMER)
    assert again is not None
    assert list(again.events) == list(tracker.events)


async def test_each_event_is_written_once(
    store: ConversationTrackerStore, domain: Domain
):
    await play(store, domain, turns=30)
    whole = await store.retrieve_full_tracker(CUSTOMER)
    assert whole is not None
    assert heard(whole) == [f"message {number}" for number in range(30)]
    lent = await store.retrieve(CUSTOMER)
    assert lent is not None
    assert len(heard(lent)) <= MOST_TURNS


async def test_a_turn_that_failed_leaves_nothing_behind(
    store: ConversationTrackerStore, domain: Domain
):
    await play(store, domain, turns=1)
    lent = await store.retrieve(CUSTOMER)
    assert lent is not None
    lent.update_with_events(turn(1), domain)  # and then the turn crashes
    again = await store.retrieve(CUSTOMER)
    assert again is not None
    assert heard(again) == ["message 0"]


async def test_an_erased_conversation_is_gone_from_memory_too(
    store: ConversationTrackerStore, domain: Domain, database: str
):
    await play(store, domain, turns=2)
    with sa.create_engine(database).begin() as another:
        another.execute(sa.text("DELETE FROM events"))
    assert await store.retrieve(CUSTOMER) is None


async def test_what_another_server_wrote_is_seen(
    store: ConversationTrackerStore, domain: Domain, database: str
):
    await play(store, domain, turns=1)
    other = ConversationTrackerStore(domain, database)
    theirs = await other.retrieve(CUSTOMER)
    assert theirs is not None
    theirs.update_with_events(turn(1), domain)
    await other.save(theirs)
    ours = await store.retrieve(CUSTOMER)
    assert ours is not None
    assert heard(ours) == ["message 0", "message 1"]


async def play(store: ConversationTrackerStore, domain: Domain, turns: int) -> None:
    for number in range(turns):
        tracker = await store.get_or_create_tracker(CUSTOMER, None, False)
        opening = [] if number else [SessionStarted(), ActionExecuted("action_listen")]
        tracker.update_with_events([*opening, *turn(number)], domain)
        await store.save(tracker)


def test_sqlite_commits_without_waiting_for_the_disk(store: ConversationTrackerStore):
    with store.engine.connect() as connection:
        assert connection.scalar(sa.text("PRAGMA journal_mode")) == "wal"
        assert connection.scalar(sa.text("PRAGMA synchronous")) == 1  # NORMAL


def test_no_more_trackers_are_kept_than_allowed(domain: Domain):
    trackers = LiveTrackers(most=2)
    for name in ("a", "b", "c"):
        trackers.put(LiveTracker(name, domain.slots))
    assert [trackers.take(name) is None for name in ("a", "b", "c")] == [
        True, False, False,
    ]  # fmt: skip


def test_a_tracker_nobody_asks_for_is_let_go(domain: Domain):
    now = 0.0
    trackers = LiveTrackers(idle_limit_s=60, clock=lambda: now)
    trackers.put(LiveTracker("a", domain.slots))
    now = 61.0
    assert trackers.take("a") is None


async def test_a_story_is_still_known_after_a_long_conversation(gateway: Gateway):
    for _ in range(MOST_TURNS):  # by turns, or a human would take over
        assert texts(await gateway.says("/greet")) == ["greeting"]
        assert texts(await gateway.says("/ask_rate")) == ["rate"]
    await gateway.says("/greet")
    assert texts(await gateway.says("/tell_name")) == ["named"]
