from __future__ import annotations

import numpy as np
import pytest

from bot.nlu.sentiment_likeness import Floats, fit_axes


@pytest.fixture(name="flat_cloud")
def _flat_cloud() -> Floats:
    """Points of six numbers that vary in three directions only."""
    draw = np.random.default_rng(7)
    cloud = draw.normal(size=(40, 3)) @ draw.normal(size=(3, 6))
    return np.asarray(cloud - cloud.mean(axis=0), np.float32)


def _distances(rows: Floats) -> Floats:
    differences = rows[:, None] - rows[None]
    return np.asarray(np.sqrt((differences**2).sum(axis=2)), np.float32)


def test_axes_that_hold_all_variation_keep_every_distance(flat_cloud: Floats) -> None:
    axes = fit_axes(flat_cloud, 3)
    assert axes.shape == (6, 3)
    np.testing.assert_allclose(
        _distances(flat_cloud @ axes), _distances(flat_cloud), atol=1e-4
    )


def test_the_direction_that_varies_most_comes_first(flat_cloud: Floats) -> None:
    spread = (flat_cloud @ fit_axes(flat_cloud, 3)).std(axis=0)
    assert spread.tolist() == sorted(spread.tolist(), reverse=True)


def test_there_are_never_more_axes_than_numbers(flat_cloud: Floats) -> None:
    assert fit_axes(flat_cloud, 384).shape == (6, 6)
