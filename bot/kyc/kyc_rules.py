"""The thresholds of the pre-checks, read from data/knowledge/kyc.yml."""

from __future__ import annotations

import functools
from typing import Literal

from pydantic import BaseModel, Extra, Field, root_validator

from bot.knowledge.yaml_files import PROJECT, read_checked

KNOWLEDGE_DIR = PROJECT / "data" / "knowledge"
KYC_PATH = KNOWLEDGE_DIR / "kyc.yml"


class _Strict(BaseModel):
    class Config:
        extra = Extra.forbid
        frozen = True


class Threshold(_Strict):
    """A share above which a person counts, and who says so.

    Attributes:
        above_bp: Basis points, in [0, 10000]; the comparison is strict.
        grade: `REVUE`, `OFF` or `PRO`.
        sources: Ids of data/knowledge/sources.yml.
    """

    above_bp: int = Field(ge=0, le=10_000)
    grade: Literal["REVUE", "OFF", "PRO"]
    sources: list[str] = Field(min_items=1)


class OwnerRules(_Strict):
    """Which shareholders are looked at.

    Attributes:
        house: Threshold of this loan's checks.
        law: Threshold of the law.
        tolerance_bp: Distance from 100 % at which a sum still counts as whole.
        max_holders: Most shareholders that the bot takes down.
    """

    house: Threshold
    law: Threshold
    tolerance_bp: int = Field(ge=0, le=1_000)
    max_holders: int = Field(ge=2, le=200)


class ScreeningRules(_Strict):
    """How alike a person and an entry of a list must be. Points in [0, 100].

    Attributes:
        hit_from: Points from which a pair is shown to an agent.
        surname_only_from: The same, when one side has no first name.
        birth_years_apart: Years from which two birth dates contradict each other.
        birth_date_equal: Points for the same day, month and year.
        birth_date_close: Points for dates that agree as far as both are known.
        birth_date_apart: Points (negative) for dates that contradict.
        nationality_equal: Points for a nationality in common.
        nationality_different: Points (negative) for none in common.
        max_hits: Most hits for one person.
        list_old_after_days: Age in days from which a list counts as old.
    """

    hit_from: int = Field(ge=50, le=100)
    surname_only_from: int = Field(ge=50, le=100)
    birth_years_apart: int = Field(ge=1, le=20)
    birth_date_equal: int = Field(ge=0, le=30)
    birth_date_close: int = Field(ge=0, le=30)
    birth_date_apart: int = Field(ge=-60, le=0)
    nationality_equal: int = Field(ge=0, le=30)
    nationality_different: int = Field(ge=-30, le=0)
    max_hits: int = Field(ge=1, le=100)
    list_old_after_days: int = Field(ge=1, le=365)

    @root_validator(skip_on_failure=True)
    def _nationality_is_no_filter(cls, values: dict[str, int]) -> dict[str, int]:
        if 100 + values["nationality_different"] < values["hit_from"]:
            raise ValueError("nationality_different would hide an identical name")
        return values


class KycRules(_Strict):
    """Everything in the file."""

    beneficial_owners: OwnerRules
    screening: ScreeningRules


@functools.lru_cache(maxsize=1)
def default_kyc_rules() -> KycRules:
    """Reads the project's own file, once per process.

    Raises:
        SettingsError: Something in it is missing, unknown or impossible.
    """
    return read_checked(KYC_PATH, KycRules)
