"""The words by which customers answer, read from data/lexicon/precheck_answers.yml."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

import ruamel.yaml
from pydantic import BaseModel, Extra, ValidationError

from bot.errors import SettingsError

LEXICON_PATH = Path(__file__).resolve().parents[2] / "data/lexicon/precheck_answers.yml"


class _Checked(BaseModel):
    class Config:
        extra = Extra.forbid
        frozen = True


class Phrases(_Checked):
    """Words for one value, in any message or only when it was asked for."""

    anytime: list[str]
    asked: list[str]


class AnswerLexicon(_Checked):
    """Everything in the file; `answers` by slot, then by value."""

    unknown: list[str]
    yes: list[str]
    no: list[str]
    answers: dict[str, dict[str, Phrases]]


def read_lexicon(content: Mapping[str, object]) -> AnswerLexicon:
    """Checks what the file says.

    Raises:
        SettingsError: Something is missing or unknown.
    """
    try:
        return AnswerLexicon.parse_obj(content)
    except ValidationError as error:
        raise SettingsError(
            f"Expected data/lexicon/precheck_answers.yml to follow its model "
            f"(bot/loans/lexicon.py), but found {len(error.errors())} mistakes, the "
            f"first at {error.errors()[0]['loc']!r}. Please correct it."
        ) from error


@functools.lru_cache(maxsize=1)
def default_lexicon() -> AnswerLexicon:
    """Reads the project's own file, once per process."""
    with LEXICON_PATH.open(encoding="utf-8") as file:
        return read_lexicon(ruamel.yaml.YAML(typ="safe").load(file))


@functools.lru_cache(maxsize=512)
def _pattern(phrases: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = sorted(phrases, key=len, reverse=True)
    joined = "|".join(re.escape(one).replace(r"\ ", r"\s+") for one in longest_first)
    return re.compile(rf"(?<![\w.-])(?:{joined})(?![\w-])")


def find_phrase(text: str, phrases: Iterable[str]) -> re.Match[str] | None:
    """Finds the first of some phrases, as whole words; the longest at one place."""
    given = tuple(phrases)
    return _pattern(given).search(text) if given else None
