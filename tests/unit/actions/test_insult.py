from __future__ import annotations

from typing import Any

import pytest
from rasa_sdk.executor import CollectingDispatcher

from actions.insult import ActionAnswerInsult, was_insulted

from .examples import said, tracker_of

Event = dict[str, Any]


def done(name: str) -> Event:
    return {"event": "action", "name": name}


INSULTED = done("action_answer_insult")
HANDED_OVER = done("action_handoff")
HEARD: Event = {"event": "user", "text": "imbécile"}


async def test_the_first_insult_is_answered_calmly():
    dispatcher = CollectingDispatcher()
    events = await ActionAnswerInsult().run(dispatcher, tracker_of(events=[HEARD]), {})
    assert said(dispatcher) == ["utter_insult"]
    assert events == []


async def test_the_second_one_calls_a_person_without_a_word_of_reproach():
    dispatcher = CollectingDispatcher()
    tracker = tracker_of(events=[HEARD, INSULTED, HEARD])
    slot, followup = await ActionAnswerInsult().run(dispatcher, tracker, {})
    assert said(dispatcher) == []
    assert followup["name"] == "action_handoff"
    assert slot["value"]["reason"] == "negative_sentiment"
    assert slot["value"]["signals"][0]["rule"] == "insulted_again"


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        ([], False),
        ([HEARD, INSULTED], True),
        ([INSULTED, done("utter_rate"), HEARD], True),
        ([INSULTED, HANDED_OVER, HEARD], False),
        ([HANDED_OVER, INSULTED, HEARD], True),
    ],
)
def test_insults_are_counted_since_the_latest_handoff(
    events: list[Event], expected: bool
):
    assert was_insulted(events) is expected
