"""The words of influence, read from data/lexicon/influence_words.yml."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable
from enum import Enum
from pathlib import Path

from pydantic import BaseModel, Extra, Field

from bot.knowledge.influencer_tiers import TierId
from bot.knowledge.yaml_files import PROJECT, read_checked

WORDS_PATH = PROJECT / "data" / "lexicon" / "influence_words.yml"


class Goal(str, Enum):
    """What a brand wants of influencers."""

    AWARENESS = "awareness"
    ENGAGEMENT = "engagement"
    SALES = "sales"


class Titles(BaseModel):
    """How an answer repeats what is aimed at; `{count}` in `audience` is a number."""

    audience: str = Field(regex=r"^.*\{count\}")
    awareness: str
    engagement: str
    sales: str

    class Config:
        extra = Extra.forbid
        frozen = True


class InfluenceWords(BaseModel):
    """Everything in the file; folded words but for titles, sizes in order of search."""

    goals: dict[Goal, list[str]]
    titles: Titles
    unknown: list[str]
    sizes: dict[TierId, list[str]]
    engagement: list[str]
    tiktok: list[str]
    influencers: list[str]

    class Config:
        extra = Extra.forbid
        frozen = True


def first_place(phrases: Iterable[str], folded: str) -> int | None:
    """Where the first of some phrases stands in a folded text; `None` if nowhere."""
    places = [
        found.start()
        for phrase in phrases
        if (found := re.search(rf"(?<!\w){re.escape(phrase)}(?!\w)", folded))
    ]
    return min(places, default=None)


def read_words(path: Path = WORDS_PATH) -> InfluenceWords:
    """Reads the words.

    Raises:
        SettingsError: The file does not follow its form.
    """
    return read_checked(path, InfluenceWords)


@functools.lru_cache(maxsize=1)
def default_words() -> InfluenceWords:
    """Reads the project's own file, once per process."""
    return read_words()
