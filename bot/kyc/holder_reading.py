"""Who a piece of a sentence speaks of: the customer, a relative, a company. Pure.

Works on pieces from which the shares are already taken out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from bot.kyc.beneficial_owners import Kind
from bot.kyc.owner_words import OwnerWords, fold

SELF_KEY = "self"
SELF_LABEL = "vous"
MAX_NAME_WORDS = 5
MAX_SAME_ROLE = 12  # « douze associés »; more is no list of shareholders
_COUNTS = {"deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6}
_WORD = re.compile(r"\d+|[^\W\d_]+(?:-[^\W\d_]+)*")


@dataclass(frozen=True)
class Holder:
    """Somebody who may own a part.

    Attributes:
        key: Same for the same person in a later message.
        label: How the bot repeats it.
        kind: A person or a company.
        name: First name and surname, as far as they were given.
    """

    key: str
    label: str
    kind: Kind = Kind.PERSON
    name: str = ""


@dataclass
class _Parts:
    """What a piece is made of."""

    myself: bool = False
    company: str = ""
    role: str = ""
    count: int = 1
    another: bool = False
    capitalised: list[str] = field(default_factory=list)
    other: list[str] = field(default_factory=list)


def read_holders(piece: str, words: OwnerWords, *, has_share: bool) -> list[Holder]:
    """Reads whom a piece names; several only for « deux associés ».

    Args:
        piece: Without shares.
        words: The lexicon.
        has_share: Whether a share belongs to the piece: only then may a word without
            a capital be a name (« anna 40 »).
    """
    parts = _take_apart(piece, words)
    names, others = parts.capitalised, parts.other
    # « anna 40 », « ma sœur anna 40 »: with a share, small letters are a name too.
    allowed = 2 if parts.role else 3
    plain = not (parts.myself or parts.company or names)
    if has_share and plain and len(others) <= allowed:
        names = others
    if len(names) > MAX_NAME_WORDS:
        return []
    holder = _holder(parts, " ".join(map(_with_capital, names)), words)
    if holder is None:
        return []
    if parts.count < 2 or names or parts.myself:
        return [holder]
    return number_holders(holder, parts.count)


def number_holders(holder: Holder, count: int) -> list[Holder]:
    """Tells unnamed people of the same role apart: « votre associé 2 »."""
    return [
        replace(holder, key=f"{holder.key} {i}", label=f"{holder.label} {i}")
        for i in range(1, min(count, MAX_SAME_ROLE) + 1)
    ]


def _take_apart(piece: str, words: OwnerWords) -> _Parts:
    parts = _Parts()
    tokens = _WORD.findall(piece.replace("’", " ").replace("'", " "))
    at = 0
    while at < len(tokens):
        pair = fold(" ".join(tokens[at : at + 2]))
        is_pair = pair in words.roles or pair in words.companies
        following = fold(" ".join(tokens[at + 1 : at + 2]))
        folded = fold(tokens[at])
        if following in words.roles:
            parts.count = _COUNTS.get(folded) or _small_number(folded) or parts.count
        if following in words.companies and folded in words.another:
            parts.another = True
        _note(parts, pair if is_pair else folded, tokens[at], words)
        at += 2 if is_pair else 1
    return parts


def _small_number(written: str) -> int | None:
    return int(written) if written.isdecimal() and len(written) <= 2 else None


def _note(parts: _Parts, folded: str, written: str, words: OwnerWords) -> None:
    """Files one word, or one pair of words, under what it is."""
    is_acronym = folded != "sa" or written == "SA"  # « sa » is also a possessive
    if folded in words.companies and is_acronym:
        parts.company = parts.company or folded
    elif folded in words.roles:
        parts.role = parts.role or folded
    elif folded in words.myself:
        parts.myself = True
    elif folded in words.empty or not folded or not folded[0].isalpha():
        return
    elif written[0].isupper():
        parts.capitalised.append(written)
    else:
        parts.other.append(written)


def _holder(parts: _Parts, name: str, words: OwnerWords) -> Holder | None:
    own = parts.company in words.own_company and not (name or parts.another)
    if parts.company and not own:
        shown = f"la société {name}" if name else words.companies[parts.company]
        key = f"company {fold(name) or parts.company}"
        return Holder(key, shown, Kind.COMPANY, name)
    if parts.myself and not parts.role:
        return Holder(SELF_KEY, SELF_LABEL, name=name)
    if parts.role:
        label = words.roles[parts.role]
        key = fold(name) or fold(label)
        return Holder(key, f"{label} {name}".strip(), name=name)
    return Holder(fold(name), name, name=name) if name else None


def _with_capital(word: str) -> str:
    return word if word[0].isupper() else word.title()
