from __future__ import annotations

import pytest

from bot.influence.wish_reading import Wish, read_wish, told_wish
from bot.influence.words import Goal, default_words
from bot.nlu.normalisation import fold

AWARENESS, ENGAGEMENT, SALES = Goal.AWARENESS, Goal.ENGAGEMENT, Goal.SALES


@pytest.mark.parametrize(
    ("text", "audience", "goal"),
    [
        ("je veux toucher 5 000 personnes pour me faire connaître", 5_000, AWARENESS),
        ("viser 250 000 abonnés pour vendre", 250_000, SALES),
        ("faire réagir une communauté de 15k fans", 15_000, ENGAGEMENT),
        ("un million de vues", 1_000_000, None),
        ("1,5 million de followers", 1_500_000, None),
        ("cinq mille clients", 5_000, None),
        ("quelques milliers de personnes", 3_000, None),
        ("une dizaine de milliers de gens", 10_000, None),
        ("5 000, non, 8 000 personnes", 8_000, None),
        ("se faire connaître pour vendre", None, AWARENESS),
        ("vendre, et me faire connaître", None, SALES),
        ("je tiens 2 boutiques depuis 2015", None, None),
        ("budget de 5 000 €", None, None),
        ("1 500 euros par mois", None, None),
        ("bonjour", None, None),
    ],
)
def test_a_wish_is_read_from_a_sentence(
    text: str, audience: int | None, goal: Goal | None
):
    wish = read_wish(fold(text), default_words())
    assert (wish.audience, wish.goal) == (audience, goal)


@pytest.mark.parametrize(
    ("text", "audience"),
    [("40", 40), ("une centaine", 100), ("2000", 2_000), ("10 mille", 10_000)],
)
def test_a_bare_number_answers_when_it_was_asked(text: str, audience: int):
    wish = read_wish(fold(text), default_words(), audience_asked=True)
    assert wish.audience == audience


def test_a_small_bare_number_counts_something_else_when_it_was_not_asked():
    assert read_wish("40", default_words()).audience is None


def test_a_number_beyond_all_people_is_no_audience():
    wish = read_wish("900 000 000 personnes", default_words(), audience_asked=True)
    assert wish.audience is None


@pytest.mark.parametrize("text", ["je ne sais pas", "aucune idée", "jsp trop"])
def test_not_knowing_is_read(text: str):
    assert read_wish(fold(text), default_words()) == Wish(declines=True)


@pytest.mark.parametrize(
    ("audience", "goal", "told"),
    [
        (5_000, SALES, "toucher 5\u202f000 personnes et vendre davantage"),
        (5_000, None, "toucher 5\u202f000 personnes"),
        (None, AWARENESS, "vous faire connaître"),
        (None, None, None),
    ],
)
def test_a_wish_is_repeated(audience: int | None, goal: Goal | None, told: str | None):
    assert told_wish(audience, goal, default_words()) == told
