from __future__ import annotations

import json
from typing import Any

import pytest
import sqlalchemy as sa
from rasa_sdk.executor import CollectingDispatcher
from sqlalchemy.orm import sessionmaker

from actions import callback, callback_form, callback_slots
from actions.callback import (
    ActionAskCallbackSlot,
    ActionCancelCallback,
    ActionConfirmCallback,
)
from actions.callback_form import ValidateCallbackForm
from bot.contracts.modes import Mode
from bot.store.callbacks import list_open_callbacks
from bot.store.engine import create_sessions
from bot.store.hotline_models import Callback
from bot.store.models import Base, Conversation
from tests.unit.helpline.examples import NOW, paris

from .examples import said, tracker_of
from .forms import domain_with, message_to_form, values

DOMAIN = domain_with(
    "callback_form", "callback_phone", "callback_slot", "callback_topic"
)
PHONE = "+33612345678"
TOMORROW = paris("2026-11-27 14:00").isoformat()
KNOWN = {
    "callback_phone": PHONE,
    "callback_slot": TOMORROW,
    "callback_topic": "unknown",
}


@pytest.fixture(autouse=True)
def _thursday_morning(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (callback, callback_form, callback_slots):
        monkeypatch.setattr(module, "present", lambda: NOW)


@pytest.fixture
def sessions() -> sessionmaker:
    sessions = create_sessions("sqlite://")
    Base.metadata.create_all(sessions.kw["bind"])
    with sessions.begin() as session:
        session.add(
            Conversation(id="conversation-1", token_hash="h", mode=Mode.BOT.value)
        )
    return sessions


async def validate(
    sessions: sessionmaker, text: str, **message: Any
) -> tuple[list[str], dict[str, Any]]:
    dispatcher = CollectingDispatcher()
    events = await ValidateCallbackForm(sessions).run(
        dispatcher, message_to_form(text, **message), DOMAIN
    )
    return said(dispatcher), values(events)


@pytest.mark.parametrize(
    ("text", "message", "responses", "slots"),
    [
        pytest.param(
            "06 12 34 56 78",
            {"asked": "callback_phone"},
            [],
            {"callback_phone": PHONE},
            id="the number that was asked for",
        ),
        pytest.param(
            "rappelez-moi demain à 14h au 06 12 34 56 78",
            {"intent": "request_callback"},
            [],
            {"callback_phone": PHONE, "callback_slot": TOMORROW},
            id="all in the opening sentence",
        ),
        pytest.param(
            "06 12 34",
            {"asked": "callback_phone"},
            ["utter_callback_phone_wrong"],
            {"callback_phone": None},
            id="nothing but a number, cut short",
        ),
        pytest.param(
            "j’en ai 1234 à la maison",
            {"asked": "callback_phone"},
            [],
            {},
            id="a number of something else: left to the rules",
        ),
        pytest.param(
            "06 12 34 56",
            {"asked": "callback_phone"},
            ["utter_callback_phone_wrong"],
            {"callback_phone": None},
            id="mistyped",
        ),
        pytest.param(
            "0899 12 34 56",
            {"asked": "callback_phone"},
            ["utter_callback_phone_costly"],
            {"callback_phone": None},
            id="a number that costs",
        ),
        pytest.param(
            "demain 14 heures",
            {"asked": "callback_slot"},
            [],
            {"callback_slot": TOMORROW},
            id="the moment that was asked for",
        ),
        pytest.param(
            "samedi",
            {"asked": "callback_slot"},
            ["utter_callback_slot_closed"],
            {"callback_slot": None},
            id="closed",
        ),
        pytest.param(
            "mardi 3 décembre",
            {"asked": "callback_slot"},
            ["utter_callback_slot_doubtful"],
            {"callback_slot": None},
            id="a day that is another",
        ),
        pytest.param(
            "en mars",
            {"asked": "callback_slot", "intent": "ask_delay"},
            [],
            {},
            id="not read: left to the rules",
        ),
        pytest.param(
            "le 20 janvier",
            {"asked": "callback_slot"},
            ["utter_callback_slot_too_far"],
            {"callback_slot": None},
            id="too far",
        ),
        pytest.param(
            "et le taux ?",
            {"asked": "callback_slot", "intent": "ask_rate"},
            [],
            {},
            id="a question in between",
        ),
        pytest.param(
            "oui",
            {"asked": "callback_slot", "intent": "affirm"},
            [],
            {"callback_slot": None},
            id="no moment: asked again",
        ),
        pytest.param(
            "mon dossier déposé lundi",
            {"asked": "callback_topic", "slots": {"callback_slot": TOMORROW}},
            [],
            {"callback_topic": "mon dossier déposé lundi"},
            id="a day in the subject is no moment",
        ),
        pytest.param(
            "non, plutôt lundi à 9h",
            {"asked": "callback_topic", "slots": {"callback_slot": TOMORROW}},
            [],
            {"callback_slot": paris("2026-11-30 09:00").isoformat()},
            id="a moment taken back while the subject is asked",
        ),
        pytest.param(
            "non rien",
            {"asked": "callback_topic", "intent": "deny"},
            [],
            {"callback_topic": "unknown"},
            id="no subject",
        ),
        pytest.param(
            "mon SIREN 732 829 320",
            {"asked": "callback_topic", "slots": {"callback_slot": TOMORROW}},
            [],
            {"callback_topic": "mon SIREN ••••"},
            id="a subject is kept without personal data",
        ),
        pytest.param(
            "et le taux ?",
            {"asked": "callback_topic", "intent": "ask_rate"},
            [],
            {},
            id="a question is no subject",
        ),
        pytest.param(
            "annule",
            {"asked": "callback_topic", "intent": "cancel_form"},
            [],
            {},
            id="leaving is no subject",
        ),
        pytest.param(
            "demain à 14h",
            {"asked": "callback_slot", "rejected": True},
            [],
            {},
            id="a message that was answered otherwise is not read twice",
        ),
        pytest.param("", {"asked": "callback_phone"}, [], {}, id="nothing"),
    ],
)
async def test_a_message_to_the_form(sessions, text, message, responses, slots):
    assert await validate(sessions, text, **message) == (responses, slots)


@pytest.mark.parametrize(
    ("pressed", "slots"),
    [
        pytest.param(TOMORROW, {"callback_slot": TOMORROW}, id="free"),
        pytest.param(
            "2026-11-28T14:00:00+00:00", {"callback_slot": None}, id="Saturday"
        ),
        pytest.param("2020-01-01T10:00:00+00:00", {"callback_slot": None}, id="past"),
        pytest.param("demain", {"callback_slot": None}, id="not a moment"),
    ],
)
async def test_a_moment_from_a_button_is_checked_like_any_other(
    sessions, pressed, slots
):
    _, found = await validate(
        sessions,
        f"/request_callback{json.dumps({'callback_slot': pressed})}",
        asked="callback_slot",
        intent="request_callback",
        entities={"callback_slot": pressed},
    )
    assert found == slots


async def test_who_will_not_give_a_number_is_not_asked_again(sessions):
    _, slots = await validate(
        sessions,
        "je préfère ne pas le donner",
        asked="callback_phone",
        intent="decline_to_answer",
    )
    # Rasa rejects a form that sets nothing but `requested_slot`, and would ask again.
    assert slots == {"callback_phone": None, "requested_slot": None}


async def test_who_will_not_say_what_about_keeps_his_number(sessions):
    _, slots = await validate(
        sessions,
        "je préfère ne pas le dire",
        asked="callback_topic",
        intent="decline_to_answer",
        slots={"callback_phone": PHONE, "callback_slot": TOMORROW},
    )
    assert slots["callback_topic"] == "unknown"
    assert "callback_phone" not in slots


async def test_a_taken_slot_is_not_promised(sessions, monkeypatch):
    for number in range(2):
        with sessions.begin() as session:
            session.add(
                Conversation(id=f"c-{number}", token_hash=f"{number}", mode="bot")
            )
            session.flush()
            session.add(
                Callback(
                    conversation_id=f"c-{number}",
                    phone=PHONE,
                    slot_start=paris("2026-11-27 14:00"),
                    slot_end=paris("2026-11-27 14:30"),
                )
            )
    heard, slots = await validate(sessions, "demain à 14h", asked="callback_slot")
    assert (heard, slots) == (["utter_callback_slot_closed"], {"callback_slot": None})


async def test_the_question_offers_three_moments_and_a_person(sessions):
    dispatcher = CollectingDispatcher()
    await ActionAskCallbackSlot(sessions).run(dispatcher, tracker_of(), {})
    [message] = dispatcher.messages
    payloads = [button["payload"] for button in message["buttons"]]
    assert [p.split("{")[0] for p in payloads] == ["/request_callback"] * 3 + [
        "/ask_human"
    ]


async def test_a_refusal_has_asked_already(sessions):
    dispatcher = CollectingDispatcher()
    events = [
        {"event": "user", "text": "samedi"},
        {"event": "bot", "metadata": {"utter_action": "utter_callback_slot_closed"}},
    ]
    await ActionAskCallbackSlot(sessions).run(dispatcher, tracker_of(events=events), {})
    assert dispatcher.messages == []


async def test_a_promised_call_is_stored_and_said_masked(sessions):
    dispatcher = CollectingDispatcher()
    events = await ActionConfirmCallback(sessions).run(
        dispatcher, tracker_of(slots=KNOWN), {}
    )
    [message] = dispatcher.messages
    assert message["response"] == "utter_callback_confirmed"
    assert message["callback_number"].replace("\u00a0", " ") == "06 •• •• •• 78"
    assert "vendredi 27" in message["callback_moment"]
    assert values(events) == {"callback_slot": None}
    with sessions.begin() as session:
        call = list_open_callbacks(session)[0]
        assert (call.phone, call.topic) == (PHONE, None)
        assert call.slot_start == paris("2026-11-27 14:00")


async def test_finally_another_day_moves_the_call(sessions):
    dispatcher = CollectingDispatcher()
    action = ActionConfirmCallback(sessions)
    await action.run(dispatcher, tracker_of(slots=KNOWN), {})
    monday = {**KNOWN, "callback_slot": paris("2026-11-30 09:00").isoformat()}
    await action.run(dispatcher, tracker_of(slots=monday), {})
    assert said(dispatcher) == ["utter_callback_confirmed", "utter_callback_changed"]
    with sessions.begin() as session:
        assert len(list_open_callbacks(session)) == 1


@pytest.mark.parametrize(
    "slots",
    [
        pytest.param({**KNOWN, "callback_phone": None}, id="no number"),
        pytest.param({**KNOWN, "callback_slot": None}, id="no moment"),
        pytest.param({}, id="nothing"),
    ],
)
async def test_without_number_or_moment_nothing_is_promised(sessions, slots):
    dispatcher = CollectingDispatcher()
    await ActionConfirmCallback(sessions).run(dispatcher, tracker_of(slots=slots), {})
    assert said(dispatcher) == ["utter_callback_without_phone"]
    with sessions.begin() as session:
        assert list_open_callbacks(session) == []


async def test_a_call_is_cancelled_and_everything_forgotten(sessions):
    dispatcher = CollectingDispatcher()
    await ActionConfirmCallback(sessions).run(dispatcher, tracker_of(slots=KNOWN), {})
    events = await ActionCancelCallback(sessions).run(dispatcher, tracker_of(), {})
    assert said(dispatcher)[-1] == "utter_callback_cancelled"
    assert set(values(events).values()) == {None}
    await ActionCancelCallback(sessions).run(dispatcher, tracker_of(), {})
    assert said(dispatcher)[-1] == "utter_callback_none"
    with sessions.begin() as session:
        assert session.scalars(sa.select(Callback)).one().state == "cancelled"


@pytest.mark.parametrize("action", [ActionConfirmCallback, ActionCancelCallback])
async def test_a_store_out_of_reach_calls_a_person(action):
    without_tables = create_sessions("sqlite://")
    dispatcher = CollectingDispatcher()
    events = await action(without_tables).run(dispatcher, tracker_of(slots=KNOWN), {})
    assert said(dispatcher) == []
    assert values(events)["escalation"] == {
        "kind": "failed",
        "action": action().name(),
    }


async def test_moments_are_offered_even_without_a_store():
    dispatcher = CollectingDispatcher()
    without_tables = create_sessions("sqlite://")
    await ActionAskCallbackSlot(without_tables).run(dispatcher, tracker_of(), {})
    assert len(dispatcher.messages[0]["buttons"]) == 4
