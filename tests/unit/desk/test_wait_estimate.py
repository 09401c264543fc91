from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.desk.wait_estimate import (
    DeskFigures,
    RecentWait,
    count_ahead,
    estimate_wait_s,
    gamma_quantile,
    quantile,
)
from bot.desk.waiting_rules import default_waiting_rules
from tests.unit.desk.hotline import Hotline, simulate

RULES = default_waiting_rules().estimate
WAITS = [RecentWait(20.0, 0)] * 10
HANDLINGS = [600.0] * 10


@pytest.mark.parametrize(
    ("figures", "position", "expected"),
    [
        pytest.param(DeskFigures(0, 0, WAITS, HANDLINGS), 1, None, id="nobody there"),
        pytest.param(DeskFigures(4, 1, WAITS[:4], HANDLINGS), 1, None, id="few waits"),
        pytest.param(DeskFigures(4, 4, WAITS, []), 1, None, id="full, lengths unknown"),
        pytest.param(DeskFigures(4, 1, WAITS, []), 1, 30, id="a free place"),
        pytest.param(DeskFigures(4, 1, WAITS, []), 3, 60, id="the last free place"),
        pytest.param(DeskFigures(4, 4, WAITS, HANDLINGS), 1, 330, id="the next to end"),
        pytest.param(DeskFigures(4, 4, WAITS, HANDLINGS), 8, 1680, id="eight to end"),
    ],
)
def test_estimate(figures: DeskFigures, position: int, expected: int | None):
    assert estimate_wait_s(figures, position, RULES) == expected


@given(
    capacity=st.integers(1, 40),
    held=st.integers(0, 60),
    waits=st.lists(
        st.builds(RecentWait, st.floats(0, 9000), st.integers(0, 30)), min_size=5
    ),
    handling=st.lists(st.floats(0, 9000), min_size=5),
)
def test_who_is_further_back_is_never_promised_less(capacity, held, waits, handling):
    figures = DeskFigures(capacity, held, waits, handling)
    full = [p for p in range(1, 20) if held + p > capacity]
    estimates = [estimate_wait_s(figures, p, RULES) for p in full]
    assert estimates == sorted(estimates)
    assert all(e % 30 == 0 and e >= 30 for e in estimates)


@pytest.mark.parametrize(("shape", "exact"), [(1, 1.897), (2, 3.372), (10, 13.249)])
def test_the_approximation_of_the_gamma_law(shape: int, exact: float):
    # Exact values: scipy.stats.gamma(shape).ppf(0.85).
    assert gamma_quantile(shape, 0.85) == pytest.approx(exact, rel=0.03)


def test_quantile_is_one_of_the_values():
    assert quantile([1, 2, 3, 4], 0.75) == 3
    assert quantile([7], 0.5) == 7


def test_who_waited_before_whom():
    assert count_ahead([(0, 100), (10, 20), (30, 40), (100, 110)]) == [0, 1, 1, 0]


@pytest.mark.parametrize("load", [0.5, 0.8, 0.95, 1.05])
@pytest.mark.parametrize("places", [2, 8, 20])
def test_most_customers_wait_no_longer_than_they_are_told(places: int, load: float):
    told = simulate(Hotline(places=places, load=load, hours=40), RULES)
    share = sum(waited <= estimate for estimate, waited in told) / len(told)
    # Half a tenth for the luck of one simulation: its waits depend on each other.
    assert share >= RULES.held - 0.05
