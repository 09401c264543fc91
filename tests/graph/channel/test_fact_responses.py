"""Rasa loads our generator as endpoints.yml says, and it fills facts everywhere."""

from __future__ import annotations

import pytest
from rasa.core.nlg.generator import NaturalLanguageGenerator
from rasa.core.utils import AvailableEndpoints
from rasa.shared.core.domain import Domain

from bot.channel.fact_responses import FactResponseGenerator
from bot.errors import SettingsError
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
