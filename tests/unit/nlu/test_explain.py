from __future__ import annotations

from typing import Any

import pytest

from bot.nlu.explain import Likeness, Reading, explain


def parsed(**extra: Any) -> dict[str, Any]:
    return {
        "intent_ranking": [
            {"name": "faq", "confidence": 0.7},
            {"name": "ask_rate", "confidence": 0.2},
            {"name": "thank", "confidence": 0.05},
        ],
        "nearest_examples": [
            {"text": "vos horaires", "intent": "faq/hours", "similarity": 0.8},
            {"text": "quel taux", "intent": "ask_rate", "similarity": 0.4},
        ],
        **extra,
    }


def test_readings_and_examples_come_in_order() -> None:
    found = explain(parsed(), readings=2)
    assert found.readings == (Reading("faq", 0.7), Reading("ask_rate", 0.2))
    assert found.margin == pytest.approx(0.5)
    assert found.examples[0] == Likeness("vos horaires", "faq/hours", 0.8)


def test_agreement_counts_answers_of_the_same_intent() -> None:
    assert explain(parsed()).agreement == 0.5


@pytest.mark.parametrize("selector", ["faq", "default"])
def test_a_retrieval_intent_shows_its_answer(selector: str) -> None:
    chosen = {"response": {"intent_response_key": "faq/hours"}}
    result = {"all_retrieval_intents": ["faq"], selector: chosen}
    readings = explain(parsed(response_selector=result)).readings
    assert [one.intent for one in readings] == ["faq/hours", "ask_rate", "thank"]


def test_the_answer_of_another_intent_is_not_shown() -> None:
    chosen = {"response": {"intent_response_key": "chitchat/joke"}}
    result = {"all_retrieval_intents": ["faq", "chitchat"], "default": chosen}
    assert explain(parsed(response_selector=result)).readings[0].intent == "faq"


@pytest.mark.parametrize(
    "empty",
    [
        {},
        {"intent": {"name": None}, "intent_ranking": [], "nearest_examples": None},
        {"intent_ranking": [{"name": None, "confidence": 0.0}]},
    ],
)
def test_nothing_understood_is_explained_too(empty: dict[str, Any]) -> None:
    found = explain(empty)
    assert found.readings == ()
    assert (found.margin, found.agreement) == (0, 0)


def test_a_single_intent_has_its_whole_confidence_as_margin() -> None:
    only = {"intent_ranking": [{"name": "thank", "confidence": 0.4}]}
    assert explain(only).margin == 0.4
