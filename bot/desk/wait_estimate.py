"""How long somebody will wait, from what was measured lately. Pure.

Two cases. While a place is free, the wait is how long agents take to pick somebody
up: a high quantile of recent waits, each divided by its place in the queue, times the
place. When all places are taken, it is the time until enough conversations have ended:
ends come at random, at the rate of those being held, so the time until the k-th follows
a gamma law, of which the same quantile is taken (Wilson and Hilferty, 1931).

The quantile is chosen so that most customers wait less than they were told, see
docs/desk-time.md for how well it holds.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist, fmean, median, stdev

from bot.desk.waiting_rules import EstimateRules

STEP_S = 30  # it is no promise to the second


@dataclass(frozen=True)
class RecentWait:
    """One wait that an agent has ended.

    Attributes:
        wait_s: From the call for a human to an agent, in seconds.
        ahead: How many waited already when it began.
    """

    wait_s: float
    ahead: int


@dataclass(frozen=True)
class DeskFigures:
    """How the desk stands, and what was measured lately.

    Attributes:
        capacity: Conversations that the agents who are there may hold at once.
        held: Conversations that they hold.
        waits: Recent waits.
        handling_s: Recent conversations with an agent, from claim to end, in seconds.
    """

    capacity: int
    held: int
    waits: Sequence[RecentWait]
    handling_s: Sequence[float]


def estimate_wait_s(
    figures: DeskFigures, position: int, rules: EstimateRules
) -> int | None:
    """Seconds within which most customers at this place are served, in half minutes.

    Args:
        figures: How the desk stands.
        position: In the queue, 1 = next.
        rules: How many conversations are enough, and how many must wait no longer.

    Returns:
        `None` when nobody is there or too little was measured: no wait is invented.
    """
    if figures.capacity <= 0 or len(figures.waits) < rules.at_least:
        return None
    by_place = sorted(wait.wait_s / (wait.ahead + 1) for wait in figures.waits)
    ends_needed = max(0, figures.held + position - figures.capacity)
    if ends_needed == 0:
        seconds = quantile(by_place, rules.held) * position
    elif len(figures.handling_s) < rules.at_least:
        return None
    else:
        # Places that are free now are taken before by those who wait ahead.
        busy = max(figures.held, figures.capacity)
        between_ends = careful_mean(figures.handling_s, rules.held) / busy
        seconds = gamma_quantile(ends_needed, rules.held) * between_ends
        seconds += median(by_place)
    return max(STEP_S, math.ceil(seconds / STEP_S) * STEP_S)


def quantile(ordered: Sequence[float], share: float) -> float:
    """The smallest value that at least this share of the values does not exceed."""
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)]


def careful_mean(values: Sequence[float], share: float) -> float:
    """A mean that the true one exceeds in 1 - `share` of all cases: few are known."""
    error = stdev(values) / math.sqrt(len(values))
    return max(1.0, fmean(values) + NormalDist().inv_cdf(share) * error)


def gamma_quantile(shape: int, share: float) -> float:
    """Quantile of the sum of `shape` waits that are each exponential with mean 1."""
    z = NormalDist().inv_cdf(share)
    return shape * (1 - 1 / (9 * shape) + z / (3 * math.sqrt(shape))) ** 3


def count_ahead(spans: Sequence[tuple[float, float]]) -> list[int]:
    """Of each wait (begin, end), how many others had begun and not ended.

    Args:
        spans: Moments in seconds of any clock.
    """
    return [sum(begun < begin < ended for begun, ended in spans) for begin, _ in spans]
