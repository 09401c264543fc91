"""What an entry of a list of sanctions is, whichever list it comes from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum


class PartyKind(str, Enum):
    """What is listed."""

    PERSON = "person"
    COMPANY = "company"
    SHIP = "ship"


@dataclass(frozen=True)
class PartialDate:
    """A date of which the day, or the day and the month, may be unknown.

    Attributes:
        year: In [1000, 9999].
        month: In [1, 12]; `None` when unknown.
        day: In [1, 31]; `None` when unknown, always `None` without a month.
    """

    year: int
    month: int | None = None
    day: int | None = None

    def __str__(self) -> str:
        """ISO 8601, as far as it is known: `1962`, `1962-05`, `1962-05-03`."""
        parts = [f"{self.year:04d}"]
        parts += [f"{part:02d}" for part in (self.month, self.day) if part]
        return "-".join(parts)


def read_partial_date(year: object, month: object, day: object) -> PartialDate | None:
    """Reads parts of a date from outside; what is impossible counts as unknown.

    Returns:
        `None` without a believable year.
    """
    found_year = _number(year, 1000, 9999)
    if found_year is None:
        return None
    found_month = _number(month, 1, 12)
    found_day = _number(day, 1, 31) if found_month else None
    if found_month and found_day:
        try:
            date(found_year, found_month, found_day)
        except ValueError:
            found_day = None
    return PartialDate(found_year, found_month, found_day)


def _number(value: object, low: int, high: int) -> int | None:
    text = str(value).strip() if value is not None else ""
    # `isdecimal` alone would let through digits of other alphabets, which int() reads.
    if not text.isdecimal() or len(text) > 4:
        return None
    number = int(text)
    return number if low <= number <= high else None


@dataclass(frozen=True)
class ListedName:
    """One name of a listed party.

    Attributes:
        whole: First name and surname, in any order.
        surname_only: Whether the list gives no first name.
        alias: Whether it is another name than the main one.
    """

    whole: str
    surname_only: bool = False
    alias: bool = False


@dataclass(frozen=True)
class ListedParty:
    """One person, company or ship on a list.

    Attributes:
        reference: Identifier inside its list.
        kind: What is listed.
        names: The main name first, then aliases.
        birth_dates: All that the list gives; empty when unknown.
        nationalities: ISO 3166-1 alpha-2; empty when unknown or not understood.
        basis: Legal basis or programme, as the list words it.
    """

    reference: str
    kind: PartyKind
    names: tuple[ListedName, ...]
    birth_dates: tuple[PartialDate, ...] = ()
    nationalities: frozenset[str] = frozenset()
    basis: str = ""


@dataclass(frozen=True, eq=False)  # compared by identity: it holds thousands of parties
class SanctionsList:
    """A list as it was read.

    Attributes:
        source: `treasury` or `eu`.
        parties: Every entry that could be read.
        published_at: Aware UTC; `None` when the list does not say.
        skipped: Entries that could not be read at all.
        sample: Whether it is the fictional list that comes with this project.
    """

    source: str
    parties: tuple[ListedParty, ...]
    published_at: datetime | None = None
    skipped: int = 0
    sample: bool = False
    persons: tuple[ListedParty, ...] = field(init=False)

    def __post_init__(self) -> None:
        """Sets the persons apart: only people are screened."""
        persons = tuple(p for p in self.parties if p.kind is PartyKind.PERSON)
        object.__setattr__(self, "persons", persons)

    def age_days(self, now: datetime) -> int | None:
        """Whole days since publication; `None` when unknown, never negative."""
        if self.published_at is None:
            return None
        return max(0, (now - self.published_at).days)


def unique_names(names: Iterable[ListedName]) -> tuple[ListedName, ...]:
    """The names in order, each spelling once, blank ones left out."""
    kept: dict[str, ListedName] = {}
    for name in names:
        if name.whole.strip():
            kept.setdefault(" ".join(name.whole.split()).casefold(), name)
    return tuple(kept.values())
