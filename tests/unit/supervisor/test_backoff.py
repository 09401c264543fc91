from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.supervisor.backoff import (
    LONGEST_DELAY_S,
    STABLE_AFTER_S,
    Health,
    after_probe,
    decide,
    delay_s,
    is_stuck,
)


def test_delays_double_until_the_longest() -> None:
    delays = [delay_s(attempt, chance=1.0) for attempt in range(1, 9)]
    assert delays == [0.5, 1, 2, 4, 8, 16, 30, 30]


@given(st.integers(1, 10_000), st.floats(0, 1))
def test_chance_takes_away_at_most_half(attempt: int, chance: float) -> None:
    full = delay_s(attempt, chance=1.0)
    assert full / 2 <= delay_s(attempt, chance) <= full <= LONGEST_DELAY_S


def test_a_process_that_served_long_enough_starts_its_count_again() -> None:
    fate = decide(7, STABLE_AFTER_S, was_ever_ready=True, patience=None, chance=1.0)
    assert fate.attempt == 1
    assert fate.delay_s == 0.5


@pytest.mark.parametrize(
    ("failures_before", "was_ever_ready", "patience", "gives_up"),
    [
        pytest.param(3, False, 5, False, id="not yet"),
        pytest.param(4, False, 5, True, id="patience is over"),
        pytest.param(400, True, 5, False, id="it worked once, so it may again"),
        pytest.param(400, False, None, False, id="the rest is useful without it"),
    ],
)
def test_giving_up(
    failures_before: int, was_ever_ready: bool, patience: int | None, gives_up: bool
) -> None:
    fate = decide(failures_before, 1.0, was_ever_ready, patience, chance=0.5)
    assert fate.give_up is gives_up


def test_a_slow_start_is_not_a_hang_until_its_limit() -> None:
    starting = after_probe(Health(), answered=False, age_s=59.0)
    assert not is_stuck(starting, start_limit_s=60.0, allowed_misses=3)
    late = after_probe(starting, answered=False, age_s=61.0)
    assert is_stuck(late, start_limit_s=60.0, allowed_misses=3)


def test_silence_after_the_first_answer_is_a_hang_only_when_it_lasts() -> None:
    health = after_probe(Health(), answered=True, age_s=1.0)
    for _ in range(3):
        health = after_probe(health, answered=False, age_s=900.0)
        assert not is_stuck(health, start_limit_s=60.0, allowed_misses=3)
    health = after_probe(health, answered=False, age_s=900.0)
    assert is_stuck(health, start_limit_s=60.0, allowed_misses=3)


def test_one_answer_forgives_earlier_silences() -> None:
    health = Health(ready=True, misses=3)
    assert after_probe(health, answered=True, age_s=1.0).misses == 0
