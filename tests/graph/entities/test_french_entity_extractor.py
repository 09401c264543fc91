"""The component inside Rasa's graph: format, payloads, configuration."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.exceptions import InvalidConfigException
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.entities.french_entity_extractor import FrenchEntityExtractor

pytestmark = pytest.mark.graph


def create(tmp_path: Path, **options: Any) -> FrenchEntityExtractor:
    config = {**FrenchEntityExtractor.get_default_config(), **options}
    FrenchEntityExtractor.validate_config(config)
    return FrenchEntityExtractor.create(
        config,
        LocalModelStorage(tmp_path),
        Resource("entities"),
        ExecutionContext(GraphSchema({}), "test"),
    )


def entities(component: FrenchEntityExtractor, text: str) -> list[dict[str, Any]]:
    [message] = component.process([Message({TEXT: text})])
    found: list[dict[str, Any]] = message.get(ENTITIES, [])
    return found


def test_entities_come_in_rasas_format(tmp_path: Path) -> None:
    component = create(tmp_path, reference_date="2020-05-20")
    assert entities(component, "à Lyon hier") == [
        {
            "entity": "region",
            "start": 2,
            "end": 6,
            "value": "Auvergne-Rhône-Alpes",
            "text": "Lyon",
            "confidence_entity": 1.0,
            "extractor": "FrenchEntityExtractor",
        },
        {
            "entity": "date",
            "start": 7,
            "end": 11,
            "value": "2020-05-19",
            "text": "hier",
            "confidence_entity": 1.0,
            "extractor": "FrenchEntityExtractor",
        },
    ]


def test_entities_of_other_extractors_stay(tmp_path: Path) -> None:
    other = {"entity": "product", "value": "pge", "start": 0, "end": 3}
    message = Message({TEXT: "pge à Lyon", ENTITIES: [other]})
    [result] = create(tmp_path).process([message])
    assert [e["entity"] for e in result.get(ENTITIES)] == ["product", "region"]


@pytest.mark.parametrize("text", ["", "   ", '/inform_region{"region": "Lyon"}'])
def test_nothing_is_found_in_silence_or_buttons(text: str, tmp_path: Path) -> None:
    assert entities(create(tmp_path), text) == []


def test_only_the_chosen_kinds_are_given(tmp_path: Path) -> None:
    component = create(tmp_path, kinds=["amount"])
    found = entities(component, "25 k€ à Lyon depuis 3 mois")
    assert [one["entity"] for one in found] == ["amount"]


@pytest.mark.parametrize(
    "options",
    [
        {"kinds": ["colour"]},
        {"kinds": None},
        {"reference_date": "5 mai"},
        {"dossier_reference_pattern": "("},
        {"region": "x"},
    ],
)
def test_impossible_options_are_refused(
    options: dict[str, Any], tmp_path: Path
) -> None:
    with pytest.raises(InvalidConfigException, match=r"config\.yml|correct"):
        create(tmp_path, **options)
