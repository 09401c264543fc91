"""Rasa loads our generator as endpoints.yml says, and it fills facts everywhere."""

from __future__ import annotations

import itertools
from datetime import datetime

import pytest
from rasa.core.nlg.generator import NaturalLanguageGenerator
from rasa.core.utils import AvailableEndpoints
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import BotUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.channel.fact_responses import FactResponseGenerator
from bot.errors import SettingsError
from bot.knowledge.day_words import FRANCE
from bot.knowledge.facts import default_facts
from bot.knowledge.rendering import render
from bot.knowledge.responses import read_responses
from bot.knowledge.review import values_to_say
from bot.knowledge.yaml_files import PROJECT
from tests.unit.knowledge.examples import a_fact, known

pytestmark = pytest.mark.graph

FACTS = known(a_fact(), a_fact(id="weak", grade="NV"), arguments=("region",))
SAID = {
    "utter_amount": [
        {
            "text": "{region} : de {ceiling_bare} à {ceiling}.",
            "buttons": [{"title": "{ceiling}", "payload": '/go{{"to": "{region}"}}'}],
        }
    ]
}


def generator(responses=SAID) -> FactResponseGenerator:
    found = FactResponseGenerator(facts=FACTS)
    found.responses = responses
    return found


def test_rasa_finds_it_in_the_endpoints(monkeypatch):
    monkeypatch.setenv("BOT_ACTIONS_URL", "http://127.0.0.1:1/webhook")
    monkeypatch.setenv("BOT_TRACKER_URL", "sqlite://")
    endpoints = AvailableEndpoints.read_endpoints(str(PROJECT / "endpoints.yml"))
    found = NaturalLanguageGenerator.create(endpoints.nlg, Domain.empty())
    assert isinstance(found, FactResponseGenerator)


def test_facts_are_filled_in_text_and_buttons():
    said = generator().generate_from_slots("utter_amount", {}, "turns", region="Corse")
    assert said is not None
    assert said["text"] == "Corse : de 50\u202f000 à 50\u202f000\u202f€."
    button = {"title": "50\u202f000\u202f€", "payload": '/go{"to": "Corse"}'}
    assert said["buttons"] == [button]


def test_slots_win_over_facts_and_arguments_over_both():
    slots = {"ceiling": "slot", "region": "slot"}
    said = generator().generate_from_slots("utter_amount", slots, "turns", region="x")
    assert said is not None
    assert said["text"] == "x : de 50\u202f000 à slot."


@pytest.mark.parametrize("name", ["weak", "unknown"])
def test_responses_that_nothing_fills_are_refused_when_the_model_is_loaded(name):
    with pytest.raises(SettingsError, match=f"`{name}`"):
        generator({"utter_amount": [{"text": f"Jusqu’à {{{name}}}."}]})


def test_checks_render_what_rasa_says():
    values = values_to_say(default_facts())
    examples = {name: each.example for name, each in default_facts().arguments.items()}
    rasa = FactResponseGenerator()
    for name, variations in read_responses().items():
        for variation in variations:
            # A condition chooses between wordings; here each is read.
            always = {k: v for k, v in variation.items() if k != "condition"}
            rasa.responses = {name: [always]}
            said = rasa.generate_from_slots(name, {}, "turns", **examples)
            assert said is not None
            assert said["text"] == render(variation["text"], values)
            assert "{" not in said["text"]


# ---- by the hour, and not twice ----------------------------------------------------

THANKS = ["Avec plaisir.", "Je vous en prie.", "C’est bien normal."]


def heard_before(*texts: str) -> DialogueStateTracker:
    return DialogueStateTracker.from_events("x", [BotUttered(text) for text in texts])


@pytest.mark.parametrize(("hour", "word"), [(10, "Bonjour"), (20, "Bonsoir")])
async def test_the_greeting_is_that_of_the_french_clock(hour, word):
    moment = datetime(2026, 11, 16, hour, tzinfo=FRANCE)
    found = FactResponseGenerator(clock=lambda: moment)
    found.responses = {"utter_greet": [{"text": "{day_greeting} à vous."}]}
    said = await found.generate("utter_greet", heard_before(), "turns")
    assert said is not None
    assert said["text"] == f"{word} à vous."


async def test_what_was_said_is_not_said_again_while_there_are_other_words():
    found = generator({"utter_thank": [{"text": text} for text in THANKS]})
    read: list[str] = []
    for _ in range(7):
        said = await found.generate("utter_thank", heard_before(*read), "turns")
        assert said is not None
        read.append(said["text"])
    assert set(read[:3]) == set(THANKS)
    assert all(a != b for a, b in itertools.pairwise(read))


async def test_a_response_that_does_not_exist_says_nothing():
    assert await generator().generate("utter_unknown", heard_before(), "turns") is None
