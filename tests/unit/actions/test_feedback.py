from __future__ import annotations

import pytest
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.feedback import ActionThankFeedback, ValidateFeedbackForm
from tests.unit.actions.forms import domain_with, message_to_form, values

TOLD = "Un accueil chaleureux du début à la fin."
DOMAIN = domain_with("feedback_form", "feedback_text")


async def thank(told):
    tracker = Tracker(
        "c1", {"feedback_text": told}, {}, [], False, None, {}, "feedback_form"
    )
    dispatcher = CollectingDispatcher()
    events = await ActionThankFeedback().run(dispatcher, tracker, {})
    said = [message["response"] for message in dispatcher.messages]
    return said, {event["name"]: event["value"] for event in events}


async def test_words_are_kept_and_the_form_can_listen_again():
    said, slots = await thank("La vendeuse a pris le temps.")
    assert said == ["utter_feedback_thanks"]
    assert slots == {
        "feedback_last": "La vendeuse a pris le temps.",
        "feedback_text": None,
    }


@pytest.mark.parametrize("told", [None, ""])
async def test_nothing_told_keeps_what_was_told_before(told):
    said, slots = await thank(told)
    assert said == ["utter_feedback_thanks"]
    assert "feedback_last" not in slots


@pytest.mark.parametrize(
    ("text", "intent", "confidence", "slots"),
    [
        pytest.param(TOLD, "give_feedback", 0.9, {"feedback_text": TOLD}, id="told"),
        pytest.param(
            TOLD, "say_goodbye", 0.3, {"feedback_text": TOLD}, id="an unlikely goodbye"
        ),
        pytest.param("au revoir", "say_goodbye", 0.9, {}, id="a goodbye"),
        pytest.param("c'est gardé ?", "ask_data_kept", 0.9, {}, id="a question"),
        pytest.param("/affirm", "affirm", 1.0, {}, id="a button tells nothing"),
        pytest.param("", "out_of_scope", 0.1, {}, id="nothing"),
    ],
)
async def test_what_the_form_takes(text, intent, confidence, slots):
    tracker = message_to_form(text, asked="feedback_text", intent=intent)
    tracker.latest_message["intent"]["confidence"] = confidence
    events = await ValidateFeedbackForm().run(CollectingDispatcher(), tracker, DOMAIN)
    assert values(events) == slots


async def test_the_sentence_that_opens_the_form_is_no_feedback():
    tracker = message_to_form("je veux donner mon avis", intent="give_feedback")
    events = await ValidateFeedbackForm().run(CollectingDispatcher(), tracker, DOMAIN)
    assert "feedback_text" not in values(events)
