from __future__ import annotations

import numpy as np
import pytest

from bot.nlu.likeness_space import fit_space

DRAW = np.random.default_rng(7)


def cloud(count: int = 200, width: int = 16) -> np.ndarray:
    """Points that vary ten times more along the first direction."""
    points = DRAW.normal(size=(count, width))
    points[:, 0] *= 10
    return points.astype(np.float32)


def test_positions_have_length_one_and_keep_their_shape() -> None:
    points = cloud()
    placed = fit_space(points).place(points)
    assert placed.shape == points.shape
    assert placed.dtype == np.float32
    assert np.linalg.norm(placed, axis=1) == pytest.approx(1, abs=1e-5)
    assert fit_space(points).place(points[0]).shape == points[0].shape


def test_what_usually_varies_says_less_about_likeness() -> None:
    points = cloud()
    space = fit_space(points)
    origin = space.mean
    usual, rare = np.eye(16, dtype=np.float32)[:2]
    one = space.place(origin + 5 * usual + 5 * rare)
    assert float(one @ space.place(origin + 5 * rare)) > 0.8
    assert float(one @ space.place(origin + 5 * usual)) < 0.6


@pytest.mark.parametrize("count", [1, 2, 3])
def test_very_few_examples_give_finite_positions(count: int) -> None:
    points = cloud(count)
    placed = fit_space(points).place(np.vstack([points, cloud(2)]))
    assert np.isfinite(placed).all()


def test_identical_examples_give_finite_positions() -> None:
    points = np.ones((5, 16), np.float32)
    assert np.isfinite(fit_space(points).place(cloud(3))).all()


def test_the_size_of_the_vectors_does_not_matter() -> None:
    points = cloud()
    small = fit_space(points).place(points)
    large = fit_space(points * 50).place(points * 50)
    assert small == pytest.approx(large, abs=1e-3)
