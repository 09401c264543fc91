from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import SettingsError
from bot.kyc.countries import default_countries, read_countries
from bot.kyc.identity_reading import IdentityReading, read_identity

COUNTRIES = default_countries()
TODAY = date(2020, 7, 1)
ANNA = "Anna Durand"


def read(text: str, known: str = "") -> tuple[str | None, str | None, str | None]:
    found = read_identity(text, COUNTRIES, TODAY, known)
    born = str(found.birth_date) if found.birth_date else None
    return found.name, born, found.nationality


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Anna Durand, née le 3 mai 1985, française", (ANNA, "1985-05-03", "FR")),
        ("anna durand", (ANNA, None, None)),
        ("elle s'appelle Anna Durand", (ANNA, None, None)),
        ("03/05/1985 francaise", (None, "1985-05-03", "FR")),
        ("née le 03051985", (None, "1985-05-03", None)),
        ("1985-05-03", (None, "1985-05-03", None)),
        ("4.5.75, belge", (None, "1975-05-04", "BE")),
        ("le 1er août 1962", (None, "1962-08-01", None)),
        ("12 janv 70", (None, "1970-01-12", None)),
        ("de nationalité marocaine", (None, None, "MA")),
        ("congolaise de RDC", (None, None, "CD")),
        ("Dominique Petit, italien", ("Dominique Petit", None, "IT")),
        ("Maurice France, suisse", ("Maurice France", None, "CH")),
    ],
)
def test_an_identity_is_read(text, expected):
    assert read(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "je préfère ne pas le dire",
        "pourquoi vous voulez savoir ça ?",
        "bonjour",
        "Anna",
        "",
        "06 12 34 56 78",
    ],
)
def test_what_is_no_identity_is_left_alone(text):
    assert read_identity(text, COUNTRIES, TODAY).is_empty


@pytest.mark.parametrize(
    "text", ["31/02/1985", "3/5/2019", "1/1/1850", "le 3 mai 2030"]
)
def test_nobody_is_born_on_an_impossible_day(text):
    assert read_identity(text, COUNTRIES, TODAY) == IdentityReading(
        impossible_date=True
    )


def test_a_known_name_is_not_read_as_a_country():
    assert read("Dominique, française", "Dominique Petit") == (None, None, "FR")


@given(st.text(max_size=100))
def test_any_text_is_read_without_error(text):
    found = read_identity(text, COUNTRIES, TODAY)
    assert found.nationality is None or found.nationality in COUNTRIES.names
    assert found.name is None or len(found.name.split()) >= 2


@given(st.dates(date(1930, 1, 1), date(2004, 12, 31)))
def test_every_birth_date_is_read_back(born):
    assert read(born.strftime("né le %d/%m/%Y"))[1] == born.isoformat()


def test_every_country_is_found_by_each_of_its_words():
    for code, name in COUNTRIES.names.items():
        assert COUNTRIES.find_all(name) == (code,)


@pytest.mark.parametrize(
    "content",
    [
        {"FR": ["France", "français", "française"], "XX": ["France", "x", "y"]},
        {"fra": ["France", "français", "française"]},
        {"FR": ["France"]},
    ],
    ids=["one word for two", "long code", "too few words"],
)
def test_a_wrong_list_of_countries_is_a_clear_error(content):
    with pytest.raises(SettingsError, match="Expected"):
        read_countries({"countries": content})
