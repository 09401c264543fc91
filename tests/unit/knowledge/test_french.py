from __future__ import annotations

from datetime import date

import pytest

from bot.knowledge.french import Unit, with_unit, without_unit, written_number


@pytest.mark.parametrize(
    ("value", "unit", "said", "bare"),
    [
        (50_000, Unit.EURO, "50\u202f000\u202f€", "50\u202f000"),
        (800, Unit.EURO, "800\u202f€", "800"),
        (1_000_000, Unit.EURO, "1\u00a0million d’euros", "1\u202f000\u202f000"),
        (1_500_000, Unit.EURO, "1,5\u00a0million d’euros", "1\u202f500\u202f000"),
        (5_000_000, Unit.EURO, "5\u00a0millions d’euros", "5\u202f000\u202f000"),
        (1_234_567, Unit.EURO, "1\u202f234\u202f567\u202f€", "1\u202f234\u202f567"),
        (0, Unit.PERCENT, "0\u202f%", "0"),
        (0.2, Unit.PERCENT, "0,2\u202f%", "0,2"),
        (1, Unit.YEARS, "1\u00a0an", "1"),
        (7, Unit.YEARS, "7\u00a0ans", "7"),
        (12, Unit.MONTHS, "12\u00a0mois", "12"),
        (0, Unit.DAYS, "0\u00a0jour", "0"),
        (7, Unit.DAYS, "7\u00a0jours", "7"),
        (48, Unit.HOURS, "48\u00a0h", "48"),
        (15, Unit.MINUTES, "15\u00a0minutes", "15"),
        (6_641, Unit.COUNT, "6\u202f641", "6\u202f641"),
        ("2020-04-22", Unit.DATE, "22\u00a0avril\u00a02020", "22\u00a0avril"),
        (date(2020, 5, 1), Unit.DATE, "1er\u00a0mai\u00a02020", "1er\u00a0mai"),
        ("1 pour 1", Unit.TEXT, "1 pour 1", "1 pour 1"),
    ],
)
def test_value_is_written_as_in_french(value, unit, said, bare):
    assert with_unit(value, unit) == said
    assert without_unit(value, unit) == bare


@pytest.mark.parametrize(
    ("value", "written"),
    [(0, "0"), (0.2, "0,2"), (1.75, "1,75"), (100, "100"), (105_000, "105\u202f000")],
)
def test_numbers_are_written_as_in_french(value, written):
    assert written_number(value) == written


def test_every_unit_has_its_words():
    for unit in Unit:
        value = {"date": "2020-04-22", "text": "ici"}.get(unit.value, 3)
        assert with_unit(value, unit)


def test_words_are_not_taken_for_a_number():
    with pytest.raises(ValueError, match="'beaucoup'"):
        with_unit("beaucoup", Unit.EURO)
