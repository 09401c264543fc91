from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.nlu.confidence import (
    ConfidenceCurve,
    evidence,
    fit_curve,
    spread,
    usual_curve,
)

SHARES = st.floats(0, 1)
CURVES = st.builds(ConfidenceCurve, st.floats(1, 12), st.floats(-4, 0))


@given(CURVES, SHARES, SHARES, st.floats(-1, 1))
def test_more_probable_is_never_less_sure(
    curve: ConfidenceCurve, one: float, other: float, closeness: float
) -> None:
    low, high = sorted([one, other])
    assert (
        0 <= curve.confidence(low, closeness) <= curve.confidence(high, closeness) <= 1
    )


@given(CURVES, SHARES, st.floats(-1, 1), st.floats(-1, 1))
def test_closer_is_never_less_sure(
    curve: ConfidenceCurve, probability: float, one: float, other: float
) -> None:
    low, high = sorted([one, other])
    assert curve.confidence(probability, low) <= curve.confidence(probability, high)


@given(SHARES, st.lists(st.floats(0.001, 1), min_size=1, max_size=30))
def test_confidences_stay_in_order_and_in_range(
    confidence: float, raw: list[float]
) -> None:
    probabilities = np.sort(np.array(raw) / sum(raw))[::-1]
    shares = spread(confidence, probabilities)
    assert shares[0] == confidence
    assert np.all(np.diff(shares) <= 1e-12)
    assert np.all(shares >= 0)
    assert shares.sum() <= 1 + 1e-9


def test_the_curve_separates_what_it_was_shown() -> None:
    draw = np.random.default_rng(4)
    understood = draw.normal(-1.0, 0.3, 200).tolist()
    foreign = draw.normal(-2.2, 0.3, 200).tolist()
    curve = fit_curve(understood, foreign, usual_curve(0.4))
    assert curve.middle == pytest.approx(-1.6, abs=0.1)
    assert curve.slope > 4


def test_the_number_of_each_kind_does_not_move_the_middle() -> None:
    draw = np.random.default_rng(4)
    understood = draw.normal(-1.0, 0.4, 400).tolist()
    foreign = draw.normal(-2.0, 0.4, 400).tolist()
    usual = usual_curve(0.4)
    even = fit_curve(understood, foreign, usual)
    uneven = fit_curve(understood[:60], foreign, usual)
    assert uneven.middle == pytest.approx(even.middle, abs=0.15)


def test_too_little_evidence_keeps_the_usual_curve() -> None:
    usual = usual_curve(0.4)
    assert fit_curve([-1.0] * 9, [-2.0] * 50, usual) is usual


def test_useless_evidence_still_gives_a_rising_curve() -> None:
    curve = fit_curve([-2.0] * 20, [-1.0] * 20, usual_curve(0.4))
    assert curve.slope >= 1


def test_probability_counts_a_third_as_much_as_likeness() -> None:
    assert evidence(0.125, 0.4) == pytest.approx(evidence(1, 0.2))
