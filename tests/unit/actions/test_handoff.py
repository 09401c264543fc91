from __future__ import annotations

import json
import logging
from typing import Any

import pytest
import sqlalchemy as sa
from rasa_sdk.executor import CollectingDispatcher
from sqlalchemy.orm import sessionmaker

from actions.handoff import ActionHandoff
from bot.contracts.escalation import (
    EscalationReason,
    HandoffNotice,
    read_handoff_notice,
)
from bot.contracts.modes import Mode
from bot.store.desk_models import Handoff
from bot.store.engine import create_sessions
from bot.store.models import Base, Conversation

from .examples import said, tracker_of

SIGNAL = {"rule": "anger", "value": 0.9, "threshold": 0.75}
ANGRY = {
    "kind": "handoff",
    "reason": "negative_sentiment",
    "signals": [SIGNAL],
    "candidates": [],
}


@pytest.fixture
def sessions() -> sessionmaker:
    sessions = create_sessions("sqlite://")
    Base.metadata.create_all(sessions.kw["bind"])
    return sessions


def add_conversation(sessions: sessionmaker, conversation_id: str) -> None:
    with sessions.begin() as session:
        session.add(
            Conversation(id=conversation_id, token_hash="h", mode=Mode.BOT.value)
        )


async def run(
    sessions: sessionmaker, slots: dict[str, Any] | None
) -> tuple[CollectingDispatcher, list[Any]]:
    dispatcher = CollectingDispatcher()
    events = await ActionHandoff(sessions).run(dispatcher, tracker_of(slots), {})
    return dispatcher, events


def notice_in(dispatcher: CollectingDispatcher) -> HandoffNotice:
    notice = read_handoff_notice(dispatcher.messages[-1]["custom"])
    assert notice is not None
    return notice


@pytest.mark.parametrize(
    ("slot", "reason"),
    [
        pytest.param(ANGRY, "negative_sentiment", id="the policy's decision"),
        pytest.param({**ANGRY, "reason": "distress"}, "distress", id="another reason"),
        pytest.param(None, "requested", id="no decision: a rule predicted it"),
        pytest.param({"kind": "clarify"}, "requested", id="an older decision"),
        pytest.param({**ANGRY, "reason": None}, "requested", id="no reason"),
    ],
)
async def test_the_reason_is_said_and_announced(
    sessions: sessionmaker, slot: Any, reason: str
):
    dispatcher, events = await run(sessions, {"escalation": slot})
    assert said(dispatcher) == [f"utter_handoff_{reason}"]
    assert notice_in(dispatcher).reason == EscalationReason(reason)
    assert [(e["name"], e["value"]) for e in events] == [("escalation", None)]


async def test_the_announcement_can_be_written_as_json(sessions: sessionmaker):
    dispatcher, _ = await run(sessions, {"escalation": ANGRY})
    assert json.loads(json.dumps(dispatcher.messages[-1]["custom"])) == {
        "type": "handoff",
        "reason": "negative_sentiment",
        "signals": [SIGNAL],
        "handoff_id": None,
    }


async def test_the_handoff_is_stored_with_signals_and_what_was_told(
    sessions: sessionmaker,
):
    add_conversation(sessions, "conversation-1")
    slots = {"escalation": ANGRY, "region": "Bretagne", "terms_topic": None}
    dispatcher, _ = await run(sessions, slots)
    with sessions.begin() as session:
        row = session.scalars(sa.select(Handoff)).one()
        assert row.id == notice_in(dispatcher).handoff_id
        assert (row.reason, row.signals) == ("negative_sentiment", [SIGNAL])
        assert row.slots == {"region": "Bretagne"}


async def test_what_was_told_is_kept_without_personal_data(sessions: sessionmaker):
    add_conversation(sessions, "conversation-1")
    told = {"callback_phone": "+33612345678", "callback_topic": "SIREN 732 829 320"}
    await run(sessions, {"escalation": ANGRY, **told})
    with sessions.begin() as session:
        row = session.scalars(sa.select(Handoff)).one()
        assert row.slots == {"callback_phone": "••••", "callback_topic": "SIREN ••••"}


async def test_the_question_a_form_was_at_is_kept(sessions: sessionmaker):
    add_conversation(sessions, "conversation-1")
    await run(sessions, {"escalation": ANGRY, "requested_slot": "region"})
    with sessions.begin() as session:
        row = session.scalars(sa.select(Handoff)).one()
        assert row.slots == {"requested_slot": "region"}


async def test_a_handoff_that_is_open_already_is_found_again(sessions: sessionmaker):
    add_conversation(sessions, "conversation-1")
    first, _ = await run(sessions, {"escalation": ANGRY})
    second, _ = await run(sessions, {"escalation": ANGRY})
    assert notice_in(first).handoff_id == notice_in(second).handoff_id


async def test_a_conversation_that_the_store_does_not_know_is_handed_over_too(
    sessions: sessionmaker,
):
    dispatcher, _ = await run(sessions, {"escalation": ANGRY})
    assert notice_in(dispatcher).handoff_id is None


async def test_a_store_out_of_reach_does_not_lose_the_handoff(
    caplog: pytest.LogCaptureFixture,
):
    without_tables = create_sessions("sqlite://")
    with caplog.at_level(logging.ERROR):
        dispatcher, _ = await run(without_tables, {"escalation": ANGRY})
    assert said(dispatcher) == ["utter_handoff_negative_sentiment"]
    assert notice_in(dispatcher).handoff_id is None
    assert "conversation-1" in caplog.text


async def test_a_store_that_does_not_answer_does_not_lose_the_handoff(
    sessions: sessionmaker, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("actions.base.STORE_TIMEOUT_S", 0.0)
    dispatcher, _ = await run(sessions, {"escalation": ANGRY})
    assert notice_in(dispatcher).handoff_id is None


def test_the_action_server_can_create_it_without_arguments():
    assert ActionHandoff().name() == "action_handoff"


@pytest.mark.parametrize(
    ("intent", "expected"),
    [
        pytest.param(
            "report_fraud_victim",
            ["utter_fraud_victim", "utter_handoff_negative_sentiment"],
            id="what cannot wait is said first, to angry customers too",
        ),
        pytest.param(
            "ask_rate", ["utter_handoff_negative_sentiment"], id="nothing to say first"
        ),
        pytest.param(None, ["utter_handoff_negative_sentiment"], id="no intent"),
    ],
)
async def test_what_cannot_wait_goes_before_the_handoff(
    sessions: sessionmaker, intent: str | None, expected: list[str]
) -> None:
    add_conversation(sessions, "conversation-1")
    message = {"intent": {"name": intent}} if intent else {}
    tracker = tracker_of({"escalation": ANGRY}, latest_message=message)
    dispatcher = CollectingDispatcher()
    await ActionHandoff(sessions).run(dispatcher, tracker, {})
    assert said(dispatcher) == expected
