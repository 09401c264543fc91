from __future__ import annotations

from typing import Any

import pytest
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.influence import ActionRecommendTier
from actions.influence_form import ValidateInfluenceForm
from bot.influence.tier_advice import Kind
from tests.contract import conversation_data as data

AUDIENCE, GOAL = "influence_audience", "influence_goal"


def in_form(
    text: str,
    asked: str | None = None,
    intent: str = "ask_influencer_advice",
    confidence: float = 0.9,
    entities: tuple[tuple[str, str], ...] = (),
    **slots: Any,
) -> Tracker:
    given = [{"entity": name, "value": value} for name, value in entities]
    parsed = {
        "text": text,
        "intent": {"name": intent, "confidence": confidence},
        "entities": given,
    }
    known = {AUDIENCE: None, GOAL: None, "influence_last": None, **slots}
    loop = {"name": "influence_form"} if asked else {}
    event = {"event": "user", "text": text}
    return Tracker(
        "someone",
        {**known, "requested_slot": asked},
        parsed,
        [event],
        False,
        None,
        loop,
        "action_listen",
    )


async def extracted(tracker: Tracker) -> dict[str, Any]:
    form, dispatcher = ValidateInfluenceForm(), CollectingDispatcher()
    return {
        **await form.extract_influence_audience(dispatcher, tracker, {}),
        **await form.extract_influence_goal(dispatcher, tracker, {}),
    }


LAST = {AUDIENCE: 5_000, GOAL: "sales"}


@pytest.mark.parametrize(
    ("tracker", "expected"),
    [
        pytest.param(
            in_form("toucher 5 000 personnes pour vendre"),
            {AUDIENCE: 5_000, GOAL: "sales"},
            id="everything in the opening sentence",
        ),
        pytest.param(in_form("quel influenceur choisir ?"), {}, id="nothing yet"),
        pytest.param(
            in_form("40", AUDIENCE, "inform_region", 0.2),
            {AUDIENCE: 40},
            id="a bare number that was asked",
        ),
        pytest.param(
            in_form("jsp", AUDIENCE, "decline_to_answer"),
            {AUDIENCE: "unknown"},
            id="the customer does not know how many",
        ),
        pytest.param(
            in_form("/x", GOAL, entities=((GOAL, "engagement"),), influence_audience=9),
            {GOAL: "engagement"},
            id="a button",
        ),
        pytest.param(
            in_form("/x", GOAL, entities=((GOAL, "unknown"),), influence_audience=9),
            {GOAL: "unknown"},
            id="the button for who does not know",
        ),
        pytest.param(
            in_form("non, plutôt 8 000", GOAL, "deny", influence_audience=5_000),
            {AUDIENCE: 8_000},
            id="a correction that begins with no",
        ),
        pytest.param(
            in_form("non", GOAL, "deny", influence_audience=5_000), {}, id="a way out"
        ),
        pytest.param(
            in_form("c'est quoi le taux d'engagement ?", GOAL, "magazine"),
            {},
            id="a question in between is no answer",
        ),
        pytest.param(
            in_form("un influenceur quoi", AUDIENCE),
            {AUDIENCE: None},
            id="the same request again is asked again",
        ),
        pytest.param(
            in_form("et pour 50 000 personnes ?", influence_last=LAST),
            {AUDIENCE: 50_000, GOAL: "sales"},
            id="the goal of the advice before is kept",
        ),
        pytest.param(
            in_form("quel influenceur ?", influence_last=LAST),
            {},
            id="a new request starts anew",
        ),
    ],
)
async def test_what_a_message_says_is_taken(tracker: Tracker, expected: dict[str, Any]):
    assert await extracted(tracker) == expected


@pytest.mark.parametrize(
    ("audience", "goal", "response"),
    [
        (5_000, "awareness", "utter_tier_advice_one"),
        (250_000, "sales", "utter_tier_advice_several"),
        (3_000_000, "awareness", "utter_tier_advice_mixed"),
        ("unknown", "unknown", "utter_tier_advice_open"),
        ("unknown", "sales", "utter_tier_advice_one"),
        (None, None, "utter_tier_advice_open"),
    ],
)
async def test_advice_is_told_with_its_figures(audience: Any, goal: Any, response: str):
    dispatcher = CollectingDispatcher()
    tracker = in_form("", influence_audience=audience, influence_goal=goal)
    events = await ActionRecommendTier().run(dispatcher, tracker, {})
    message = dispatcher.messages[0]
    assert message["response"] == response
    assert "abonnés" in message["advice_range"]
    assert "%" in message["advice_rates"]
    slots = {event["name"]: event["value"] for event in events}
    assert slots[AUDIENCE] is None
    assert slots[GOAL] is None


def test_every_kind_of_advice_has_its_words_with_year_and_pages():
    kinds = {f"utter_tier_advice_{kind.value}" for kind in Kind}
    kinds.add("utter_tier_advice_open")
    said = {n for n in data.responses() if n.startswith("utter_tier_advice_")}
    assert said == kinds
    for name in kinds:
        for variation in data.responses()[name]:
            assert "orientation" in variation["text"]
            assert "2020" in variation["text"]
            assert "{page_figure}" in variation["text"]
