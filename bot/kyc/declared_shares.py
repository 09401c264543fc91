"""The shares of a conversation, gathered message after message. Pure.

A draft is a tuple of declared holders; a later message about the same holder replaces
the share, so a correction needs no words of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from enum import Enum
from typing import Any

from bot.knowledge.french import Unit, with_unit
from bot.kyc.beneficial_owners import WHOLE_BP, Kind, Stake
from bot.kyc.holder_reading import SELF_KEY, SELF_LABEL, Holder
from bot.kyc.kyc_rules import OwnerRules
from bot.kyc.shares_reading import SharesReading


@dataclass(frozen=True)
class Declared:
    """A shareholder as the customer speaks of him.

    Attributes:
        key: Same for the same one in every message.
        label: How the bot repeats it.
        kind: `person` or `company`.
        name: As far as it was given.
        share_bp: Basis points; `None` until a share is given.
    """

    key: str
    label: str
    kind: str
    name: str
    share_bp: int | None = None


Draft = tuple[Declared, ...]


class Standing(str, Enum):
    """What is still to be asked about the shares."""

    EMPTY = "empty"
    SHARE_UNKNOWN = "share_unknown"
    TOO_MUCH = "too_much"
    REST_UNKNOWN = "rest_unknown"
    WHOLE = "whole"


def merge(draft: Draft, reading: SharesReading, rules: OwnerRules) -> Draft:
    """Adds what a message says to what was said before.

    Args:
        draft: So far.
        reading: Of the latest message.
        rules: For the tolerance of the whole.
    """
    found = {declared.key: declared for declared in draft}
    for holder in reading.unshared:
        found.setdefault(holder.key, _declared(holder, None))
    for holder, share_bp in reading.shares:
        before = found.get(holder.key)
        given = _declared(holder, share_bp)
        # « Vous » stays « vous », a name given before stays.
        name = given.name or (before.name if before else "")
        found[holder.key] = replace(given, name=name)
    found = _with_alone(found, reading.alone)
    missing = missing_bp(tuple(found.values()))
    if reading.rest_to is not None and missing > 0:
        found[reading.rest_to.key] = _declared(reading.rest_to, missing)
    elif _only_names_one(reading) and draft and missing > rules.tolerance_bp:
        # « Il reste 40 % : qui ? » — « Ma sœur. »
        key = reading.unshared[0].key
        if found[key].share_bp is None:
            found[key] = replace(found[key], share_bp=missing)
    return tuple(found.values())


def _only_names_one(reading: SharesReading) -> bool:
    return len(reading.unshared) == 1 and not (reading.shares or reading.alone)


def _declared(holder: Holder, share_bp: int | None) -> Declared:
    return Declared(holder.key, holder.label, holder.kind.value, holder.name, share_bp)


def _with_alone(
    found: dict[str, Declared], alone: Sequence[int]
) -> dict[str, Declared]:
    """Gives shares without a name to whoever waits for one; the first to « vous »."""
    waiting = [key for key, declared in found.items() if declared.share_bp is None]
    for share_bp in alone:
        if waiting:
            key = waiting.pop(0)
            found[key] = replace(found[key], share_bp=share_bp)
        elif not found:
            myself = Holder(SELF_KEY, SELF_LABEL)
            found[SELF_KEY] = _declared(myself, share_bp)
    return found


def total_bp(draft: Draft) -> int:
    """Sum of the shares that are known, in basis points."""
    return sum(declared.share_bp or 0 for declared in draft)


def missing_bp(draft: Draft) -> int:
    """What is left to the whole; negative when there is too much."""
    return WHOLE_BP - total_bp(draft)


def standing_of(draft: Draft, rules: OwnerRules) -> Standing:
    """What to ask next."""
    if not draft:
        return Standing.EMPTY
    missing = missing_bp(draft)
    if missing < -rules.tolerance_bp:
        return Standing.TOO_MUCH
    if any(declared.share_bp is None for declared in draft):
        return Standing.SHARE_UNKNOWN
    return Standing.REST_UNKNOWN if missing > rules.tolerance_bp else Standing.WHOLE


def stakes_of(draft: Draft) -> list[Stake]:
    """The draft for `find_owners`; who has no share holds nothing yet."""
    return [
        Stake(declared.key, Kind(declared.kind), declared.share_bp or 0)
        for declared in draft
    ]


def write_percent(share_bp: int) -> str:
    """Basis points as a French reader expects them: `33,33 %`, `60 %`."""
    return with_unit(share_bp / 100, Unit.PERCENT)


def write_summary(draft: Iterable[Declared]) -> str:
    """« vous 60 %, votre sœur Anna 40 % », for whoever has a share."""
    return ", ".join(
        f"{declared.label} {write_percent(declared.share_bp)}"
        for declared in draft
        if declared.share_bp is not None
    )


def as_json(draft: Draft) -> list[dict[str, Any]]:
    """The draft as a slot keeps it."""
    return [asdict(declared) for declared in draft]


def from_json(value: Any) -> Draft:
    """The draft of a slot; empty for anything that is none."""
    items = value if isinstance(value, list) else []
    kept = []
    for item in items:
        if isinstance(item, Mapping) and {"key", "label", "kind", "name"} <= set(item):
            texts = {k: str(item[k]) for k in ("key", "label", "kind", "name")}
            share_bp = item.get("share_bp")
            known = isinstance(share_bp, int)
            kept.append(Declared(**texts, share_bp=share_bp if known else None))
    return tuple(kept)
