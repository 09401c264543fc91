from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest
from sqlalchemy.orm import Session

from bot.contracts.modes import Mode
from bot.errors import StoreError
from bot.store.agents import add_agent
from bot.store.callbacks import (
    NewCallback,
    book_callback,
    count_promised,
    list_open_callbacks,
    mark_cancelled,
    mark_done,
)
from bot.store.models import Conversation

NOON = datetime(2026, 11, 30, 12, tzinfo=timezone.utc)
HALF_AN_HOUR = timedelta(minutes=30)


def call_at(start: datetime, phone: str = "+33612345678") -> NewCallback:
    return NewCallback(phone, start, start + HALF_AN_HOUR, "Mon dossier")


@pytest.fixture
def conversations(session: Session) -> tuple[str, str]:
    ids = ("conversation-1", "conversation-2")
    for each in ids:
        session.add(Conversation(id=each, token_hash=each, mode=Mode.BOT.value))
    session.flush()
    return ids


def test_asking_again_moves_the_call(session: Session, conversations):
    mine, _ = conversations
    assert book_callback(session, mine, call_at(NOON)) is False
    later = call_at(NOON + HALF_AN_HOUR)
    assert book_callback(session, mine, later) is True
    assert [c.slot_start for c in list_open_callbacks(session)] == [later.start]


def test_another_number_replaces_the_first_one_too(session: Session, conversations):
    mine, _ = conversations
    book_callback(session, mine, call_at(NOON))
    book_callback(session, mine, call_at(NOON, "+33761223344"))
    assert [c.phone for c in list_open_callbacks(session)] == ["+33761223344"]


def test_nobody_moves_the_call_of_another_conversation(session, conversations):
    mine, other = conversations
    book_callback(session, mine, call_at(NOON))
    book_callback(session, other, call_at(NOON + HALF_AN_HOUR))
    assert mark_cancelled(session, other) == 1
    assert [c.conversation_id for c in list_open_callbacks(session)] == [mine]


def test_only_calls_still_promised_fill_a_slot(session: Session, conversations):
    mine, other = conversations
    book_callback(session, mine, call_at(NOON))
    book_callback(session, other, call_at(NOON))
    assert count_promised(session, NOON - HALF_AN_HOUR) == {NOON: 2}
    mark_cancelled(session, other)
    assert count_promised(session, NOON) == {NOON: 1}
    assert count_promised(session, NOON + HALF_AN_HOUR) == {}


def test_a_call_is_made_once_and_by_somebody(session: Session, conversations):
    mine, _ = conversations
    first = add_agent(session, "camille", "Camille", "mot-de-passe-d-essai")
    book_callback(session, mine, call_at(NOON))
    call = list_open_callbacks(session)[0]
    assert mark_done(session, call.id, first.id) == "done"
    made_at = call.done_at
    assert mark_done(session, call.id, first.id) == "done"
    assert (call.done_by, call.done_at) == (first.id, made_at)
    assert list_open_callbacks(session) == []


def test_a_cancelled_call_stays_cancelled(session: Session, conversations):
    mine, _ = conversations
    book_callback(session, mine, call_at(NOON))
    call = list_open_callbacks(session)[0]
    mark_cancelled(session, mine)
    session.expire_all()
    assert mark_done(session, call.id, 1) == "cancelled"
    assert mark_done(session, "unknown", 1) is None


def test_a_conversation_that_the_store_does_not_know_gets_no_call(session: Session):
    with pytest.raises(StoreError, match="does not know it"):
        book_callback(session, "nowhere", call_at(NOON))
