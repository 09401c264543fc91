from __future__ import annotations

import pytest

from bot.contracts.listening import TurnRow
from bot.listening.moods import measure_mood


def turns(conversation: str, *polarities: float | None) -> list[TurnRow]:
    return [
        TurnRow(conversation, seq, polarity=polarity)
        for seq, polarity in enumerate(polarities, start=1)
    ]


def test_of_nothing_nothing_is_said():
    mood = measure_mood([])
    assert (mood.measured, mood.start, mood.end, mood.start_of_two) == (
        0,
        None,
        None,
        None,
    )


def test_a_turn_alone_has_no_end():
    assert measure_mood(turns("a", -0.8)).measured == 0


def test_first_and_last_measured_turns_count():
    mood = measure_mood(turns("a", None, -0.8, 0.9, 0.4, None))
    assert (mood.measured, mood.start, mood.end, mood.better) == (1, -0.8, 0.4, 1)


def test_turns_are_read_in_their_order():
    assert measure_mood(reversed(turns("a", -0.5, 0.5))).better == 1


@pytest.mark.parametrize(
    ("start", "end", "better", "steady", "worse"),
    [
        pytest.param(0.1, 0.3, 1, 0, 0, id="just better"),
        pytest.param(0.1, 0.29, 0, 1, 0, id="not quite"),
        pytest.param(0.3, 0.1, 0, 0, 1, id="just worse"),
    ],
)
def test_a_change_that_one_would_notice(start, end, better, steady, worse):
    mood = measure_mood(turns("a", start, end))
    assert (mood.better, mood.steady, mood.worse) == (better, steady, worse)


def test_two_by_two_only_where_they_are_different_turns():
    mood = measure_mood([*turns("a", -1, 0, 0.5, 1), *turns("b", 1, 1, 1)])
    assert mood.measured == 2
    assert mood.measured_of_two == 1
    assert (mood.start_of_two, mood.end_of_two) == (-0.5, 0.75)
