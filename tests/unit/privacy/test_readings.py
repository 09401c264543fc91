from __future__ import annotations

import pytest

from bot.privacy.masking import MASK, mask_values
from bot.privacy.readings import PERSONAL_ENTITIES, storable_reading


@pytest.mark.parametrize("kind", sorted(PERSONAL_ENTITIES))
def test_personal_entities_keep_their_kind_and_place(kind: str) -> None:
    entity = {"entity": kind, "value": "x", "text": "x", "start": 3, "end": 4}
    kept = storable_reading({"intent": "a", "entities": [entity]})["entities"]
    assert kept == [{**entity, "value": MASK, "text": MASK}]


@pytest.mark.parametrize(
    "entity",
    [
        {"entity": "region", "value": "Bretagne", "text": "bretagne"},
        {"entity": "amount", "value": 2500000, "text": "25 000 €"},
        {"entity": "date", "value": "2020-05-05"},
        {"entity": "dossier_reference", "value": "RB-2020-004217"},
        {"entity": "callback_slot", "value": "2026-11-30T14:00:00+00:00"},
    ],
    ids=lambda entity: entity["entity"],
)
def test_other_entities_stay(entity: dict[str, object]) -> None:
    reading = {"intent": "a", "confidence": 0.5, "entities": [entity]}
    assert storable_reading(reading) == reading


def test_a_number_that_hides_in_another_entity_is_hidden() -> None:
    entity = {"entity": "callback_topic", "value": "SIREN 732 829 320"}
    [kept] = storable_reading({"entities": [entity]})["entities"]
    assert kept["value"] == f"SIREN {MASK}"


def test_a_reading_without_entities_stays() -> None:
    assert storable_reading({"intent": None}) == {"intent": None, "entities": []}


def test_values_are_masked_however_deep() -> None:
    told = {"a": ["06 12 34 56 78", 3], "b": {"c": "Bretagne", "d": None}}
    assert mask_values(told) == {"a": [MASK, 3], "b": {"c": "Bretagne", "d": None}}
