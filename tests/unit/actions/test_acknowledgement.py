from __future__ import annotations

from typing import Any

from rasa_sdk.executor import CollectingDispatcher

from actions.acknowledgement import ActionAcknowledge

from .examples import said, tracker_of

USER = {"event": "user"}
EMPATHY = {"event": "action", "name": "action_acknowledge"}
ANSWER = {"event": "action", "name": "utter_rate"}


async def run(events: list[dict[str, Any]]) -> tuple[list[str], list[Any]]:
    dispatcher = CollectingDispatcher()
    done = await ActionAcknowledge().run(dispatcher, tracker_of(events=events), {})
    return said(dispatcher), done


async def test_it_undoes_itself_so_that_the_message_is_answered():
    responses, done = await run([USER])
    assert responses == ["utter_acknowledge"]
    assert [event["event"] for event in done] == ["undo", "slot"]


async def test_it_is_shorter_when_it_spoke_in_the_turn_before():
    responses, done = await run([USER, EMPATHY, ANSWER, USER])
    assert responses == ["utter_acknowledge_again"]
    assert done[0]["event"] == "undo"


async def test_it_speaks_at_length_again_after_a_turn_without_it():
    responses, _ = await run([USER, EMPATHY, ANSWER, USER, ANSWER, USER])
    assert responses == ["utter_acknowledge"]
