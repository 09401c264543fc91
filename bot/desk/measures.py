"""Medians, shares and counts that say how much is known. Pure."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True)
class Spread:
    """Durations in seconds, told by their middle and their slow end.

    Attributes:
        known: How many were measured.
        of: How many could have been.
        median_s: Half are shorter; `None` when none is known.
        p90_s: Nine in ten are shorter.
    """

    known: int
    of: int
    median_s: float | None
    p90_s: float | None


@dataclass(frozen=True)
class Mean:
    """An average that says what it is made of; `value` is `None` for nothing."""

    known: int
    of: int
    value: float | None


@dataclass(frozen=True)
class Bar(Generic[Key]):
    """One line of a chart; `key` is `None` where nothing is known."""

    key: Key | None
    count: int


def spread(durations_s: Iterable[float], of: int) -> Spread:
    """Describes durations; `of` counts also those that nobody measured."""
    known = sorted(durations_s)
    return Spread(len(known), of, quantile(known, 0.5), quantile(known, 0.9))


def quantile(ordered: Sequence[float], share: float) -> float | None:
    """The value below which that share lies, between neighbours by proportion.

    Args:
        ordered: Ascending.
        share: In [0, 1].

    Returns:
        `None` for no value.
    """
    if not ordered:
        return None
    place = share * (len(ordered) - 1)
    low, high = math.floor(place), math.ceil(place)
    return ordered[low] + (ordered[high] - ordered[low]) * (place - low)


def mean(values: Sequence[float], of: int) -> Mean:
    """The average of what is known."""
    return Mean(len(values), of, sum(values) / len(values) if values else None)


def bars(keys: Iterable[Key | None]) -> tuple[Bar[Key], ...]:
    """Counts each key, the most frequent first and what is not known last."""
    counted = Counter(keys)
    order = sorted(counted, key=lambda key: (key is None, -counted[key], str(key)))
    return tuple(Bar(key, counted[key]) for key in order)


def every_bar(keys: Iterable[int], wanted: range) -> tuple[Bar[int], ...]:
    """Counts each whole number of a range, in order, zeros included."""
    counted = Counter(keys)
    return tuple(Bar(key, counted[key]) for key in wanted)
