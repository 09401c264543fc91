"""Compares a person with a list: how alike, and on what evidence. Pure.

A hit is a question for an agent, never an answer: homonyms are common. Nationality and
birth date add to or take from the likeness of the names; neither filters alone,
because lists are incomplete and wrong in both.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from rapidfuzz import fuzz, process

from bot.kyc.kyc_rules import ScreeningRules
from bot.kyc.name_likeness import name_likeness
from bot.kyc.names import name_words, sound_of
from bot.kyc.sanctions_list import (
    ListedName,
    ListedParty,
    PartialDate,
    SanctionsList,
)

# A coarse likeness, 0 to 100, below which two names are not looked at closely.
COARSE_FROM = 55


@dataclass(frozen=True)
class Person:
    """Who is compared.

    Attributes:
        name: First name and surname, in any order.
        birth_date: `None` when unknown.
        nationality: ISO 3166-1 alpha-2; `None` when unknown.
    """

    name: str
    birth_date: PartialDate | None = None
    nationality: str | None = None


class EvidenceKind(str, Enum):
    """What was compared."""

    NAME = "name"
    ALIAS = "alias"
    BIRTH_DATE = "birth_date"
    NATIONALITY = "nationality"


@dataclass(frozen=True)
class Evidence:
    """One comparison of a hit.

    Attributes:
        kind: What was compared.
        declared: As the customer gave it.
        listed: As the list has it.
        points: What it adds to the score; the likeness itself for a name.
    """

    kind: EvidenceKind
    declared: str
    listed: str
    points: int


@dataclass(frozen=True)
class Hit:
    """A listed party that is alike.

    Attributes:
        party: Who is listed.
        score: In [0, 100].
        evidence: Names first.
    """

    party: ListedParty
    score: int
    evidence: tuple[Evidence, ...]


class ScreeningOutcome(str, Enum):
    """What a comparison led to."""

    CLEAR = "clear"
    HITS = "hits"
    NOT_SCREENED = "not_screened"  # an empty list, or a name without letters


@dataclass(frozen=True)
class Screening:
    """The result for one person.

    Attributes:
        outcome: `not_screened` is no clearance.
        hits: Best first, then by reference.
    """

    outcome: ScreeningOutcome
    hits: tuple[Hit, ...] = ()


def screen(person: Person, listed: SanctionsList, rules: ScreeningRules) -> Screening:
    """Compares one person with every person of a list."""
    words = name_words(person.name)
    if not words or not listed.persons:
        return Screening(ScreeningOutcome.NOT_SCREENED)
    near = _coarse(words, listed)
    found = [hit for party in near if (hit := _compare(person, party, rules))]
    found.sort(key=lambda hit: (-hit.score, hit.party.reference))
    outcome = ScreeningOutcome.HITS if found else ScreeningOutcome.CLEAR
    return Screening(outcome, tuple(found[: rules.max_hits]))


def _coarse(words: tuple[str, ...], listed: SanctionsList) -> list[ListedParty]:
    """Parties with a name that is worth a closer look, found quickly."""
    keys, owners = _index(listed)
    wanted = " ".join(map(sound_of, words))
    near = process.extract(
        wanted, keys, scorer=fuzz.token_set_ratio, score_cutoff=COARSE_FROM, limit=None
    )
    glued = wanted.replace(" ", "")
    near += process.extract(
        glued, keys, scorer=fuzz.partial_ratio, score_cutoff=90, limit=None
    )
    return [listed.persons[i] for i in sorted({owners[at] for _, _, at in near})]


@lru_cache(maxsize=4)
def _index(listed: SanctionsList) -> tuple[list[str], list[int]]:
    keys, owners = [], []
    for number, party in enumerate(listed.persons):
        for name in party.names:
            keys.append(" ".join(map(sound_of, name_words(name.whole))))
            owners.append(number)
    return keys, owners


def _compare(person: Person, party: ListedParty, rules: ScreeningRules) -> Hit | None:
    alike = [(name_likeness(person.name, n.whole), n) for n in party.names]
    likeness, name = max(alike, key=lambda pair: (pair[0], not pair[1].alias))
    kind = EvidenceKind.ALIAS if name.alias else EvidenceKind.NAME
    other = [
        each
        for each in (_on_birth_date(person, party, rules), _on_nationality(person,
                     party, rules))
        if each
    ]  # fmt: skip
    score = likeness + sum(each.points for each in other)
    if not _is_hit(person, name, likeness, score, other, rules):
        return None
    evidence = (Evidence(kind, person.name, name.whole, likeness), *other)
    return Hit(party, min(100, score), evidence)


def _is_hit(
    person: Person,
    name: ListedName,
    likeness: int,
    score: int,
    other: Iterable[Evidence],
    rules: ScreeningRules,
) -> bool:
    words = min(len(name_words(each)) for each in (person.name, name.whole))
    if name.surname_only or words == 1:
        # « Martin » alone is half of a telephone book.
        agrees = sum(each.points for each in other) > 0
        return likeness >= rules.surname_only_from and agrees
    return score >= rules.hit_from


def _on_birth_date(
    person: Person, party: ListedParty, rules: ScreeningRules
) -> Evidence | None:
    ours = person.birth_date
    if ours is None or not party.birth_dates:
        return None
    judged = [(_date_points(ours, theirs, rules), theirs) for theirs in
              party.birth_dates]  # fmt: skip
    points, theirs = max(judged, key=lambda pair: (pair[0], str(pair[1])))
    return Evidence(EvidenceKind.BIRTH_DATE, str(ours), str(theirs), points)


def _date_points(ours: PartialDate, theirs: PartialDate, rules: ScreeningRules) -> int:
    """Full agreement, agreement as far as known, a near miss, or a contradiction."""
    one = (ours.year, ours.month, ours.day)
    other = (theirs.year, theirs.month, theirs.day)
    if one == other and None not in one:
        return rules.birth_date_equal
    if all(a is None or b is None or a == b for a, b in zip(one, other, strict=True)):
        return rules.birth_date_close
    swapped = (theirs.year, theirs.day, theirs.month)  # 03/05 read as 05/03
    if one == swapped:
        return rules.birth_date_close
    if abs(ours.year - theirs.year) >= rules.birth_years_apart:
        return rules.birth_date_apart
    return 0


def _on_nationality(
    person: Person, party: ListedParty, rules: ScreeningRules
) -> Evidence | None:
    if person.nationality is None or not party.nationalities:
        return None
    equal = person.nationality in party.nationalities
    points = rules.nationality_equal if equal else rules.nationality_different
    theirs = ", ".join(sorted(party.nationalities))
    return Evidence(EvidenceKind.NATIONALITY, person.nationality, theirs, points)
