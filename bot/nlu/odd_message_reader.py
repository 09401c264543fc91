"""Rasa's door to what is no French sentence: other languages, emoji, numbers, links."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import ENTITIES, INTENT, INTENT_RANKING_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.contracts.message_shape import MESSAGE_SHAPE, MessageShape
from bot.errors import SettingsError
from bot.nlu.component_options import check_known, check_number
from bot.nlu.language_guess import guess_language, load_languages
from bot.nlu.message_shape import emoji_in, shape_of

MEANINGS_FILE = (
    Path(__file__).resolve().parents[2] / "data" / "lexicon" / "odd_messages.yml"
)
LANGUAGE_ENTITY = "language"

# Shapes that hold no words: whatever they were likened to is chance.
_WORDLESS = frozenset(MessageShape) - {MessageShape.LONG}
# Sure enough to be answered, whatever `ask` of config.yml is.
_CERTAIN = 0.95


@DefaultV1Recipe.register(
    DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False
)
class OddMessageReader(GraphComponent):
    """Corrects the intent of messages that the classifier cannot know.

    A sentence in another language becomes the wish for another language; an emoji says
    what it says; a message without words becomes a doubt, whose shape tells
    `action_clarify` which words to use. Nothing is learned, and a form still reads the
    text itself. Stands after the intent classifier.
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Options and their defaults; see parent class."""
        return {
            # Intent of a message in another language.
            "foreign_intent": "ask_response_language",
            # Intents that are believed in any language, from `keep_from` on.
            "keep": [],
            "keep_from": 0.45,
            # Intents that a number alone may be, from `keep_from` on.
            "keep_numbers": [],
            # Intent of a message without words, and its confidence in [0, 1]: a doubt.
            "wordless_intent": "out_of_scope",
            "wordless_confidence": 0.2,
            # Words from which a message is a story; 0 = never.
            "long_from": 80,
        }

    @classmethod
    def validate_config(cls, config: dict[str, Any]) -> None:
        """Refuses impossible options before any training."""
        check_known(cls.__name__, config, cls.get_default_config())
        check_number(cls.__name__, config, "keep_from", low=0)
        check_number(cls.__name__, config, "wordless_confidence", low=0)
        check_number(cls.__name__, config, "long_from", low=0, whole=True)

    def __init__(self, config: dict[str, Any]) -> None:
        self._config = config
        self._languages = load_languages()
        self._meanings = load_meanings()

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> OddMessageReader:
        """See parent class."""
        return cls(config)

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str | None:
        """Covers the modules that Rasa does not see."""
        digest = hashlib.blake2b(digest_size=10)
        for name in ("language_guess", "message_shape"):
            digest.update((Path(__file__).parent / f"{name}.py").read_bytes())
        return digest.hexdigest()

    def process(self, messages: list[Message]) -> list[Message]:
        """Sets intent, shape and language of the odd ones; leaves the others alone."""
        for message in messages:
            text = message.get(TEXT) or ""
            if text.lstrip().startswith("/"):
                continue  # a button
            shape = shape_of(text, int(self._config["long_from"]))
            if shape is not None:
                message.set(MESSAGE_SHAPE, shape.value, add_to_output=True)
            if shape is MessageShape.NUMBER and self._is_kept(message, "keep_numbers"):
                continue
            if shape in _WORDLESS:
                self._read_signs(message, text)
            elif language := guess_language(text, self._languages):
                self._read_foreign(message, text, language)
        return messages

    def _read_signs(self, message: Message, text: str) -> None:
        signs = [text.strip(), *emoji_in(text)]
        meant = next((self._meanings[s] for s in signs if s in self._meanings), None)
        sure = _CERTAIN if meant else float(self._config["wordless_confidence"])
        _set_intent(message, meant or str(self._config["wordless_intent"]), sure)

    def _read_foreign(self, message: Message, text: str, language: str) -> None:
        entity = {
            "entity": LANGUAGE_ENTITY,
            "start": 0,
            "end": len(text),
            "value": language,
            "confidence_entity": 1.0,
            "extractor": type(self).__name__,
        }
        found = [*message.get(ENTITIES, []), entity]
        message.set(ENTITIES, found, add_to_output=True)
        if not self._is_kept(message, "keep"):
            _set_intent(message, str(self._config["foreign_intent"]), _CERTAIN)

    def _is_kept(self, message: Message, option: str) -> bool:
        intent = message.get(INTENT) or {}
        sure = float(intent.get("confidence") or 0.0) >= float(
            self._config["keep_from"]
        )
        return sure and intent.get("name") in self._config[option]


def _set_intent(message: Message, name: str, confidence: float) -> None:
    best = {"name": name, "confidence": confidence}
    message.set(INTENT, best, add_to_output=True)
    message.set(INTENT_RANKING_KEY, [dict(best)], add_to_output=True)


@lru_cache(maxsize=4)
def load_meanings(path: Path = MEANINGS_FILE) -> Mapping[str, str]:
    """Reads which intent each sign stands for; read once per process.

    Raises:
        SettingsError: The file is missing or is not a table of signs by intent.
    """
    try:
        table = yaml.safe_load(path.read_text(encoding="utf-8"))["meanings"]
        return {str(sign): str(name) for name, signs in table.items() for sign in signs}
    except (OSError, KeyError, TypeError, AttributeError, yaml.YAMLError) as error:
        raise SettingsError(
            f"Expected `meanings:` with lists of signs by intent in `{path}`, but "
            f"found {error!r}. Please correct the file."
        ) from error
