from __future__ import annotations

from typing import Any

import pytest
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.magazine import (
    ActionFollowUpMagazine,
    ActionTellMagazine,
    ActionTellPage,
)


def conversation(text: str, topic: str | None = None, **parsed: Any) -> Tracker:
    slot = {"event": "slot", "name": "magazine_topic", "value": topic}
    user = {"event": "user", "text": text}
    return Tracker(
        "someone",
        {"magazine_topic": topic},
        {"text": text, **parsed},
        [user, slot, user] if topic else [user],
        False,
        None,
        {},
        "action_listen",
    )


def chosen(key: str) -> dict[str, Any]:
    return {"magazine": {"response": {"intent_response_key": key}}}


async def told(action: Any, tracker: Tracker) -> tuple[dict[str, Any], dict[str, Any]]:
    """What is uttered, and the slots that are set."""
    dispatcher = CollectingDispatcher()
    events = await action.run(dispatcher, tracker, {})
    return dispatcher.messages[0], {e["name"]: e["value"] for e in events}


async def test_the_chosen_answer_is_told_and_remembered():
    tracker = conversation("kol ?", response_selector=chosen("magazine/kol"))
    message, slots = await told(ActionTellMagazine(), tracker)
    assert message["response"] == "utter_magazine/kol"
    assert slots == {"magazine_topic": "kol"}


async def test_a_button_names_its_answer():
    entity = {"entity": "magazine_answer", "value": "nano"}
    tracker = conversation(
        "/magazine", entities=[entity], response_selector=chosen("magazine/kol")
    )
    message, _ = await told(ActionTellMagazine(), tracker)
    assert message["response"] == "utter_magazine/nano"


@pytest.mark.parametrize(
    "parsed",
    [
        {},
        {"response_selector": None},
        {"response_selector": chosen("magazine/gone")},
        {"response_selector": chosen("faq/magazine")},
        {"entities": [{"entity": "magazine_answer", "value": "../handoff"}]},
    ],
)
async def test_an_answer_that_does_not_exist_is_not_told(parsed: dict[str, Any]):
    message, slots = await told(ActionTellMagazine(), conversation("?", **parsed))
    assert message["response"] == "utter_magazine_unclear"
    assert slots == {}


@pytest.mark.parametrize(
    ("text", "topic", "response", "slots"),
    [
        ("et les gros ?", "nano", "utter_magazine/macro", {"magazine_topic": "macro"}),
        ("leur taux ?", "nano", "utter_tier_rate", {"magazine_topic": "nano"}),
        ("et les gros ?", None, "utter_magazine_unclear", {}),
        ("", None, "utter_magazine_unclear", {}),
    ],
)
async def test_a_follow_up_is_answered_or_said_to_be_unclear(
    text: str, topic: str | None, response: str, slots: dict[str, Any]
):
    message, found = await told(ActionFollowUpMagazine(), conversation(text, topic))
    assert message["response"] == response
    assert found == slots


async def test_a_rate_is_told_with_its_figures():
    message, _ = await told(ActionFollowUpMagazine(), conversation("leur taux", "mega"))
    assert message["tier_plural"] == "méga-influenceurs"
    assert message["tier_rates"].startswith("1,86\u202f%")


@pytest.mark.parametrize(
    ("topic", "response", "place"),
    [
        ("kol", "utter_page", "OneShot n°\u00a05, juillet 2020, page\u00a04"),
        (None, "utter_page_unknown", None),
    ],
)
async def test_the_page_is_that_of_the_answer_before(
    topic: str | None, response: str, place: str | None
):
    message, _ = await told(ActionTellPage(), conversation("à quelle page ?", topic))
    assert message["response"] == response
    assert message.get("page_place") == place


async def test_the_page_of_a_rate_is_not_that_of_its_size():
    tracker = conversation("à quelle page ?", "nano")
    tracker.events.insert(
        1, {"event": "bot", "metadata": {"utter_action": "utter_tier_rate"}}
    )
    message, _ = await told(ActionTellPage(), tracker)
    assert message["page_column"] == "«\u202fUn hashtag\u202f»"
