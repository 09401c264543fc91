from __future__ import annotations

import pytest

from bot.desk.evidence_rules import default_evidence_rules
from bot.desk.handoff_traits import (
    language_of,
    polarity_at_end,
    polarity_at_start,
    region_of,
    topic_of,
)
from tests.unit.desk.talk import turn

RULES = default_evidence_rules()
THEMES = {"ask_rate": "terms", "ask_delay": "follow_up", "ask_human": "reaching_us"}


def topic(*turns):
    return topic_of(turns, THEMES, RULES)


def test_the_latest_sure_wish_with_a_theme_is_the_topic():
    assert topic(turn(1, "", "ask_rate"), turn(3, "", "ask_delay")) == "follow_up"
    assert topic(turn(1, "", "ask_rate"), turn(3, "", "tell_situation")) == "terms"


def test_asking_for_a_person_says_nothing_of_the_subject():
    assert topic(turn(1, "", "ask_rate"), turn(3, "", "ask_human")) == "terms"
    assert topic(turn(1, "", "ask_human")) == "reaching_us"


def test_without_a_sure_wish_there_is_no_topic():
    assert topic() is None
    assert topic(turn(1, "", "ask_rate", confidence=0.3)) is None


@pytest.mark.parametrize(
    ("slots", "locale", "expected"),
    [
        ({}, "fr-FR", "fr"),
        ({}, "EN_us", "en"),
        ({"language": "en"}, "fr", "en"),
        ({"language": None}, None, None),
        ({}, "", None),
        ({}, "x", None),
        ({}, "notalanguage-XX", None),
    ],
)
def test_the_language_is_what_was_written_else_the_browsers(slots, locale, expected):
    assert language_of(slots, locale) == expected


def test_the_region_is_the_one_that_was_named():
    assert region_of({"region": "Bretagne"}) == "Bretagne"
    assert region_of({"region": "unknown"}) is None
    assert region_of({}) is None


def test_the_mood_at_the_start_is_not_softened_by_a_polite_opener():
    turns = [turn(1, "bonjour", polarity=0.4), turn(3, "honteux", polarity=-0.9)]
    assert polarity_at_start([*turns, turn(5, "pas encore lu")]) == -0.9
    assert polarity_at_start([]) is None


def test_the_mood_at_the_end_is_the_mean_of_the_last_two_readings():
    moods = [-0.9, -0.2, 0.4]
    turns = [turn(seq, "x", polarity=mood) for seq, mood in enumerate(moods, start=1)]
    assert polarity_at_end(turns) == pytest.approx(0.1)
    assert polarity_at_end(turns[:1]) == -0.9
    assert polarity_at_end([turn(1, "x")]) is None
