"""What is known of the loan in each Region, read from data/knowledge/programmes.yml."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from pathlib import Path

import ruamel.yaml
from pydantic import BaseModel, Extra, Field, ValidationError

from bot.errors import SettingsError

PROGRAMMES_PATH = (
    Path(__file__).resolve().parent.parent / "data" / "knowledge" / "programmes.yml"
)


class _Known(BaseModel):
    """A fact with its grounds.

    Attributes:
        grade: `REVUE`, `OFF` or `PRO`; weaker ones are not said and not listed.
        sources: Ids of data/knowledge/sources.yml.
    """

    grade: str = Field(regex="^(REVUE|OFF|PRO)$")
    sources: list[str] = Field(min_items=1)

    class Config:
        extra = Extra.forbid
        frozen = True


class Rate(_Known):
    """Yearly interest rate, in percent."""

    percent: float = Field(ge=0, le=100)


class Amount(_Known):
    """Limits of the loan, in whole euros; `None` where a limit is not known.

    Attributes:
        minimum: Smallest loan.
        maximum: Largest loan.
        maximum_at_start: Largest loan at the opening, where it was raised later.
        average: Average loan observed, where the limits are not known.
    """

    minimum: int | None = Field(None, gt=0)
    maximum: int | None = Field(None, gt=0)
    maximum_at_start: int | None = Field(None, gt=0)
    average: int | None = Field(None, gt=0)


class Duration(_Known):
    """Length of the loan, in years, the deferral being part of it.

    Attributes:
        years: From payment to the last instalment.
        deferral_years: During which no capital is repaid.
        at_most: Whether `years` is a limit instead of the usual length.
    """

    years: int = Field(gt=0)
    deferral_years: int = Field(ge=0)
    at_most: bool = False


class Programme(BaseModel):
    """The terms of one Region; `None` for what no reliable source says."""

    rate: Rate | None = None
    amount: Amount | None = None
    duration: Duration | None = None

    class Config:
        extra = Extra.forbid
        frozen = True


class Programmes(BaseModel):
    """Everything in the file.

    Attributes:
        flash_maximum: Largest loan of the online way, in whole euros, in any Region.
        regions: Terms by canonical name of the Region.
    """

    flash_maximum: int = Field(gt=0)
    regions: dict[str, Programme]

    class Config:
        extra = Extra.forbid
        frozen = True

    def find(self, region: str) -> Programme | None:
        """Finds the terms of a Region, however its apostrophes and capitals are."""
        by_key = {_key(name): terms for name, terms in self.regions.items()}
        return by_key.get(_key(region))


def _key(region: str) -> str:
    return region.replace("’", "'").replace("-", " ").casefold().strip()


def read_programmes(content: Mapping[str, object]) -> Programmes:
    """Checks what the file says.

    Raises:
        SettingsError: Something is missing, unknown or impossible.
    """
    try:
        return Programmes.parse_obj(content)
    except ValidationError as error:
        where = "; ".join(
            f"{'.'.join(str(part) for part in each['loc'])}: {each['msg']}"
            for each in error.errors()
        )
        raise SettingsError(
            f"Expected data/knowledge/programmes.yml to follow its model "
            f"(actions/programmes.py), but found {where}. Please correct it."
        ) from error


@functools.lru_cache(maxsize=1)
def default_programmes() -> Programmes:
    """Reads the project's own file, once per process."""
    with PROGRAMMES_PATH.open(encoding="utf-8") as file:
        return read_programmes(ruamel.yaml.YAML(typ="safe").load(file))
