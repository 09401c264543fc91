"""The words of data/lexicon/owner_words.yml, folded and ready to be looked up."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from anyascii import anyascii
from pydantic import BaseModel, Extra

from bot.knowledge.yaml_files import PROJECT, read_checked

WORDS_PATH = PROJECT / "data" / "lexicon" / "owner_words.yml"


class _File(BaseModel):
    myself: list[str]
    companies: dict[str, str]
    own_company: list[str]
    another: list[str]
    roles: dict[str, str]
    empty: list[str]
    equal: list[str]
    whole: list[str]
    rest: list[str]
    nobody_else: list[str]
    fractions: dict[str, int]

    class Config:
        extra = Extra.forbid


@dataclass(frozen=True)
class OwnerWords:
    """How people speak of shares.

    Attributes:
        myself: The customer.
        companies: Word → how the bot repeats it.
        own_company: Those that mean the customer's own, unless it is another one.
        another: Words that make it another one.
        roles: Word → how the bot repeats it.
        empty: Words that name nobody.
        equal: Everybody has the same.
        whole: One person has everything.
        rest: What is left.
        nobody_else: Nobody else is to be named.
        fractions: Fraction → basis points.
    """

    myself: frozenset[str]
    companies: Mapping[str, str]
    own_company: frozenset[str]
    another: frozenset[str]
    roles: Mapping[str, str]
    empty: frozenset[str]
    equal: re.Pattern[str]
    whole: re.Pattern[str]
    rest: re.Pattern[str]
    nobody_else: re.Pattern[str]
    fractions: Mapping[str, int]


def fold(text: str) -> str:
    """Small ASCII letters, digits and /%, single spaces; the length may change."""
    plain = anyascii(text.replace("’", "'")).casefold()
    return " ".join(re.sub(r"[^a-z0-9/%.,]+", " ", plain).split())


def _any_of(phrases: Iterable[str]) -> re.Pattern[str]:
    longest_first = sorted(map(fold, phrases), key=len, reverse=True)
    joined = "|".join(map(re.escape, longest_first))
    return re.compile(rf"(?<![a-z0-9])(?:{joined})(?![a-z0-9])")


@functools.lru_cache(maxsize=1)
def default_owner_words() -> OwnerWords:
    """Reads the project's own file, once per process.

    Raises:
        SettingsError: Something in it is missing or unknown.
    """
    file = read_checked(WORDS_PATH, _File)
    return OwnerWords(
        myself=frozenset(file.myself),
        companies=file.companies,
        own_company=frozenset(file.own_company),
        another=frozenset(file.another),
        roles=file.roles,
        empty=frozenset(file.empty),
        equal=_any_of(file.equal),
        whole=_any_of(file.whole),
        rest=_any_of(file.rest),
        nobody_else=_any_of(file.nobody_else),
        fractions=file.fractions,
    )
