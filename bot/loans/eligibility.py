"""Which way of 2020 a company could look at, and why. It decides nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Any

from bot.loans.answers import (
    DEBTS_LATE,
    DEBTS_SPREAD,
    NEGATIVE,
    NO,
    UNKNOWN,
    Answers,
    number_of,
)
from bot.loans.criteria import Criteria, Rule


class Path(str, Enum):
    """Where the answers point to."""

    FLASH = "flash"
    CLASSIC = "classic"
    OTHER_SCHEME = "other_scheme"
    TO_CHECK = "to_check"


class Weight(str, Enum):
    """What a finding does to the path; a note only asks for a look."""

    EXCLUDES = "excludes"
    UNCERTAIN = "uncertain"
    CLOSES_FLASH = "closes_flash"
    NOTE = "note"


@dataclass(frozen=True)
class Finding:
    """One thing that the answers reveal.

    Attributes:
        code: Its words are in data/knowledge/precheck_words.yml.
        weight: What it does to the path.
        criterion: Name in data/knowledge/criteria.yml that founds it.
    """

    code: str
    weight: Weight
    criterion: str


@dataclass(frozen=True)
class Orientation:
    """The outcome of the pre-check.

    Attributes:
        path: Where the answers point to.
        reasons: Codes of what led there, in the order of the questions.
        to_verify: Codes of what remains to be verified.
    """

    path: Path
    reasons: tuple[str, ...]
    to_verify: tuple[str, ...]

    def as_slot(self) -> dict[str, Any]:
        """As the slot `eligibility_outcome` holds it, ready for JSON."""
        return {
            "path": self.path.value,
            "reasons": list(self.reasons),
            "to_verify": list(self.to_verify),
        }


def orient(answers: Answers, criteria: Criteria) -> Orientation:
    """Says which way the answers point to; the same answers always point alike.

    An exclusion wins over everything. Whatever is missing, unknown or unclear makes
    `to_check`, never `flash`: a doubt is for a person to settle.
    """
    findings = find(answers, criteria)
    excluding = _codes(findings, Weight.EXCLUDES)
    uncertain = _codes(findings, Weight.UNCERTAIN)
    closing = _codes(findings, Weight.CLOSES_FLASH)
    to_verify = (*uncertain, *_codes(findings, Weight.NOTE))
    if excluding:
        return Orientation(Path.OTHER_SCHEME, excluding, ())
    if uncertain:
        return Orientation(Path.TO_CHECK, (*closing, "answers_missing"), to_verify)
    if closing:
        return Orientation(Path.CLASSIC, closing, to_verify)
    return Orientation(Path.FLASH, ("no_known_obstacle",), to_verify)


def is_excluded(answers: Answers, criteria: Criteria) -> bool:
    """Whether an answer already settles the matter: no more need be asked."""
    findings = find(answers, criteria)
    return bool(_codes(findings, Weight.EXCLUDES))


def find(answers: Answers, criteria: Criteria) -> tuple[Finding, ...]:
    """Everything the answers reveal, in the order of the questions."""
    return (
        *_from_legal_form(answers, criteria),
        *_from_sector(answers, criteria),
        *_from_region(answers),
        *_from_age(answers, criteria),
        *_from_staff(answers, criteria),
        *_from_turnover(answers, criteria),
        *_from_shareholders(answers),
        *_from_debts(answers),
        *_from_equity(answers, criteria),
        Finding("balance_sheet", Weight.NOTE, "balance_sheet"),
        Finding("regional_rules", Weight.NOTE, "regional_rules"),
    )


def _codes(findings: tuple[Finding, ...], weight: Weight) -> tuple[str, ...]:
    return tuple(f.code for f in findings if f.weight is weight)


def _from_legal_form(answers: Answers, criteria: Criteria) -> Iterator[Finding]:
    code = answers.legal_form
    kind = criteria.legal_forms.get(code or "")
    if kind is None:
        yield Finding("legal_form_missing", Weight.UNCERTAIN, "legal_forms_excluded")
    elif kind.rule is Rule.EXCLUDED:
        reason = "legal_form_sci" if code == "sci" else "legal_form_sole_trader"
        yield Finding(reason, Weight.EXCLUDES, "legal_forms_excluded")
    elif kind.rule is not Rule.OPEN:
        yield Finding("legal_form_unclear", Weight.UNCERTAIN, "legal_forms_excluded")


def _from_sector(answers: Answers, criteria: Criteria) -> Iterator[Finding]:
    kind = criteria.sectors.get(answers.sector or "")
    turnover = number_of(answers.turnover_cents)
    if kind is None:
        yield Finding("sector_missing", Weight.UNCERTAIN, "sectors_excluded")
    elif kind.rule is Rule.EXCLUDED:
        yield Finding("sector_excluded", Weight.EXCLUDES, "sectors_excluded")
    elif kind.rule is Rule.UNCLEAR:
        yield Finding("sector_fishing", Weight.UNCERTAIN, "fishing")
    elif kind.rule is Rule.TURNOVER and turnover is not None:
        if turnover < criteria.cents("farm_turnover_minimum"):
            yield Finding("farm_too_small", Weight.EXCLUDES, "farm_turnover_minimum")


def _from_region(answers: Answers) -> Iterator[Finding]:
    if answers.region in (None, UNKNOWN):
        yield Finding("region_missing", Weight.UNCERTAIN, "regional_rules")


def _from_age(answers: Answers, criteria: Criteria) -> Iterator[Finding]:
    months = number_of(answers.age_months)
    if months is None:
        yield Finding("age_missing", Weight.UNCERTAIN, "minimum_age")
    elif months < criteria.criteria.minimum_age.value:
        yield Finding("too_young", Weight.EXCLUDES, "minimum_age")


def _from_staff(answers: Answers, criteria: Criteria) -> Iterator[Finding]:
    staff = number_of(answers.staff)
    if staff is None:
        yield Finding("staff_missing", Weight.UNCERTAIN, "staff_limit")
    elif staff >= criteria.criteria.staff_limit.value:
        yield Finding("too_many_persons", Weight.EXCLUDES, "staff_limit")


def _from_turnover(answers: Answers, criteria: Criteria) -> Iterator[Finding]:
    turnover = number_of(answers.turnover_cents)
    if turnover is None:
        yield Finding("turnover_missing", Weight.UNCERTAIN, "turnover_limit")
    elif turnover > criteria.cents("turnover_limit"):
        # A PME all the same if its balance sheet is small enough.
        yield Finding("balance_total", Weight.UNCERTAIN, "balance_limit")


def _from_shareholders(answers: Answers) -> Iterator[Finding]:
    if answers.natural_shareholders in (None, UNKNOWN):
        yield Finding("shareholders_missing", Weight.UNCERTAIN, "natural_shareholders")
    elif answers.natural_shareholders == NO:
        yield Finding(
            "company_shareholder", Weight.CLOSES_FLASH, "natural_shareholders"
        )
        yield Finding("group_size", Weight.NOTE, "group_staff_limit")


def _from_debts(answers: Answers) -> Iterator[Finding]:
    if answers.debts in (None, UNKNOWN):
        yield Finding("debts_missing", Weight.UNCERTAIN, "late_debts")
    elif answers.debts == DEBTS_LATE:
        yield Finding("late_debts", Weight.EXCLUDES, "late_debts")
    elif answers.debts == DEBTS_SPREAD:
        yield Finding("debts_spread", Weight.UNCERTAIN, "late_debts")


def _from_equity(answers: Answers, criteria: Criteria) -> Iterator[Finding]:
    cents = number_of(answers.equity)
    if cents is None and answers.equity in (None, UNKNOWN):
        yield Finding("equity_missing", Weight.UNCERTAIN, "own_funds")
    elif answers.equity == NEGATIVE or (cents is not None and cents <= 0):
        if answers.region in criteria.criteria.own_funds_in_region.regions:
            yield Finding("no_own_funds", Weight.EXCLUDES, "own_funds_in_region")
        else:
            yield Finding("negative_own_funds", Weight.CLOSES_FLASH, "own_funds")
            yield Finding("profitability", Weight.NOTE, "own_funds")
    elif cents is not None and cents < criteria.cents("flash_minimum"):
        yield Finding("own_funds_short", Weight.CLOSES_FLASH, "own_funds")
    elif cents is None:
        yield Finding("own_funds_amount", Weight.NOTE, "own_funds")
