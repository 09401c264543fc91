"""What is kept of how a message was read: the kinds of things in it, not the things."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.privacy.masking import MASK, mask_values

# Names of entities (domain.yml) that say who somebody is, or where his money is.
PERSONAL_ENTITIES = frozenset({"siren", "siret", "iban", "phone", "email"})


def storable_reading(nlu: Mapping[str, Any]) -> dict[str, Any]:
    """The reading with personal data hidden; names, places and confidences stay.

    Args:
        nlu: As `bot.contracts.turns.Nlu`. Forms have had it whole before: this is for
            the store, where readings are kept to show agents and to learn from.
    """
    entities = [_hidden(entity) for entity in nlu.get("entities") or []]
    return {**nlu, "entities": entities}


def _hidden(entity: Mapping[str, Any]) -> dict[str, Any]:
    said = {key: entity[key] for key in ("value", "text") if key in entity}
    if entity.get("entity") in PERSONAL_ENTITIES:
        return {**entity, **dict.fromkeys(said, MASK)}
    return {**entity, **mask_values(said)}
