"""Points and words of the summary: data/desk/summary.yml, data/lexicon/asking.yml."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, Extra, Field

from bot.desk.plain_words import folded, words_of
from bot.knowledge.yaml_files import PROJECT, read_checked, read_yaml

SUMMARY_PATH = PROJECT / "data" / "desk" / "summary.yml"
ASKING_PATH = PROJECT / "data" / "lexicon" / "asking.yml"


class _Strict(BaseModel):
    class Config:
        extra = Extra.forbid
        frozen = True


class Points(_Strict):
    """What a sentence is worth, by what it has."""

    new_words: float = Field(ge=0)
    asks: float = Field(ge=0)
    amount: float = Field(ge=0)
    emotion: float = Field(ge=0)


class LeftOut(_Strict):
    """Short turns that say nothing of the case."""

    intents: frozenset[str]
    words: int = Field(ge=0)
    sure_from: float = Field(ge=0, le=1)


class SummaryFile(_Strict):
    """The file as it is written; see its comments."""

    sentences: int = Field(ge=2, le=5)
    sentence_chars: int = Field(ge=40, le=600)
    new_words_from: float = Field(ge=0, le=1)
    words_counted: int = Field(ge=1)
    points: Points
    left_out: LeftOut
    last_words_from: int = Field(ge=1)
    courtesy: str
    small_words: str


@dataclass(frozen=True)
class SummaryRules:
    """The file, with its words ready to be compared.

    Attributes:
        numbers: The file.
        asking: Phrases by which a sentence without « ? » asks.
        courtesy: Words of politeness.
        empty: Words that say nothing: courtesies and small words.
    """

    numbers: SummaryFile
    asking: tuple[str, ...]
    courtesy: frozenset[str]
    empty: frozenset[str]


def read_summary_rules(
    path: Path = SUMMARY_PATH, asking: Path = ASKING_PATH
) -> SummaryRules:
    """Reads both files.

    Raises:
        SettingsError: The first does not follow its form.
    """
    numbers = read_checked(path, SummaryFile)
    phrases = tuple(folded(str(phrase)) for phrase in read_yaml(asking)["asks"])
    courtesy = frozenset(words_of(numbers.courtesy))
    small = frozenset(words_of(numbers.small_words))
    return SummaryRules(
        numbers,
        # « ou » asks (« où ») and joins: alone it decides nothing.
        asking=tuple(phrase for phrase in phrases if phrase != "ou"),
        courtesy=courtesy,
        empty=courtesy | small,
    )


@functools.lru_cache(maxsize=1)
def default_summary_rules() -> SummaryRules:
    """Reads the project's own files, once per process."""
    return read_summary_rules()
