"""Rasa's door to the entity finders."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.exceptions import InvalidConfigException
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.component_options import check_known
from bot.nlu.entities.dossier_reference import DEFAULT_PATTERN, compile_pattern
from bot.nlu.entities.extraction import ExtractionRules, extract
from bot.nlu.entities.found import EntityKind, FoundEntity
from bot.nlu.entities.gazetteer import load_gazetteer

PROJECT = Path(__file__).resolve().parents[3]  # where relative paths start


@DefaultV1Recipe.register(
    DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False
)
class FrenchEntityExtractor(GraphComponent, EntityExtractorMixin):
    """Finds company numbers, sums, régions, references, dates and contact details.

    Nothing is learned, so the tables are read when the bot starts and a change there
    needs no training. Entities say nothing to stories: the domain declares them
    with `influence_conversation: false` or leaves them out of `use_entities`.
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Options and their defaults; see parent class."""
        return {
            # Kinds to look for.
            "kinds": [kind.value for kind in EntityKind],
            # Table of régions; relative paths start at the project.
            "regions": "data/knowledge/regions.yml",
            # Regular expression of an application reference, case ignored; groups
            # are joined by hyphens in the entity's value.
            "dossier_reference_pattern": DEFAULT_PATTERN,
            # Day from which « hier » counts, as 2020-05-05; empty = today.
            "reference_date": "",
        }

    @staticmethod
    def required_packages() -> list[str]:
        """See parent class."""
        return ["phonenumbers"]

    @classmethod
    def validate_config(cls, config: dict[str, Any]) -> None:
        """Refuses impossible options before any training."""
        check_known(cls.__name__, config, cls.get_default_config())
        full = {**cls.get_default_config(), **config}
        _read_kinds(full)
        _read_date(full)
        _read_pattern(full)

    def __init__(self, rules: ExtractionRules, reference_date: date | None) -> None:
        self._rules = rules
        self._reference_date = reference_date

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> FrenchEntityExtractor:
        """See parent class."""
        rules = ExtractionRules(
            gazetteer=load_gazetteer(PROJECT / config["regions"]),
            reference_pattern=_read_pattern(config),
            kinds=_read_kinds(config),
        )
        return cls(rules, _read_date(config))

    def process(self, messages: list[Message]) -> list[Message]:
        """Adds entities in Rasa's format, after those of other extractors."""
        for message in messages:
            text = message.get(TEXT) or ""
            if text.lstrip().startswith("/"):
                continue  # a button: Rasa reads the payload's own entities
            today = self._reference_date or date.today()
            found = [_rasa_entity(one) for one in extract(text, self._rules, today)]
            added = self.add_extractor_name(found)
            message.set(
                ENTITIES, [*message.get(ENTITIES, []), *added], add_to_output=True
            )
        return messages


def _rasa_entity(entity: FoundEntity) -> dict[str, Any]:
    return {
        "entity": entity.kind.value,
        "start": entity.start,
        "end": entity.end,
        "value": entity.value,
        "text": entity.text,
        "confidence_entity": 1.0,
    }


def _read_kinds(config: Mapping[str, Any]) -> frozenset[EntityKind]:
    try:
        return frozenset(EntityKind(kind) for kind in config["kinds"])
    except (ValueError, TypeError) as error:
        known = ", ".join(f"`{kind.value}`" for kind in EntityKind)
        raise InvalidConfigException(
            f"Expected `kinds` of FrenchEntityExtractor among {known}, but found "
            f"{config['kinds']!r}. Please correct it in config.yml."
        ) from error


def _read_date(config: Mapping[str, Any]) -> date | None:
    written = config["reference_date"]
    try:
        return date.fromisoformat(str(written)) if written else None
    except ValueError as error:
        raise InvalidConfigException(
            "Expected `reference_date` of FrenchEntityExtractor to be a day such as "
            f"2020-05-05, but found {written!r}. Please correct it in config.yml."
        ) from error


def _read_pattern(config: Mapping[str, Any]) -> re.Pattern[str]:
    written = config["dossier_reference_pattern"]
    try:
        return compile_pattern(str(written))
    except re.error as error:
        raise InvalidConfigException(
            "Expected `dossier_reference_pattern` of FrenchEntityExtractor to be a "
            f"regular expression, but found {written!r}: {error}. Please correct it."
        ) from error
