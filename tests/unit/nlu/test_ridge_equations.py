from __future__ import annotations

import numpy as np
import pytest
from scipy.sparse import csr_matrix

from bot.nlu.ridge_equations import Likenesses, solve


def _likenesses(count: int, seed: int = 5) -> Likenesses:
    draw = np.random.default_rng(seed)
    points = draw.normal(size=(count, 6)).astype(np.float32)
    squares = ((points[:, None] - points[None]) ** 2).sum(axis=2)
    words = csr_matrix((draw.random((count, 40)) < 0.1).astype(np.float32))
    return Likenesses(np.exp(-squares).astype(np.float32), words, 0.3, 0.5)


def _whole(likenesses: Likenesses) -> np.ndarray:
    return likenesses.to(np.arange(len(likenesses.dense))).astype(np.float64)


@pytest.mark.parametrize("count", [1, 30, 1500])
def test_what_is_found_fulfils_the_equations(count: int) -> None:
    alike = _likenesses(count)
    draw = np.random.default_rng(1)
    ridge = draw.uniform(0.03, 0.4, count).astype(np.float32)
    wanted = draw.choice([-1, 1], (count, 3)).astype(np.float32)
    seen = np.ones((2, count), bool)
    seen[1, ::4] = count == 1
    found, without = solve(alike, ridge, wanted, seen)
    system = _whole(alike) + np.diag(ridge)
    exact = np.linalg.solve(system, wanted)
    assert np.abs(_whole(alike) @ (found - exact)).max() < 0.05
    visible = seen[1]
    exact = np.linalg.solve(system[np.ix_(visible, visible)], wanted[visible])
    assert (without[~visible] == 0).all()
    scores = _whole(alike)[:, visible] @ (without[visible] - exact)
    assert np.abs(scores).max() < 0.05


def test_products_are_those_of_the_written_out_matrix() -> None:
    alike = _likenesses(50)
    columns = np.random.default_rng(2).normal(size=(50, 4)).astype(np.float32)
    np.testing.assert_allclose(
        alike.times(columns), _whole(alike) @ columns, rtol=1e-4, atol=1e-4
    )
    np.testing.assert_allclose(alike.diagonal, np.diag(_whole(alike)), rtol=1e-5)


def test_the_same_message_many_times_is_no_trouble() -> None:
    one = _likenesses(1)
    same = np.zeros(40, np.int64)
    alike = Likenesses(
        np.ones((40, 40), np.float32), one.words[same], one.share, one.constant
    )
    ridge = np.full(40, 0.1, np.float32)
    [found] = solve(alike, ridge, np.ones((40, 1), np.float32), np.ones((1, 40), bool))
    np.testing.assert_allclose(alike.times(found), 1, atol=0.02)
