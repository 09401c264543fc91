"""What every finder of entities returns, and the kinds there are."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class EntityKind(str, Enum):
    """What a piece of a message is; the value is the entity's name in the domain."""

    EMAIL = "email"
    IBAN = "iban"
    DOSSIER_REFERENCE = "dossier_reference"
    SIRET = "siret"
    SIREN = "siren"
    PHONE = "phone"
    AMOUNT = "amount"
    DATE = "date"
    DURATION = "duration"
    REGION = "region"


@dataclass(frozen=True)
class FoundEntity:
    """One entity in one message.

    Attributes:
        kind: What it is.
        start: Place of its first character.
        end: Place after its last character.
        text: As written: `message[start:end]`.
        value: Normalised. Amounts: integer euro cents. Dates: ISO 8601 day
            (`2020-05-05`) or month (`2020-05`). Durations: ISO 8601 (`P3W`, `PT48H`).
            Regions: canonical name. Phones: E.164 (`+33612345678`). Company numbers
            and IBAN: without separators. The rest: as written, case unified.
    """

    kind: EntityKind
    start: int
    end: int
    text: str
    value: str | int
