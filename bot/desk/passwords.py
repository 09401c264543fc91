"""Whether a password is good enough, and what is wrong with it. Pure."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection
from enum import Enum

MIN_NAME_CHARS = 3  # a shorter name is in too many words to forbid it


class Fault(str, Enum):
    """What is wrong with a password; the words are in data/desk/passwords.yml."""

    TOO_SHORT = "too_short"
    TOO_PLAIN = "too_plain"
    HOLDS_NAME = "holds_name"
    COMMON = "common"


def find_faults(
    password: str,
    *,
    names: Collection[str],
    common: Collection[str],
    min_chars: int,
    min_distinct: int,
) -> list[Fault]:
    """Everything that is wrong with a password; empty for a good one.

    Args:
        password: As typed.
        names: Username and name of its owner.
        common: Words that everybody tries first, without accents, lower case.
        min_chars: Shortest length accepted.
        min_distinct: How many different characters there must be.
    """
    plain = _plain(password)
    faults = []
    if len(password) < min_chars:
        faults.append(Fault.TOO_SHORT)
    if len(set(plain)) < min_distinct:
        faults.append(Fault.TOO_PLAIN)
    if any(_holds(plain, name) for name in names):
        faults.append(Fault.HOLDS_NAME)
    if _core(plain) in common or _letters(plain) in common:
        faults.append(Fault.COMMON)
    return faults


def _plain(text: str) -> str:
    """Lower case, without accents: how a guesser compares."""
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in parts if not unicodedata.combining(sign))


def _holds(plain: str, name: str) -> bool:
    name = _plain(name.strip())
    return len(name) >= MIN_NAME_CHARS and name in plain


def _core(plain: str) -> str:
    """Without the digits and signs that people put around a word they know."""
    return plain.strip("0123456789!?.,;:*+-_@#$%&/()= ")


def _letters(plain: str) -> str:
    return "".join(sign for sign in plain if sign.isalpha())
