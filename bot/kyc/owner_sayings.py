"""What the customer hears about a declaration of owners. Pure.

It depends on the declaration alone; no check against a list is known here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from bot.kyc.beneficial_owners import Owner, Ownership, Reason
from bot.kyc.declared_shares import Draft, write_percent

# The order is that of `Reason`; one that is missing here has no words for customers.
_SAID = {
    Reason.COMPANY_AMONG_SHAREHOLDERS: "utter_owners_company_among_shareholders",
    Reason.LEGAL_REPRESENTATIVE: "utter_owners_legal_representative",
    Reason.SHARES_MISSING: "utter_owners_shares_missing",
    Reason.TOO_MANY_HOLDERS: "utter_owners_many_holders",
}


@dataclass(frozen=True)
class Saying:
    """One message: a response of data/responses/kyc.yml and what fills it."""

    response: str
    arguments: Mapping[str, str] = field(default_factory=dict)


def sayings_about(ownership: Ownership, draft: Draft) -> list[Saying]:
    """Both thresholds, each reason, then the sentence that everybody hears."""
    reasons = [Saying(_SAID[r]) for r in ownership.reasons if r in _SAID]
    return [
        _thresholds(ownership, draft),
        *reasons,
        Saying("utter_owners_recorded"),
    ]


def _thresholds(ownership: Ownership, draft: Draft) -> Saying:
    labels = {each.key: each.label for each in draft}
    house = _named(ownership, labels, lambda owner: owner.above_house)
    law = _named(ownership, labels, lambda owner: owner.above_law)
    if not house:
        return Saying("utter_owners_above_none")
    if not law:
        return Saying("utter_owners_above_house_only", {"owners_above_house": house})
    names = {"owners_above_house": house, "owners_above_law": law}
    return Saying("utter_owners_above_both", names)


def _named(
    ownership: Ownership, labels: Mapping[str, str], counts: Callable[[Owner], bool]
) -> str:
    return ", ".join(
        f"{labels.get(owner.holder, owner.holder)} {write_percent(owner.share_bp)}"
        for owner in ownership.owners
        if counts(owner)
    )
