"""Each check finds the violation that is planted for it, and nothing else."""

from __future__ import annotations

import pytest

from bot.knowledge.rendering import render
from bot.knowledge.review import review

from .examples import a_fact, known

FACTS = known(
    a_fact(),
    a_fact(id="always", period="toujours"),
    a_fact(id="origin", value=None, unit=None, said_by=["utter_origin"]),
    a_fact(id="weak", grade="FAIBLE"),
    arguments=("region",),
)
GOOD = {
    "utter_amount": [{"text": "En 2020, jusqu’à {ceiling}, selon {region}."}],
    "utter_law": [{"text": "La loi dit {always}.", "buttons": [{"title": "Oui"}]}],
    "utter_origin": [{"text": "Le prêt est né en 2020."}],
}
FORBIDDEN = {
    "vous êtes éligible": "Only Bpifrance decides.",
    "50 000 € garantis": "No.",
}
SOURCES = {"S1"}


def test_founded_words_are_left_alone():
    assert review(GOOD, FACTS, FORBIDDEN, SOURCES) == []


@pytest.mark.parametrize(
    ("variation", "problem"),
    [
        ({"text": "En 2020, {unknown}."}, "in no file"),
        ({"text": "En 2020, {weak}."}, "too weak"),
        ({"text": "En 2020, {origin}."}, "no value"),
        ({"text": "Jusqu’à 12 000 €."}, "« 12 000 » is typed"),
        ({"text": "Pendant deux ans."}, "« deux ans » is typed"),
        ({"text": "Bien.", "buttons": [{"title": "Plus de 3"}]}, "« 3 » is typed"),
        ({"text": "Jusqu’à {ceiling}."}, "say the year"),
        ({"text": "En 2020, des aides existaient."}, "said_by"),
        ({"text": "Bonne nouvelle, vous êtes éligible."}, "Only Bpifrance"),
        ({"text": "Bien.", "buttons": [{"title": "Vous êtes éligible"}]}, "Bpifrance"),
        ({"text": "{ceiling} garantis en 2020."}, "it says « 50 000 € garantis »"),
    ],
)
def test_planted_violation_is_found(variation, problem):
    good = {"text": "Bonjour."}
    found = review({**GOOD, "utter_new": [good, variation]}, FACTS, FORBIDDEN, SOURCES)
    assert [f.response for f in found] == ["utter_new"] * len(found)
    assert any(problem in f.problem for f in found)


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"said_by": ["utter_gone"]}, "no response is called utter_gone"),
        ({"sources": ["S1", "S99"]}, "source S99"),
        ({"says": "Le plafond était de 60 000 €."}, "does not say so"),
        ({"says": "Le plafond était de 150 000 €."}, "does not say so"),
    ],
)
def test_planted_mistake_in_a_fact_is_found(changes, problem):
    found = review({}, known(a_fact(**changes)), FORBIDDEN, SOURCES)
    assert [f.response for f in found] == ["ceiling"]
    assert problem in found[0].problem


def test_finding_says_its_place_when_it_is_known():
    finding = review({}, known(a_fact(sources=["S9"])), {}, set())[0]
    assert finding.at({"ceiling": "loan.yml, line 3"}).startswith("loan.yml, line 3: ")
    assert finding.at({}).startswith("ceiling: ")


def test_rendering_keeps_doubled_braces_and_unknown_names():
    assert render('{a} {b} {{"c": 1}}', {"a": "un"}) == 'un {b} {"c": 1}'
