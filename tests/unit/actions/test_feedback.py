from __future__ import annotations

import pytest
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.feedback import ActionThankFeedback


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
