import pytest

from bot.desk.measures import Bar, bars, every_bar, mean, quantile, spread


@pytest.mark.parametrize(
    ("values", "share", "expected"),
    [
        pytest.param([], 0.5, None, id="nothing is not zero"),
        pytest.param([7.0], 0.9, 7.0, id="one value is every quantile"),
        pytest.param([1.0, 3.0], 0.5, 2.0, id="between neighbours"),
        pytest.param([0.0, 10.0, 20.0, 30.0, 40.0], 0.9, 36.0, id="by proportion"),
    ],
)
def test_quantile(values, share, expected):
    assert quantile(values, share) == expected


def test_a_spread_says_how_many_it_is_made_of():
    found = spread([30.0, 10.0, 20.0], of=5)
    assert (found.known, found.of, found.median_s) == (3, 5, 20.0)


def test_the_mean_of_nothing_is_unknown():
    assert mean([], of=4).value is None


def test_the_most_frequent_comes_first_and_the_unknown_last():
    found = bars([None, None, None, "b", "a", "a"])
    assert found == (Bar("a", 2), Bar("b", 1), Bar(None, 3))


def test_hours_without_anything_are_there_too():
    assert every_bar([1, 1], range(3)) == (Bar(0, 0), Bar(1, 2), Bar(2, 0))
