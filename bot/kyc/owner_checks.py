"""The hotline's checks of a declaration of owners, as outcomes and evidence. Pure.

Evidence is for agents. It is JSON, holds no message of the customer, and is the same
for the same findings, so that a repeated declaration opens no second alert.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.contracts.loan_files import CheckKind, CheckOutcome
from bot.kyc.beneficial_owners import Ownership, Reason
from bot.kyc.kyc_rules import KycRules
from bot.kyc.owner_identities import Identity
from bot.kyc.sanctions_list import SanctionsList, read_partial_date
from bot.kyc.screening import Hit, Person, Screening, ScreeningOutcome, screen

ALERT_SCREENING = "screening"
# Doubts about shares that the customer can still clear up.
_TO_COMPLETE = {Reason.SHARES_MISSING, Reason.SHARES_EXCEED_WHOLE}


@dataclass(frozen=True)
class Check:
    """One check with what it gave."""

    kind: CheckKind
    outcome: CheckOutcome
    evidence: Mapping[str, Any]


@dataclass(frozen=True)
class AlertFound:
    """A signal for an agent.

    Attributes:
        owner_key: Whose.
        kind: `screening`.
        evidence: What was compared, and how alike it is.
    """

    owner_key: str
    kind: str
    evidence: Mapping[str, Any]


def check_ownership(ownership: Ownership, rules: KycRules) -> Check:
    """Both thresholds side by side, and what stands in the way of an answer."""
    reasons = set(ownership.reasons)
    outcome = CheckOutcome.PASSED
    if reasons & _TO_COMPLETE:
        outcome = CheckOutcome.TO_COMPLETE
    elif reasons:
        outcome = CheckOutcome.TO_REVIEW
    thresholds = rules.beneficial_owners
    evidence = {
        "declared_bp": ownership.declared_bp,
        "house_above_bp": thresholds.house.above_bp,
        "law_above_bp": thresholds.law.above_bp,
        "above_house": sum(owner.above_house for owner in ownership.owners),
        "above_law": sum(owner.above_law for owner in ownership.owners),
        "reasons": [reason.value for reason in ownership.reasons],
        "path": ownership.path.value,
    }
    return Check(CheckKind.BENEFICIAL_OWNERS, outcome, evidence)


def check_identities(identities: Iterable[Identity]) -> Check:
    """How many of the persons above the threshold are known well enough."""
    people = list(identities)
    whole = [i for i in people if i.known_name and i.known_birth_date
             and i.known_nationality]  # fmt: skip
    passed = bool(people) and len(whole) == len(people)
    return Check(
        CheckKind.IDENTITY,
        CheckOutcome.PASSED if passed else CheckOutcome.TO_COMPLETE,
        {"persons": len(people), "complete": len(whole)},
    )


def check_against_list(
    identities: Iterable[Identity],
    listed: SanctionsList,
    rules: KycRules,
    now: datetime,
) -> tuple[Check, list[AlertFound]]:
    """Compares every person who gave a name; each hit becomes an alert."""
    people = list(identities)
    results = {
        identity.key: screen(person_of(identity), listed, rules.screening)
        for identity in people
        if identity.known_name
    }
    alerts = [
        AlertFound(key, ALERT_SCREENING, evidence_of(hit, listed))
        for key, result in results.items()
        for hit in result.hits
    ]
    compared = sum(_was_compared(result) for result in results.values())
    age_days = listed.age_days(now)
    old_after = rules.screening.list_old_after_days
    evidence = {
        "list": listed.source,
        "list_is_sample": listed.sample,
        "list_published_at": _iso(listed.published_at),
        "list_age_days": age_days,
        "list_is_old": age_days is None or age_days > old_after,
        "list_entries": len(listed.persons),
        "list_skipped": listed.skipped,
        "persons": len(people),
        "compared": compared,
        "hits": len(alerts),
    }
    outcome = _outcome(len(people), compared, len(alerts))
    return Check(CheckKind.SCREENING, outcome, evidence), alerts


def list_unavailable(persons: int) -> Check:
    """The list could not be read: nobody was compared with it."""
    return Check(
        CheckKind.SCREENING,
        CheckOutcome.UNAVAILABLE,
        {"persons": persons, "compared": 0, "hits": 0},
    )


def _outcome(persons: int, compared: int, hits: int) -> CheckOutcome:
    if hits:
        return CheckOutcome.TO_REVIEW
    if persons and compared == persons:
        return CheckOutcome.PASSED
    return CheckOutcome.TO_COMPLETE


def _was_compared(result: Screening) -> bool:
    return result.outcome is not ScreeningOutcome.NOT_SCREENED


def person_of(identity: Identity) -> Person:
    """The identity as screening wants it."""
    born = identity.known_birth_date
    return Person(
        name=identity.known_name,
        birth_date=read_partial_date(born.year, born.month, born.day) if born else None,
        nationality=identity.known_nationality,
    )


def evidence_of(hit: Hit, listed: SanctionsList) -> dict[str, Any]:
    """A hit in words and numbers that an agent can follow."""
    party = hit.party
    return {
        "list": listed.source,
        "list_is_sample": listed.sample,
        "reference": party.reference,
        "listed_name": party.names[0].whole,
        "listed_birth_dates": [str(born) for born in party.birth_dates],
        "listed_nationalities": sorted(party.nationalities),
        "basis": party.basis,
        "score": hit.score,
        "compared": [
            {
                "kind": each.kind.value,
                "declared": each.declared,
                "listed": each.listed,
                "points": each.points,
            }
            for each in hit.evidence
        ],
    }


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
