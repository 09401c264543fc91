from zoneinfo import ZoneInfo

import pytest

from bot.contracts.supervision import Said
from bot.desk.history import history, next_answers_s
from bot.desk.history_choice import Number, is_counted
from bot.desk.measures import Bar
from tests.unit.desk.handoff_facts import CALLED, abandoned, handoff

PARIS = ZoneInfo("Europe/Paris")


def counted(*rows):
    return history(rows, (), 0, None, PARIS)


def test_who_left_the_queue_does_not_shorten_the_time_to_a_human():
    found = counted(handoff(), abandoned())
    assert found.waits.to_human.median_s == 60
    assert (found.waits.abandoned, found.waits.abandoned_wait.median_s) == (1, 200)


def test_what_nobody_measured_is_not_counted_as_zero():
    found = counted(handoff(answered=None), handoff())
    first = found.waits.first_answer
    assert (first.known, first.of, first.median_s) == (1, 2, 90)


def test_what_is_still_going_on_has_no_resolution_time():
    found = counted(handoff(ended=None, outcome=None, resolution=None))
    assert found.waits.resolution.of == 0
    assert found.outcomes == (Bar(None, 1),)
    assert found.resolutions == ()


def test_a_customer_who_called_twice_gave_one_score():
    found = counted(handoff(id="h1", score=2), handoff(id="h2", score=2))
    assert (found.satisfaction.known, found.satisfaction.value) == (1, 2)


def test_without_any_score_there_is_no_row_of_zeros():
    assert counted(handoff()).scores == ()


def test_moods_count_only_where_both_ends_are_known():
    half = handoff(polarity_start=-0.9)
    found = counted(half, handoff(polarity_start=-0.5, polarity_end=0.1))
    assert found.mood.start.value == -0.5
    assert found.mood.change.value == pytest.approx(0.6)
    assert (found.mood.change.known, found.mood.change.of) == (1, 2)


def test_hours_are_those_of_the_desk_and_not_of_the_server():
    found = counted(handoff())
    assert [bar.key for bar in found.by_hour if bar.count] == [9]
    assert [bar.key for bar in found.by_weekday if bar.count] == [3]


def said(*moments):
    return [Said("c1", who == "customer", CALLED + at) for who, at in moments]


@pytest.mark.parametrize(
    ("moments", "expected"),
    [
        pytest.param([("customer", 100), ("agent", 130)], [30], id="one wait"),
        pytest.param(
            [("customer", 100), ("customer", 110), ("agent", 130)],
            [30],
            id="several messages are one wait from the first",
        ),
        pytest.param(
            [("customer", 100), ("agent", 130), ("agent", 140)],
            [30],
            id="a second answer waits for nobody",
        ),
        pytest.param([("customer", 10), ("agent", 90)], [], id="the first is another"),
        pytest.param([("customer", 590), ("agent", 700)], [], id="after the end"),
    ],
)
def test_next_answers(moments, expected):
    assert next_answers_s([handoff()], said(*moments)) == expected


def test_words_of_one_conversation_are_not_answered_in_another():
    mixed = [Said("c1", True, CALLED + 100), Said("c2", False, CALLED + 130)]
    rows = [handoff(), handoff(id="h2", conversation_id="c2")]
    assert next_answers_s(rows, mixed) == []


ROWS = [
    handoff(id="h1", tags=("taux",), score=4, topic="rate"),
    handoff(id="h2", ended=None, outcome=None, resolution=None, reason="distress"),
    abandoned(id="h3", region="Bretagne"),
]


@pytest.mark.parametrize(
    ("number", "value", "expected"),
    [
        (Number.ALL, None, ["h1", "h2", "h3"]),
        (Number.REASON, "distress", ["h2"]),
        (Number.TOPIC, None, ["h2", "h3"]),
        (Number.REGION, "Bretagne", ["h3"]),
        (Number.AGENT, "camille", ["h1", "h2"]),
        (Number.OUTCOME, None, ["h2"]),
        (Number.RESOLUTION, "resolved", ["h1"]),
        (Number.RESOLUTION, None, []),
        (Number.TAG, "taux", ["h1"]),
        (Number.SCORE, "4", ["h1"]),
        (Number.HOUR, "9", ["h1", "h2", "h3"]),
        (Number.WEEKDAY, "3", ["h1", "h2", "h3"]),
        (Number.ABANDONED, None, ["h3"]),
        (Number.CLAIMED, None, ["h1", "h2"]),
        (Number.ANSWERED, None, ["h1", "h2"]),
        (Number.FINISHED, None, ["h1"]),
        (Number.RATED, None, ["h1"]),
        (Number.FELT, None, []),
    ],
)
def test_a_number_opens_exactly_what_it_counts(number, value, expected):
    found = [row.id for row in ROWS if is_counted(row, number, value, PARIS)]
    assert found == expected


def test_every_bar_opens_as_many_as_it_shows():
    found = history(ROWS, (), 0, None, PARIS)
    sections = {
        Number.REASON: found.by_reason,
        Number.TOPIC: found.by_topic,
        Number.REGION: found.by_region,
        Number.AGENT: found.by_agent,
        Number.OUTCOME: found.outcomes,
        Number.RESOLUTION: found.resolutions,
        Number.TAG: found.tags,
        Number.HOUR: found.by_hour,
        Number.WEEKDAY: found.by_weekday,
    }
    for number, bars in sections.items():
        for bar in bars:
            key = None if bar.key is None else str(bar.key)
            opened = [row for row in ROWS if is_counted(row, number, key, PARIS)]
            assert len(opened) == bar.count, (number, key)
