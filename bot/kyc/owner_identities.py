"""Whose identity is asked for, what is still missing of it, and when to stop. Pure.

Only persons above the house's threshold are asked about, one at a time, and nothing
that was given is asked again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from enum import Enum
from typing import Any

from bot.kyc.beneficial_owners import find_owners
from bot.kyc.declared_shares import Draft, stakes_of
from bot.kyc.identity_reading import IdentityReading
from bot.kyc.kyc_rules import OwnerRules

# What the customer does not know or will not say.
UNKNOWN = "unknown"


class Field(str, Enum):
    """What is asked of a person, in this order."""

    NAME = "name"
    BIRTH_DATE = "birth_date"
    NATIONALITY = "nationality"


@dataclass(frozen=True)
class Identity:
    """A person above the threshold.

    Attributes:
        key: As in the draft of shares.
        label: How the bot repeats it.
        share_bp: Basis points.
        name: First name and surname; `None` until asked, or `unknown`.
        birth_date: ISO date; likewise.
        nationality: ISO 3166-1 alpha-2; likewise.
    """

    key: str
    label: str
    share_bp: int
    name: str | None = None
    birth_date: str | None = None
    nationality: str | None = None

    @property
    def missing(self) -> list[Field]:
        """What was neither given nor refused."""
        return [field for field in Field if getattr(self, field.value) is None]

    @property
    def is_untouched(self) -> bool:
        """Whether neither birth date nor nationality was spoken of yet."""
        return self.birth_date is None and self.nationality is None

    @property
    def known_name(self) -> str:
        """The name, or empty."""
        return "" if self.name in (None, UNKNOWN) else str(self.name)

    @property
    def known_birth_date(self) -> date | None:
        """The birth date, or `None`."""
        if self.birth_date in (None, UNKNOWN):
            return None
        return date.fromisoformat(str(self.birth_date))

    @property
    def known_nationality(self) -> str | None:
        """The nationality, or `None`."""
        return None if self.nationality == UNKNOWN else self.nationality


def identities_of(
    draft: Draft, rules: OwnerRules, known: tuple[Identity, ...] = ()
) -> tuple[Identity, ...]:
    """The persons to identify, largest share first.

    Args:
        draft: Shares as they stand.
        rules: With the threshold.
        known: What was given before a correction of the shares; it is kept.
    """
    before = {identity.key: identity for identity in known}
    declared = {each.key: each for each in draft}
    found = []
    for owner in find_owners(stakes_of(draft), rules).to_identify:
        each = declared[owner.holder]
        name = each.name if len(each.name.split()) > 1 else None
        fresh = Identity(each.key, each.label, owner.share_bp, name=name)
        kept = before.get(each.key, fresh)
        found.append(replace(kept, share_bp=owner.share_bp, label=each.label))
    return tuple(found)


def current_of(identities: tuple[Identity, ...]) -> Identity | None:
    """The person to ask about; `None` when nothing is missing any more."""
    return next((identity for identity in identities if identity.missing), None)


def apply_reading(
    identities: tuple[Identity, ...], reading: IdentityReading
) -> tuple[Identity, ...]:
    """Fills what the message says of the person who was asked about."""
    current = current_of(identities)
    if current is None:
        return identities
    filled = replace(
        current,
        name=current.name or reading.name,
        birth_date=current.birth_date or _iso(reading),
        nationality=current.nationality or reading.nationality,
    )
    return _replaced(identities, filled)


def _iso(reading: IdentityReading) -> str | None:
    return str(reading.birth_date) if reading.birth_date else None


def give_up(identities: tuple[Identity, ...]) -> tuple[Identity, ...]:
    """The customer does not know or will not say: not asked again."""
    current = current_of(identities)
    if current is None:
        return identities
    refused = replace(
        current,
        name=current.name or UNKNOWN,
        birth_date=current.birth_date or UNKNOWN,
        nationality=current.nationality or UNKNOWN,
    )
    return _replaced(identities, refused)


def _replaced(
    identities: tuple[Identity, ...], changed: Identity
) -> tuple[Identity, ...]:
    return tuple(changed if i.key == changed.key else i for i in identities)


def as_json(identities: tuple[Identity, ...]) -> list[dict[str, Any]]:
    """The identities as a slot keeps them."""
    return [asdict(identity) for identity in identities]


def from_json(value: Any) -> tuple[Identity, ...]:
    """The identities of a slot; empty for anything that is none."""
    items = value if isinstance(value, list) else []
    names = set(Identity.__annotations__)
    return tuple(
        Identity(**item)
        for item in items
        if isinstance(item, Mapping) and set(item) == names
    )
