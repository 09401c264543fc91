"""SIREN and SIRET as customers type them: valid, mistyped, or too short. Pure.

The entity extractor only lets valid numbers through; here a mistyped one is told from
none at all, so that the bot can say what is wrong. La Poste's establishments (SIREN
356000000) are checked by the sum of their digits, which python-stdnum knows.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

from stdnum.fr import siren as siren_rules
from stdnum.fr import siret as siret_rules

SIREN_DIGITS = 9
SIRET_DIGITS = 14
FEWEST_ALONE = 4  # digits of a message that is nothing but a number cut short
# A run of digits, in groups or not; one that goes on is another kind of number.
_RUN = re.compile(r"(?<![\w+])\d(?:[ \u00a0\u202f.\-]?\d)*(?!\w)")


class NumberOutcome(str, Enum):
    """What was found in a message."""

    SIREN = "siren"
    SIRET = "siret"
    WRONG_KEY = "wrong_key"
    WRONG_LENGTH = "wrong_length"
    MISSING = "missing"


@dataclass(frozen=True)
class CompanyNumber:
    """A number as it was understood.

    Attributes:
        outcome: `siren` and `siret` only when the check digit holds.
        siren: Nine digits, also of a SIRET; empty for the other outcomes.
        siret: Fourteen digits; empty without one.
        digits: How many digits were written; 0 when there is no number.
    """

    outcome: NumberOutcome
    siren: str = ""
    siret: str = ""
    digits: int = 0


def read_company_number(text: str) -> CompanyNumber:
    """Finds the company number of a message; the first valid one, or what is wrong.

    Numbers of fewer than 8 or more than 16 digits are something else, unless the
    message is nothing but a number; telephone numbers (ten digits that begin with 0)
    always are.
    """
    runs = [re.sub(r"\D", "", match[0]) for match in _RUN.finditer(text[:2_000])]
    is_alone = _RUN.fullmatch(text.strip()) is not None and len(runs[0]) >= FEWEST_ALONE
    fits = [d for d in runs if is_alone or 8 <= len(d) <= 16]
    likely = [d for d in fits if not _is_telephone(d)]
    readings = [_judge(digits) for digits in likely]
    if not readings:
        return CompanyNumber(NumberOutcome.MISSING)
    order = list(NumberOutcome)
    return min(readings, key=lambda reading: order.index(reading.outcome))


def _is_telephone(digits: str) -> bool:
    return len(digits) == 10 and digits.startswith("0")


def _judge(digits: str) -> CompanyNumber:
    length = len(digits)
    if length == SIRET_DIGITS and siret_rules.is_valid(digits):
        siren = digits[:SIREN_DIGITS]
        return CompanyNumber(NumberOutcome.SIRET, siren, digits, length)
    if length == SIREN_DIGITS and siren_rules.is_valid(digits):
        return CompanyNumber(NumberOutcome.SIREN, digits, digits=length)
    right_length = length in (SIREN_DIGITS, SIRET_DIGITS)
    wrong = NumberOutcome.WRONG_KEY if right_length else NumberOutcome.WRONG_LENGTH
    return CompanyNumber(wrong, digits=length)
