from __future__ import annotations

import pytest
from rasa.shared.exceptions import InvalidConfigException
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.few_shot_intent_classifier import FewShotIntentClassifier
from tests.graph.nlu.conftest import EXAMPLES, Build, message

pytestmark = pytest.mark.graph


def test_the_ranking_is_what_rasa_expects(
    build: Build, training_data: TrainingData
) -> None:
    component = build(FewShotIntentClassifier)
    component.train(training_data)
    found = component.process([message("le taux s'il vous plaît")])[0]
    intent, ranking = found.get("intent"), found.get("intent_ranking")
    assert intent == ranking[0]
    assert intent["name"] == "ask_rate"
    assert {one["name"] for one in ranking} == {"ask_rate", "ask_human", "faq"}
    confidences = [one["confidence"] for one in ranking]
    assert confidences == sorted(confidences, reverse=True)
    assert all(type(one) is float for one in confidences)


def test_nearest_examples_say_why(build: Build, training_data: TrainingData) -> None:
    component = build(FewShotIntentClassifier, neighbours=2)
    component.train(training_data)
    nearest = component.process([message("ouvrez-vous")])[0].get("nearest_examples")
    assert len(nearest) == 2
    assert nearest[0]["text"] in EXAMPLES["faq/opening_hours"]
    assert nearest[0]["intent"] == "faq/opening_hours"


def test_the_ranking_can_be_shortened(
    build: Build, training_data: TrainingData
) -> None:
    component = build(FewShotIntentClassifier, ranking_length=2)
    component.train(training_data)
    assert len(component.process([message("le taux")])[0].get("intent_ranking")) == 2


def test_without_training_nothing_is_understood(build: Build) -> None:
    found = build(FewShotIntentClassifier).process([message("bonjour")])[0]
    assert found.get("intent") == {"name": None, "confidence": 0.0}
    assert found.get("intent_ranking") == []


@pytest.mark.parametrize(
    ("option", "value"),
    [("regularization_c", 0), ("lexical_weight", -0.1), ("neighbours", 1.5)],
)
def test_impossible_strengths_are_refused(option: str, value: float) -> None:
    with pytest.raises(InvalidConfigException, match=option):
        FewShotIntentClassifier.validate_config({option: value})
