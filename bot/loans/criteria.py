"""The criteria of 2020, read from data/knowledge/criteria.yml."""

from __future__ import annotations

import datetime
import functools
from collections.abc import Mapping
from enum import Enum
from pathlib import Path

import ruamel.yaml
from pydantic import BaseModel, Extra, Field, ValidationError

from bot.errors import SettingsError

CRITERIA_PATH = Path(__file__).resolve().parents[2] / "data/knowledge/criteria.yml"

_CENTS = 100


class _Checked(BaseModel):
    class Config:
        extra = Extra.forbid
        frozen = True


class Unit(str, Enum):
    """What the value of a criterion counts."""

    MONTHS = "months"
    COUNT = "count"
    EURO = "euro"


class Rule(str, Enum):
    """What a legal form or an activity meant for the loan.

    `unclear` is honest: no source says. `turnover`: excluded below a turnover.
    """

    OPEN = "open"
    EXCLUDED = "excluded"
    UNCLEAR = "unclear"
    TURNOVER = "turnover"


class Criterion(_Checked):
    """A limit with its grounds.

    Attributes:
        value: In `unit`; 0 where the criterion is a yes or a no.
        unit: What `value` counts; euros are whole.
        grade: `REVUE`, `OFF` or `PRO`.
        sources: Ids of data/knowledge/sources.yml.
        regions: Where it holds; empty = everywhere.
    """

    value: int = Field(ge=0)
    unit: Unit
    grade: str = Field(regex="^(REVUE|OFF|PRO)$")
    sources: list[str] = Field(min_items=1)
    regions: list[str] = Field(default_factory=list)


class Kind(_Checked):
    """A legal form or an activity, and the words by which people name it.

    Attributes:
        title: As the customer reads it.
        rule: What it meant for the loan.
        words: Folded; those with capitals count only when written so.
        asked_words: Further words that count only when it was asked for.
    """

    title: str = Field(min_length=1)
    rule: Rule
    words: list[str]
    asked_words: list[str] = Field(default_factory=list)


class CriteriaTable(_Checked):
    """Every criterion by name; a missing or unknown one is an error."""

    minimum_age: Criterion
    staff_limit: Criterion
    turnover_limit: Criterion
    balance_limit: Criterion
    natural_shareholders: Criterion
    group_staff_limit: Criterion
    flash_minimum: Criterion
    flash_maximum: Criterion
    classic_maximum: Criterion
    own_funds: Criterion
    own_funds_in_region: Criterion
    late_debts: Criterion
    legal_forms_excluded: Criterion
    sectors_excluded: Criterion
    farm_turnover_minimum: Criterion
    fishing: Criterion
    balance_sheet: Criterion
    regional_rules: Criterion


class Criteria(_Checked):
    """Everything in the file.

    Attributes:
        period: Year that the criteria are of.
        reference_day: Day from which ages count.
        criteria: The limits.
        legal_forms: By code.
        sectors: By code.
    """

    period: str = Field(regex=r"^\d{4}$")
    reference_day: datetime.date
    criteria: CriteriaTable
    legal_forms: dict[str, Kind]
    sectors: dict[str, Kind]

    def cents(self, name: str) -> int:
        """A limit in euros, as euro cents."""
        criterion: Criterion = getattr(self.criteria, name)
        return criterion.value * _CENTS


def read_criteria(content: Mapping[str, object]) -> Criteria:
    """Checks what the file says.

    Raises:
        SettingsError: Something is missing, unknown or impossible.
    """
    try:
        return Criteria.parse_obj(content)
    except ValidationError as error:
        where = "; ".join(
            f"{'.'.join(str(part) for part in each['loc'])}: {each['msg']}"
            for each in error.errors()
        )
        raise SettingsError(
            f"Expected data/knowledge/criteria.yml to follow its model "
            f"(bot/loans/criteria.py), but found {where}. Please correct it."
        ) from error


@functools.lru_cache(maxsize=1)
def default_criteria() -> Criteria:
    """Reads the project's own file, once per process."""
    with CRITERIA_PATH.open(encoding="utf-8") as file:
        return read_criteria(ruamel.yaml.YAML(typ="safe").load(file))
