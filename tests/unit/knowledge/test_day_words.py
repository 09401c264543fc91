from __future__ import annotations

from datetime import datetime, timezone

import pytest

from bot.knowledge.day_words import FRANCE, day_words, now_in_france


@pytest.mark.parametrize(
    ("hour", "greeting", "farewell"),
    [
        (0, "Bonsoir", "Bonne nuit"),
        (4, "Bonsoir", "Bonne nuit"),
        (5, "Bonjour", "Bonne journée"),
        (12, "Bonjour", "Bonne journée"),
        (17, "Bonjour", "Bonne soirée"),
        (18, "Bonsoir", "Bonne soirée"),
        (22, "Bonsoir", "Bonne nuit"),
    ],
)
def test_words_follow_the_hour(hour: int, greeting: str, farewell: str):
    moment = datetime(2026, 11, 16, hour, 30, tzinfo=FRANCE)
    assert day_words(moment) == {"day_greeting": greeting, "day_farewell": farewell}


@pytest.mark.parametrize(("month", "greeting"), [(1, "Bonjour"), (7, "Bonsoir")])
def test_the_clock_is_that_of_france_in_winter_and_summer(month: int, greeting: str):
    moment = datetime(2026, month, 16, 16, 30, tzinfo=timezone.utc)
    assert day_words(moment)["day_greeting"] == greeting


def test_the_present_is_aware():
    assert now_in_france().tzinfo is FRANCE
