"""Sizes of influencers and their engagement: data/knowledge/influencer_tiers.yml."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from enum import Enum
from pathlib import Path

from pydantic import BaseModel, Extra, Field, validator

from bot.knowledge.fact_models import Fact
from bot.knowledge.french import NO_BREAK, Unit, with_unit, written_number
from bot.knowledge.yaml_files import PROJECT, read_checked

TIERS_PATH = PROJECT / "data" / "knowledge" / "influencer_tiers.yml"
MILLION = 1_000_000


class TierId(str, Enum):
    """The four sizes, the smallest first."""

    NANO = "nano"
    MICRO = "micro"
    MACRO = "macro"
    MEGA = "mega"


class Span(BaseModel):
    """A range of audience, in followers.

    Attributes:
        from_: Smallest audience, included.
        to: Largest audience, excluded; `None` where nothing limits it.
    """

    from_: int = Field(ge=0, alias="from")
    to: int | None = Field(None, gt=0)

    class Config:
        extra = Extra.forbid
        frozen = True

    @validator("to")
    def _goes_up(cls, to: int | None, values: dict[str, int]) -> int | None:
        if to is not None and to <= values.get("from_", -1):
            raise ValueError("`to` must be above `from`")
        return to

    def holds(self, audience: int) -> bool:
        """Whether an audience, in followers, is in this range."""
        return self.from_ <= audience and (self.to is None or audience < self.to)

    def overlaps(self, other: Span) -> bool:
        """Whether some audience is in both ranges."""
        starts_before = other.to is None or self.from_ < other.to
        return starts_before and (self.to is None or other.from_ < self.to)

    def written(self) -> str:
        """As a customer reads it: « de 10 000 à 100 000 abonnés »."""
        if self.to is None:
            return f"plus de {_followers(self.from_)}"
        if self.from_ == 0:
            return f"moins de {_followers(self.to)}"
        return f"de {written_number(self.from_)} à {_followers(self.to)}"


class Tier(Span):
    """A size of influencer.

    Attributes:
        id: See `TierId`.
        name: French singular.
    """

    id: TierId
    name: str = Field(min_length=1)

    @property
    def plural(self) -> str:
        """French plural of the name."""
        return f"{self.name}s"


class Engagement(Span):
    """Average engagement of the accounts of one range, in percent of the audience."""

    percent: float = Field(gt=0, le=100)


class InfluencerTiers(BaseModel):
    """Everything in the file; both tables go up without a hole.

    Attributes:
        tiers: The four sizes, the smallest first.
        engagement: Ranges with their engagement, the smallest first.
        tiers_article: Article of magazine_pages.yml that gives the sizes.
        engagement_article: The one that gives the engagement.
    """

    tiers: tuple[Tier, ...]
    engagement: tuple[Engagement, ...]
    tiers_article: str
    engagement_article: str

    class Config:
        extra = Extra.forbid
        frozen = True

    @validator("tiers")
    def _every_size_once(cls, tiers: tuple[Tier, ...]) -> tuple[Tier, ...]:
        if [tier.id for tier in tiers] != list(TierId):
            raise ValueError(f"must be {', '.join(TierId)}, each once, in this order")
        return tiers

    @validator("tiers", "engagement")
    def _without_a_hole(cls, spans: tuple[Span, ...]) -> tuple[Span, ...]:
        starts = [span.from_ for span in spans[1:]]
        if [span.to for span in spans] != [*starts, None]:
            raise ValueError("each range must begin where the one before ends")
        return spans

    def find(self, tier_id: TierId) -> Tier:
        """The size of this id."""
        return next(tier for tier in self.tiers if tier.id is tier_id)

    def tier_of(self, audience: int) -> Tier:
        """The size that holds an audience of at least 0 followers."""
        return next(tier for tier in self.tiers if tier.holds(audience))

    def rates_of(self, span: Span) -> list[Engagement]:
        """The ranges of engagement that a size or an audience touches."""
        return [rate for rate in self.engagement if rate.overlaps(span)]

    def as_facts(self) -> list[Fact]:
        """What responses may say of the tables, as placeholders."""
        said = {"engagement_rates": told_rates(self.engagement)}
        for tier in self.tiers:
            said[f"{tier.id.value}_audience"] = tier.written()
            said[f"{tier.id.value}_rates"] = told_rates(self.rates_of(tier))
        return [
            Fact(
                id=name,
                value=text,
                unit=Unit.TEXT,
                says=f"Revue OneShot, juillet 2020 : {text}.",
                period="2020",
                grade="REVUE",
                sources=["REVUE"],
            )
            for name, text in said.items()
        ]


def told_rates(rates: Sequence[Engagement]) -> str:
    """Rates in one line: « 3,12 % de 5 000 à 20 000 abonnés, 2,47 % de 20 000 à … »."""
    return ", ".join(_told(rate, first=rate is rates[0]) for rate in rates)


def _told(rate: Engagement, first: bool) -> str:
    percent = with_unit(rate.percent, Unit.PERCENT)
    if rate.to is None:
        beyond = f"au-delà de {_followers(rate.from_)}" if first else "au-delà"
        return f"{percent} {beyond}"
    most = _followers(rate.to) if first else _short(rate.to)
    return f"{percent} de {written_number(rate.from_)} à {most}"


def _followers(count: int) -> str:
    of = " d’" if count % MILLION == 0 and count else NO_BREAK
    return f"{_short(count)}{of}abonnés"


def _short(count: int) -> str:
    if count >= MILLION and count % MILLION == 0:
        millions = count // MILLION
        return f"{millions}{NO_BREAK}{'millions' if millions > 1 else 'million'}"
    return written_number(count)


def read_tiers(path: Path = TIERS_PATH) -> InfluencerTiers:
    """Reads the tables.

    Raises:
        SettingsError: They do not follow their form.
    """
    return read_checked(path, InfluencerTiers)


@functools.lru_cache(maxsize=1)
def default_tiers() -> InfluencerTiers:
    """Reads the project's own tables, once per process."""
    return read_tiers()
