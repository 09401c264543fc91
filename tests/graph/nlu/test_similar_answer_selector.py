from __future__ import annotations

import pytest
from rasa.core.actions.action import ActionRetrieveResponse
from rasa.shared.core.events import UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.similar_answer_selector import SimilarAnswerSelector
from tests.graph.nlu.conftest import Build, message

pytestmark = pytest.mark.graph


@pytest.fixture
def selector(build: Build, training_data: TrainingData) -> SimilarAnswerSelector:
    component: SimilarAnswerSelector = build(SimilarAnswerSelector)
    component.train(training_data)
    return component


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("à quelle heure ouvrez-vous", "faq/opening_hours"),
        ("votre appli bugue encore", "faq/app_crash"),
    ],
)
def test_the_likeliest_answer_is_chosen(
    text: str, key: str, selector: SimilarAnswerSelector
) -> None:
    found = selector.process([message(text)])[0].get("response_selector")
    assert found["all_retrieval_intents"] == ["faq"]
    response = found["default"]["response"]
    assert response["intent_response_key"] == key
    assert response["utter_action"] == f"utter_{key}"
    assert response["confidence"] > 0.5
    ranking = found["default"]["ranking"]
    assert ranking[0]["intent_response_key"] == key
    assert sum(one["confidence"] for one in ranking) == pytest.approx(1)


def test_rasas_action_finds_the_words(selector: SimilarAnswerSelector) -> None:
    parsed = selector.process([message("bug de l'application")])[0]
    tracker = DialogueStateTracker.from_events(
        "x", [UserUttered("…", parse_data=parsed.as_dict(only_output_properties=True))]
    )
    action = ActionRetrieveResponse("utter_faq")
    assert action.get_full_retrieval_name(tracker) == "utter_faq/app_crash"


def test_one_retrieval_intent_has_its_own_key(
    build: Build, training_data: TrainingData
) -> None:
    component = build(SimilarAnswerSelector, retrieval_intent="faq", ranking_length=1)
    component.train(training_data)
    found = component.process([message("horaires")])[0].get("response_selector")
    assert "default" not in found
    assert len(found["faq"]["ranking"]) == 1


def test_two_selectors_work_side_by_side(
    build: Build, training_data: TrainingData, selector: SimilarAnswerSelector
) -> None:
    other = build(SimilarAnswerSelector, retrieval_intent="faq")
    other.train(training_data)
    one = other.process(selector.process([message("horaires")]))[0]
    assert {"default", "faq"} <= set(one.get("response_selector"))


def test_a_message_gets_an_answer_of_the_retrieval_intent_it_was_read_as(
    build: Build,
) -> None:
    asked = [
        message("quels sont les frais", "faq/fees"),
        message("on m'a dit qu'il y a des frais", "rumour/fees"),
    ]
    component = build(SimilarAnswerSelector)
    component.train(TrainingData(asked))
    heard = message("il y a des frais, on m'a dit")
    heard.set("intent", {"name": "faq", "confidence": 0.6})
    found = component.process([heard])[0].get("response_selector")
    assert found["default"]["response"]["utter_action"] == "utter_rumour/fees"
    assert found["faq"]["response"]["utter_action"] == "utter_faq/fees"
    assert "rumour" not in found


def test_without_retrieval_intents_messages_are_left_alone(build: Build) -> None:
    component = build(SimilarAnswerSelector)
    component.train(TrainingData([message("merci", "thank")]))
    assert component.process([message("merci")])[0].get("response_selector") is None
