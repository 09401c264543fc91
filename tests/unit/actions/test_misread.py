from __future__ import annotations

from typing import Any

import pytest
import sqlalchemy as sa
from rasa_sdk.executor import CollectingDispatcher
from sqlalchemy.orm import sessionmaker

from actions.misread import ActionReconsider
from bot.contracts.modes import Mode
from bot.store.engine import create_sessions
from bot.store.hotline_models import AnswerCorrection
from bot.store.models import Base, Conversation

from .examples import said, tracker_of

Event = dict[str, Any]


def heard(text: str, *ranking: str) -> Event:
    readings = [{"name": n, "confidence": 0.6 / (i + 1)} for i, n in enumerate(ranking)]
    return {
        "event": "user",
        "text": text,
        "parse_data": {"intent": readings[0], "intent_ranking": readings},
    }


QUESTION = heard("écrivez-moi à a.b@exemple.fr, quel taux ?", "ask_rate", "ask_amount")
REJECTION = heard("ce n'est pas ma question", "reject_answer", "deny")


@pytest.fixture
def sessions() -> sessionmaker:
    sessions = create_sessions("sqlite://")
    Base.metadata.create_all(sessions.kw["bind"])
    with sessions.begin() as session:
        session.add(
            Conversation(id="conversation-1", token_hash="h", mode=Mode.BOT.value)
        )
    return sessions


async def reconsider(
    sessions: sessionmaker, *events: Event
) -> tuple[CollectingDispatcher, list[Event]]:
    dispatcher = CollectingDispatcher()
    found = await ActionReconsider(sessions).run(
        dispatcher, tracker_of(events=list(events)), {}
    )
    return dispatcher, found


async def test_the_other_readings_are_offered_and_a_person(sessions: sessionmaker):
    dispatcher, events = await reconsider(sessions, QUESTION, REJECTION)
    assert said(dispatcher) == ["utter_misread_offer"]
    payloads = [button["payload"] for button in dispatcher.messages[0]["buttons"]]
    assert payloads == ["/ask_amount", "/ask_human"]
    assert events == []


async def test_what_was_misread_is_kept_without_personal_data(sessions: sessionmaker):
    await reconsider(sessions, QUESTION, REJECTION)
    with sessions.begin() as session:
        kept = session.scalars(sa.select(AnswerCorrection)).one()
        assert (kept.intent, kept.masked_text) == (
            "ask_rate",
            "écrivez-moi à ••••, quel taux ?",
        )


@pytest.mark.parametrize(
    "before",
    [
        pytest.param([], id="nothing came before"),
        pytest.param(
            [heard("/ask_rate", "ask_rate")], id="a button has no other reading"
        ),
        pytest.param([heard("bjr", "greet", "thank")], id="nobody chooses a greeting"),
        pytest.param(
            [{"event": "user", "text": None, "parse_data": None}], id="nothing is known"
        ),
    ],
)
async def test_without_another_reading_it_asks_for_other_words(sessions, before):
    dispatcher, _ = await reconsider(sessions, *before, REJECTION)
    assert said(dispatcher) == ["utter_misread_rephrase"]
    payloads = [button["payload"] for button in dispatcher.messages[0]["buttons"]]
    assert payloads == ["/ask_human"]


@pytest.mark.parametrize(
    "between",
    [
        pytest.param([], id="at once"),
        pytest.param(
            [heard("/ask_amount", "ask_amount")], id="after one of our buttons"
        ),
    ],
)
async def test_the_second_time_in_a_row_a_person_is_called(sessions, between):
    dispatcher, events = await reconsider(
        sessions, QUESTION, REJECTION, *between, REJECTION
    )
    assert said(dispatcher) == []
    decision, followup = events
    assert decision["value"]["reason"] == "repeated_fallback"
    assert decision["value"]["signals"][0]["rule"] == "answer_rejected"
    assert followup == {
        "event": "followup",
        "timestamp": None,
        "name": "action_handoff",
    }


async def test_a_rejection_long_ago_does_not_count(sessions: sessionmaker):
    dispatcher, _ = await reconsider(
        sessions, REJECTION, QUESTION, QUESTION, QUESTION, REJECTION
    )
    assert said(dispatcher) == ["utter_misread_offer"]


async def test_a_store_out_of_reach_costs_the_customer_nothing(caplog):
    dispatcher, events = await reconsider(
        create_sessions("sqlite://"), QUESTION, REJECTION
    )
    assert said(dispatcher) == ["utter_misread_offer"]
    assert events == []
    assert "a.b@exemple.fr" not in caplog.text
