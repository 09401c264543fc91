from __future__ import annotations

from typing import Any

import pytest
from rasa.shared.exceptions import InvalidConfigException
from rasa.shared.nlu.training_data.message import Message

from bot.contracts.message_shape import MESSAGE_SHAPE
from bot.nlu.odd_message_reader import OddMessageReader, load_meanings
from tests.contract import conversation_data as data
from tests.graph.nlu.conftest import Build

pytestmark = pytest.mark.graph

DOUBT, ASK = "out_of_scope", 0.45


def read(build: Build, text: str, intent: str = "ask_rate", sure: float = 0.9) -> Any:
    reader = build(
        OddMessageReader, keep=["ask_human", "thank"], keep_numbers=["check_company"]
    )
    best = {"name": intent, "confidence": sure}
    message = Message({"text": text, "intent": best, "intent_ranking": [best]})
    return reader.process([message])[0]


@pytest.mark.parametrize(
    ("text", "understood", "expected"),
    [
        ("quel est le taux ?", "ask_rate", "ask_rate"),
        ("what is the rate of the loan?", "ask_rate", "ask_response_language"),
        ("I want to speak to someone please", "ask_human", "ask_human"),
        ("👍", "ask_rate", "affirm"),
        ("😡😡", "ask_rate", "express_frustration"),
        (":)", "ask_rate", "thank"),
        ("🤔", "ask_rate", DOUBT),
        ("...", "affirm", DOUBT),
        ("zzzzzz", "say_goodbye", DOUBT),
        ("20000", "ask_amount", DOUBT),
        ("732 829 320", "check_company", "check_company"),
        ("https://exemple.fr", "ask_contact", DOUBT),
        ('/inform_region{"region": "Corse"}', "inform_region", "inform_region"),
    ],
)
def test_what_the_classifier_cannot_know_is_corrected(
    build: Build, text: str, understood: str, expected: str
) -> None:
    message = read(build, text, understood)
    assert message.get("intent")["name"] == expected
    best = message.get("intent_ranking")[0]
    assert best == message.get("intent")
    assert (best["confidence"] < ASK) == (expected == DOUBT)


def test_a_kept_intent_must_be_sure(build: Build) -> None:
    message = read(build, "can you tell me the rate", "ask_human", 0.3)
    assert message.get("intent")["name"] == "ask_response_language"


def test_the_language_is_an_entity_and_the_shape_is_told(build: Build) -> None:
    (entity,) = read(build, "¿Cuánto cuesta pedir un préstamo?").get("entities")
    assert (entity["entity"], entity["value"]) == ("language", "es")
    assert read(build, "🤔").get(MESSAGE_SHAPE) == "emoji"
    assert read(build, "quel taux ?").get(MESSAGE_SHAPE) is None


def test_a_story_is_marked_and_read_as_it_was(build: Build) -> None:
    message = read(build, "j'ai une boulangerie et " * 30, "ask_eligibility")
    assert message.get(MESSAGE_SHAPE) == "long"
    assert message.get("intent")["name"] == "ask_eligibility"


def test_every_sign_means_an_intent() -> None:
    assert set(load_meanings().values()) <= set(data.intents_of_domain())


def test_impossible_options_are_refused() -> None:
    with pytest.raises(InvalidConfigException, match="long_from"):
        OddMessageReader.validate_config({"long_from": -1})
