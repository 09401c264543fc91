"""The questions of the pre-check, and what may be answered to them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

# The customer does not know, or will not say.
UNKNOWN = "unknown"

REGION = "region"
LEGAL_FORM = "eligibility_legal_form"
AGE = "eligibility_age_months"
STAFF = "eligibility_staff"
TURNOVER = "eligibility_turnover_cents"
SECTOR = "eligibility_sector"
SHAREHOLDERS = "eligibility_natural_shareholders"
DEBTS = "eligibility_debts"
EQUITY = "eligibility_equity"

# The customer agrees with the summary of his answers.
CONFIRMED = "eligibility_confirmed"

# In the order in which they are asked.
QUESTIONS = (
    LEGAL_FORM,
    SECTOR,
    REGION,
    AGE,
    STAFF,
    TURNOVER,
    SHAREHOLDERS,
    DEBTS,
    EQUITY,
)

YES = "yes"
NO = "no"
DEBTS_NONE = "none"
DEBTS_LATE = "late"
DEBTS_SPREAD = "spread"
POSITIVE = "positive"
NEGATIVE = "negative"

Answer = str | int


@dataclass(frozen=True)
class Answers:
    """What the customer has said; `None` where he was not asked.

    Attributes:
        region: Canonical name of the Région.
        legal_form: Code of data/knowledge/criteria.yml.
        age_months: Whole months of activity at the reference day of the criteria.
        staff: Persons employed.
        turnover_cents: Yearly turnover, in euro cents.
        sector: Code of data/knowledge/criteria.yml.
        natural_shareholders: `yes` if every shareholder is a natural person, or `no`.
        debts: Tax and social debts: `none`, `late`, or `spread` by an agreed plan.
        equity: Own funds: `positive`, `negative`, or euro cents.
    """

    region: str | None = None
    legal_form: str | None = None
    age_months: Answer | None = None
    staff: Answer | None = None
    turnover_cents: Answer | None = None
    sector: str | None = None
    natural_shareholders: str | None = None
    debts: str | None = None
    equity: Answer | None = None


_FIELDS = {name: name.removeprefix("eligibility_") for name in QUESTIONS}


def answers_of(slots: Mapping[str, Any]) -> Answers:
    """Reads the answers out of the conversation's slots."""
    return Answers(**{field: slots.get(name) for name, field in _FIELDS.items()})


def number_of(answer: Answer | None) -> int | None:
    """The answer when it is a number; `None` when it is missing or unknown."""
    is_number = isinstance(answer, (int, float)) and not isinstance(answer, bool)
    return int(answer) if is_number else None  # type: ignore[arg-type]
