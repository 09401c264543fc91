from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.helpline.slot_times import WHOLE_DAY, Part
from bot.helpline.slot_wish import Wish, on_that_day, read_wish

from .examples import TODAY

MONDAY = date(2026, 11, 30)
FRIDAY = date(2026, 11, 27)
THURSDAY = date(2026, 12, 3)  # not TODAY, which is one too


@pytest.mark.parametrize(
    ("said", "wish"),
    [
        pytest.param("dmain matin stp", Wish(FRIDAY, FRIDAY, Part(0, 750)), id="typo"),
        pytest.param("asap", Wish(soon=True), id="soon"),
        pytest.param("n'importe quand", Wish(soon=True), id="any time"),
        pytest.param("jeudi", Wish(THURSDAY, THURSDAY), id="not today"),
        pytest.param("le 26", Wish(TODAY, TODAY), id="today by its number"),
        pytest.param(
            "1er décembre", Wish(date(2026, 12, 1), date(2026, 12, 1)), id="the first"
        ),
        pytest.param(
            "le 2 janvier", Wish(date(2027, 1, 2), date(2027, 1, 2)), id="next year"
        ),
        pytest.param(
            "lundi 30 novembre de 9h à 11h",
            Wish(MONDAY, MONDAY, Part(540, 660)),
            id="all of it",
        ),
        pytest.param("14:30", Wish(part=Part(870, 871, exact=True)), id="digits"),
        pytest.param("8h du soir", Wish(part=Part(1200, 1201, True)), id="evening"),
        pytest.param("6h du matin", Wish(part=Part(360, 361, exact=True)), id="dawn"),
        pytest.param(
            "je vous ai appelé lundi, rappelez-moi vendredi",
            Wish(FRIDAY, FRIDAY, WHOLE_DAY),
            id="what is past is not wished",
        ),
        pytest.param(
            "dans trois jours",
            Wish(date(2026, 11, 29), date(2026, 11, 29)),
            id="in days",
        ),
    ],
)
def test_a_wish_is_read(said: str, wish: Wish):
    assert read_wish(said, TODAY) == wish


@pytest.mark.parametrize(
    "said",
    [
        "",
        "ok",
        "et le taux ?",
        "SARL de 4 salariés",
        "300 000 € de chiffre d'affaires",
        "j'attends depuis lundi",
        "vous deviez m'appeler hier à 14h",
        "c'est Martin qui demande",
        "non merci",
        "le 45",
    ],
)
def test_what_says_no_time_is_no_wish(said: str):
    assert read_wish(said, TODAY) is None


@given(st.text(max_size=80))
def test_no_text_breaks_the_reading(text: str):
    wish = read_wish(text, TODAY)
    if wish is not None and wish.first is not None and wish.last is not None:
        assert wish.first <= wish.last


@given(
    st.lists(
        st.sampled_from(
            ["demain", "lundi", "3", "h", "14", "/", "apres", "midi", "entre", "et"]
        ),
        max_size=9,
    )
)
def test_parts_of_the_day_stay_inside_the_day(words: list[str]):
    wish = read_wish(" ".join(words), TODAY)
    if wish is not None:
        assert 0 <= wish.part.start < wish.part.end <= 24 * 60


@pytest.mark.parametrize(
    ("said", "first"),
    [
        pytest.param("finalement plutôt l’après-midi", MONDAY, id="the same day"),
        pytest.param("à 15 h plutôt", MONDAY, id="an hour of that day"),
        pytest.param("finalement vendredi", FRIDAY, id="another day"),
        pytest.param("dès que possible", None, id="soon is of any day"),
    ],
)
def test_a_change_of_hour_stays_on_its_day(said: str, first: date | None):
    wish = read_wish(said, TODAY)
    assert wish is not None
    assert on_that_day(wish, MONDAY).first == first


def test_without_a_day_settled_any_day_suits():
    wish = read_wish("l’après-midi", TODAY)
    assert wish is not None
    assert on_that_day(wish, None) == wish
