"""What is known of the loan in each Region, read from data/knowledge/programmes.yml."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from pathlib import Path

from pydantic import BaseModel, Extra, Field

from bot.errors import SettingsError
from bot.knowledge.fact_models import Fact
from bot.knowledge.facts import Facts, default_facts
from bot.knowledge.yaml_files import PROJECT, describe, read_checked

PROGRAMMES_PATH = PROJECT / "data" / "knowledge" / "programmes.yml"


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
    """The terms of one Region; `None` for what no reliable source says.

    Attributes:
        rate: Yearly rate.
        amount: Limits, or the average.
        duration: Length and deferral.
        opening: Id of the fact that says when it opened.
        exclusions: Id of the fact that says whom or what it left out.
        particularities: Id of the fact that says what else was its own.
    """

    rate: Rate | None = None
    amount: Amount | None = None
    duration: Duration | None = None
    opening: str | None = None
    exclusions: str | None = None
    particularities: str | None = None

    class Config:
        extra = Extra.forbid
        frozen = True

    def fact_ids(self) -> list[str]:
        """Facts that describe the Region, what matters most to a customer first."""
        ids = (self.exclusions, self.particularities, self.opening)
        return [each for each in ids if each]

    def sources(self) -> set[str]:
        """Ids of data/knowledge/sources.yml behind the figures."""
        known = [each for each in (self.rate, self.amount, self.duration) if each]
        return {source for each in known for source in each.sources}


class ProgrammesFile(BaseModel):
    """The form of data/knowledge/programmes.yml: terms by name of the Region."""

    regions: dict[str, Programme]

    class Config:
        extra = Extra.forbid


class Programmes:
    """The terms of every Region, with the facts that describe it.

    Attributes:
        regions: Terms by canonical name of the Region.
    """

    def __init__(self, regions: Mapping[str, Programme], facts: Facts) -> None:
        self.regions = dict(regions)
        self._facts = facts
        self._names = {_key(name): name for name in regions}

    def find(self, region: str) -> Programme | None:
        """Finds the terms of a Region, however its apostrophes and capitals are."""
        name = self._names.get(_key(region))
        return self.regions[name] if name else None

    def details(self, region: str) -> list[Fact]:
        """What is known of a Region beside figures; empty when nothing is."""
        programme = self.find(region) or Programme()
        return [self._facts.by_id[each] for each in programme.fact_ids()]


def _key(region: str) -> str:
    return region.replace("’", "'").replace("-", " ").casefold().strip()


def read_programmes(
    path: Path = PROGRAMMES_PATH, facts: Facts | None = None
) -> Programmes:
    """Reads the terms, and checks that the facts they name can be said.

    Raises:
        SettingsError: Something is missing, unknown, impossible or too weak.
    """
    facts = facts or default_facts()
    regions = read_checked(path, ProgrammesFile).regions
    for region, programme in regions.items():
        for fact_id in programme.fact_ids():
            fact = facts.by_id.get(fact_id)
            if fact is None or not fact.is_sayable:
                raise SettingsError(
                    f"Expected {describe(path)} to name facts that can be said, but "
                    f"found `{fact_id}` in {region}. Please add it to "
                    "data/knowledge/facts, with its source."
                )
    return Programmes(regions, facts)


@functools.lru_cache(maxsize=1)
def default_programmes() -> Programmes:
    """Reads the project's own file, once per process."""
    return read_programmes()
