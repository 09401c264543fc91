"""Numbers as people type them, and what must not crash on them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.nlu.entities.amount import find_amounts
from bot.nlu.entities.numbers import read_digits


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("25 000,50", "25000.50"),
        ("25.000", "25000"),
        ("1.234,56", "1234.56"),
        ("1.234.56", "1234.56"),
        ("1.234.567", "1234567"),
        ("1,5", "1.5"),
        ("1.5", "1.5"),
    ],
)
def test_points_and_commas(written, number):
    assert read_digits(written) == Decimal(number)


@settings(deadline=None, max_examples=200)
@given(st.text(alphabet="0123456789.,  €kM", max_size=30))
def test_any_figures_are_searched_for_sums_without_failing(text):
    for amount in find_amounts(text):
        assert isinstance(amount.value, int)
