from __future__ import annotations

from typing import Any

import pytest
from rasa_sdk.executor import CollectingDispatcher

from actions.listening import (
    ActionAskListeningFormSituationConfirmed,
    ActionConcludeListening,
)
from actions.listening_form import ValidateListeningForm

from .examples import said, tracker_of
from .forms import domain_with, message_to_form, values

TEXT, CONFIRMED = "situation_text", "situation_confirmed"
DOMAIN = domain_with("listening_form", TEXT, CONFIRMED)
TOLD = "les commandes ont baissé de moitié"
HEARD = {
    TEXT: TOLD,
    "situation_last": TOLD,
    "situation_theme": "customers",
    "situation_details": "",
}


async def form(text: str, **message: Any) -> dict[str, Any]:
    tracker = message_to_form(text, **message)
    events = await ValidateListeningForm().run(CollectingDispatcher(), tracker, DOMAIN)
    return values(events)


@pytest.mark.parametrize(
    ("text", "intent", "slots"),
    [
        pytest.param(TOLD, "express_worry", HEARD, id="told"),
        pytest.param("au revoir", "say_goodbye", {}, id="a goodbye"),
        pytest.param("c'est gardé ?", "ask_data_kept", {}, id="a question"),
        pytest.param("/affirm", "affirm", {}, id="a button tells nothing"),
    ],
)
async def test_the_open_question_takes_a_story(text, intent, slots):
    assert await form(text, asked=TEXT, intent=intent) == slots


async def test_a_long_opening_is_the_story():
    text = "je voudrais vous raconter : " + "les clients ne viennent plus " * 3
    opened = await form(text, intent="tell_situation")
    assert opened["situation_theme"] == "customers"
    assert await form("je voudrais raconter", intent="tell_situation") == {}


BEFORE = {**HEARD, "situation_misheard": None}
AGAIN = {**HEARD, "situation_misheard": True}


@pytest.mark.parametrize(
    ("text", "intent", "before", "slots"),
    [
        pytest.param("oui", "affirm", BEFORE, {CONFIRMED: True}, id="yes"),
        pytest.param("oui", "affirm", AGAIN, {CONFIRMED: True}, id="yes, corrected"),
        pytest.param(
            "non",
            "deny",
            BEFORE,
            {TEXT: None, "situation_misheard": True},
            id="a bare no asks again",
        ),
        pytest.param(
            "non pas tout à fait",
            "deny",
            BEFORE,
            {TEXT: None, "situation_misheard": True},
            id="so does a long one",
        ),
        pytest.param(
            "non, c'est le loyer qui pèse",
            "deny",
            BEFORE,
            {
                TEXT: "non, c'est le loyer qui pèse",
                "situation_last": f"{TOLD}\nnon, c'est le loyer qui pèse",
                "situation_theme": "unpaid",
                "situation_details": "",
                "situation_misheard": True,
            },
            id="a no that says what it is",
        ),
        pytest.param("non", "deny", AGAIN, {CONFIRMED: False}, id="the second no"),
        pytest.param(
            "et le loyer court toujours",
            "express_worry",
            AGAIN,
            {CONFIRMED: False},
            id="another correction",
        ),
        pytest.param("le taux ?", "ask_rate", BEFORE, {}, id="a question"),
        pytest.param("un conseiller", "ask_human", BEFORE, {}, id="a person"),
    ],
)
async def test_the_answer_to_what_was_heard(text, intent, before, slots):
    assert await form(text, asked=CONFIRMED, intent=intent, slots=before) == slots


async def conclude(confirmed: Any) -> tuple[list[str], list[dict[str, Any]]]:
    dispatcher = CollectingDispatcher()
    tracker = tracker_of(slots={CONFIRMED: confirmed})
    events = await ActionConcludeListening().run(dispatcher, tracker, {})
    return said(dispatcher), events


async def test_what_was_understood_leads_to_what_can_be_done():
    words, events = await conclude(True)
    assert words == ["utter_listening_next"]
    assert set(values(events).values()) == {None}
    assert "situation_last" not in values(events)


@pytest.mark.parametrize("confirmed", [False, None])
async def test_what_was_misheard_twice_goes_to_a_person(confirmed):
    words, events = await conclude(confirmed)
    assert words == []
    assert events[-1]["name"] == "action_handoff"
    decision = values(events)["escalation"]
    assert decision["signals"][0]["rule"] == "story_misheard"


async def test_details_are_said_back():
    dispatcher = CollectingDispatcher()
    tracker = tracker_of(slots={"situation_details": ", et vous parlez d’un an"})
    await ActionAskListeningFormSituationConfirmed().run(dispatcher, tracker, {})
    assert said(dispatcher) == ["utter_listening_check"]
    assert dispatcher.messages[0]["situation_details"] == ", et vous parlez d’un an"
