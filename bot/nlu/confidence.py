"""How sure the bot may be: probability and familiarity, calibrated together.

A linear model is sure of itself far from anything it has seen; the nearest examples
know better. Their evidence is added on a logarithmic scale, then a logistic curve turns
it into a confidence. The curve is learned from the training examples alone: some play
messages never seen, and whole intents left out play messages out of scope.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

# The probability counts a third as much as the likeness (docs/understanding.md): with
# few examples it says more about how many intents there are than about the message.
_PROBABILITY_SHARE = 1 / 3
_SMALLEST = 0.02
_NEWTON_STEPS = 50
# A gentle pull towards a slope of 4, which small data sets also reach by themselves.
_USUAL_SLOPE, _PULL = 4.0, 0.5
_STEEPEST, _FLATTEST = 12.0, 1.0


@dataclass(frozen=True)
class ConfidenceCurve:
    """Logistic curve from evidence to confidence.

    Attributes:
        slope: Steepness, above 0.
        middle: Evidence at which the confidence is 0.5.
    """

    slope: float
    middle: float

    def confidence(self, probability: float, closeness: float) -> float:
        """Gives a confidence in [0, 1] from two numbers.

        Args:
            probability: Of the best intent, in [0, 1].
            closeness: Mean likeness to the nearest examples, in [-1, 1].
        """
        return _logistic(self.slope * (evidence(probability, closeness) - self.middle))


def evidence(probability: float, closeness: float) -> float:
    """Adds both signals on a logarithmic scale; at most 0."""
    return _PROBABILITY_SHARE * math.log(max(probability, _SMALLEST)) + math.log(
        max(closeness, _SMALLEST)
    )


def usual_curve(typical_closeness: float) -> ConfidenceCurve:
    """The curve when there is too little data to learn one.

    Args:
        typical_closeness: Median closeness of an example to the others.
    """
    return ConfidenceCurve(_USUAL_SLOPE, evidence(0.5, 0.75 * typical_closeness))


def fit_curve(
    understood: Sequence[float], foreign: Sequence[float], usual: ConfidenceCurve
) -> ConfidenceCurve:
    """Learns the curve that tells understood messages from foreign ones.

    Args:
        understood: Evidence of examples held out and recognised all the same.
        foreign: Evidence of examples whose whole intent was held out.
        usual: Where to start, and what to keep when either list is short.
    """
    if min(len(understood), len(foreign)) < 10:
        return usual
    values = np.array([*understood, *foreign])
    wanted = np.array([1.0] * len(understood) + [0.0] * len(foreign))
    # Both kinds weigh the same, however many were recognised.
    half = len(values) / 2
    weights = np.where(wanted == 1, half / len(understood), half / len(foreign))
    slope, offset = _newton(values, wanted, weights.astype(np.float64), usual)
    slope = min(_STEEPEST, max(_FLATTEST, slope))
    return ConfidenceCurve(slope, -offset / slope)


def _newton(
    values: npt.NDArray[np.float64],
    wanted: npt.NDArray[np.float64],
    weights: npt.NDArray[np.float64],
    usual: ConfidenceCurve,
) -> tuple[float, float]:
    """Weighted logistic regression with one feature; gives slope and offset."""
    features = np.stack([values, np.ones_like(values)], axis=1)
    pull = np.array([_PULL, 1e-6])
    centre = np.array([_USUAL_SLOPE, 0.0])
    found = np.array([usual.slope, -usual.slope * usual.middle])
    for _ in range(_NEWTON_STEPS):
        chances = 1 / (1 + np.exp(-np.clip(features @ found, -30, 30)))
        slope = features.T @ (weights * (chances - wanted)) + pull * (found - centre)
        bends = (features.T * (weights * chances * (1 - chances))) @ features
        step = np.linalg.solve(bends + np.diag(pull), slope)
        found = found - step
        if float(np.abs(step).max()) < 1e-9:
            break
    return float(found[0]), float(found[1])


def spread(
    confidence: float, probabilities: npt.NDArray[np.float64]
) -> npt.NDArray[np.float64]:
    """Shares confidences out so that the best intent has exactly `confidence`.

    Args:
        confidence: Of the best intent, in [0, 1].
        probabilities: float64 [I], best first, sum 1.

    Returns:
        float64 [I], in the same order and descending; the sum is at most 1.
    """
    best = max(float(probabilities[0]), 1e-9)
    by_ratio = confidence * probabilities / best
    by_rest = (1 - confidence) * probabilities / max(1 - best, 1e-9)
    shares = np.minimum(by_ratio, by_rest)
    shares[0] = confidence
    return shares


def _logistic(value: float) -> float:
    return 1 / (1 + math.exp(-min(30.0, max(-30.0, value))))
