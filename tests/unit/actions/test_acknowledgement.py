from __future__ import annotations

from typing import Any

import pytest
from rasa_sdk.executor import CollectingDispatcher

from actions.acknowledgement import ActionAcknowledge

from .examples import said, tracker_of

USER = {"event": "user"}
EMPATHY = {"event": "action", "name": "action_acknowledge"}
ANSWER = {"event": "action", "name": "utter_rate"}


async def run(
    latest_message: Any = None, events: list[dict[str, Any]] | None = None
) -> tuple[list[str], list[Any]]:
    dispatcher = CollectingDispatcher()
    tracker = tracker_of(latest_message=latest_message, events=events or [USER])
    done = await ActionAcknowledge().run(dispatcher, tracker, {})
    return said(dispatcher), done


@pytest.mark.parametrize(
    ("message", "response"),
    [
        ({"sentiment": {"label": "worried"}}, "utter_acknowledge_worry"),
        ({"sentiment": {"label": "distressed"}}, "utter_acknowledge_worry"),
        ({"sentiment": {"label": "angry"}}, "utter_acknowledge_irritation"),
        ({"sentiment": {"label": "neutral"}}, "utter_acknowledge_irritation"),
        ({"sentiment": None}, "utter_acknowledge_irritation"),
        ({}, "utter_acknowledge_irritation"),
        (None, "utter_acknowledge_irritation"),
    ],
)
async def test_the_words_follow_the_mood(message: Any, response: str):
    responses, _ = await run(message)
    assert responses == [response]


async def test_it_undoes_itself_so_that_the_message_is_answered():
    _, done = await run()
    assert [event["event"] for event in done] == ["undo", "slot"]


async def test_it_is_silent_when_it_spoke_in_the_turn_before():
    responses, done = await run(events=[USER, EMPATHY, ANSWER, USER])
    assert responses == []
    assert done[0]["event"] == "undo"


async def test_it_speaks_again_after_a_turn_without_it():
    responses, _ = await run(events=[USER, EMPATHY, ANSWER, USER, ANSWER, USER])
    assert responses == ["utter_acknowledge_irritation"]
