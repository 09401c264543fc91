from __future__ import annotations

import json
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import ListUnreadable
from bot.kyc.countries import default_countries
from bot.kyc.eu_list import read_eu_list
from bot.kyc.sanctions_files import (
    REGISTERS_DIR,
    SAMPLE_FILE,
    SanctionsSource,
    read_sanctions_file,
)
from bot.kyc.sanctions_list import PartialDate, PartyKind, read_partial_date
from bot.kyc.treasury_list import read_treasury_list

COUNTRIES = default_countries()


def treasury(*details: Any, published: Any = "2020-06-15T08:00:00") -> bytes:
    publications = {"DatePublication": published, "PublicationDetail": list(details)}
    return json.dumps({"Publications": publications}).encode()


def entry(name: Any = "ESSAÏLOV", **values: Any) -> dict[str, Any]:
    """An entry of the register; each keyword is a `TypeChamp`."""
    details = [{"TypeChamp": kind, "Valeur": value} for kind, value in values.items()]
    return {"IdRegistre": 1, "Nature": "Personne physique", "Nom": name,
            "RegistreDetail": details}  # fmt: skip


def test_the_sample_of_the_treasury_is_read():
    found = read_sanctions_file(SAMPLE_FILE, COUNTRIES)
    assert (found.source, found.sample, found.skipped) == ("treasury", True, 0)
    assert found.published_at == datetime(2020, 6, 15, 8, tzinfo=timezone.utc)
    assert len(found.parties) == 12
    assert len(found.persons) == 10
    first = found.persons[0]
    assert first.names[0].whole == "Igor Fictifovitch ESSAÏLOV"
    assert [name.alias for name in first.names] == [False, True, True]
    assert first.birth_dates == (PartialDate(1962, 5, 3),)
    assert first.nationalities == {"RU"}


def test_the_sample_of_the_eu_is_read():
    found = read_sanctions_file(REGISTERS_DIR / "sample_eu_list.xml", COUNTRIES)
    assert (found.source, found.skipped) == ("eu", 0)
    assert [party.kind for party in found.parties] == [
        PartyKind.PERSON,
        PartyKind.PERSON,
        PartyKind.COMPANY,
        PartyKind.PERSON,
    ]
    second = found.persons[1]
    assert second.reference == "EU.9102.07"
    assert second.birth_dates == (PartialDate(1971), PartialDate(1972, 11, 12))
    assert second.basis == "ESSAI ; FICT"
    assert found.persons[2].nationalities == frozenset()


def test_a_whole_name_in_the_surname_is_not_doubled():
    parties = read_treasury_list(
        treasury(entry("Baltazar TESTOV", PRENOM=[{"Prenom": "Baltazar"}])), COUNTRIES
    ).parties
    assert parties[0].names[0].whole == "Baltazar TESTOV"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        pytest.param(
            {"Annee": "1962", "Mois": "5", "Jour": "3"}, "1962-05-03", id="whole"
        ),
        pytest.param({"Annee": 1962}, "1962", id="year as a number"),
        pytest.param({"Annee": "1962", "Mois": "00", "Jour": ""}, "1962", id="zeros"),
        pytest.param(
            {"Annee": "1962", "Mois": "2", "Jour": "30"}, "1962-02", id="30 February"
        ),
        pytest.param({"Annee": "1962", "Mois": "13"}, "1962", id="month 13"),
        pytest.param({"Annee": "1962", "Jour": "3"}, "1962", id="day without month"),
    ],
)
def test_a_partial_birth_date_keeps_what_is_known(value, expected):
    party = read_treasury_list(
        treasury(entry(DATE_DE_NAISSANCE=[value])), COUNTRIES
    ).parties[0]
    assert [str(date) for date in party.birth_dates] == [expected]


@pytest.mark.parametrize(
    "value",
    ["", None, "vers 1960", [], {"Annee": ""}, {"Annee": "62"}, {"Annee": "19620"}],
)
def test_an_unreadable_birth_date_is_unknown(value):
    value = [value] if isinstance(value, dict) else value
    party = read_treasury_list(
        treasury(entry(DATE_DE_NAISSANCE=value)), COUNTRIES
    ).parties[0]
    assert party.birth_dates == ()


@pytest.mark.parametrize(
    ("written", "codes"),
    [
        ("RUSSIE (Fédération de)", {"RU"}),
        ("Corée du Nord", {"KP"}),
        ("République populaire démocratique de Corée", {"KP"}),
        ("Iran (République islamique d')", {"IR"}),
        ("Côte d'Ivoire / Mali", {"CI", "ML"}),
        ("inconnue", set()),
        (42, set()),
    ],
)
def test_nationalities_are_read_from_free_french(written, codes):
    party = read_treasury_list(
        treasury(entry(NATIONALITE=[{"Pays": written}])), COUNTRIES
    ).parties[0]
    assert party.nationalities == codes


def test_entries_that_cannot_be_read_are_counted_not_fatal():
    found = read_treasury_list(
        treasury(entry(), "text", None, {"Nom": ""}, {"Nom": ["x"]}, []), COUNTRIES
    )
    assert len(found.parties) == 1
    assert found.skipped == 5


def test_a_date_of_publication_nobody_understands_is_unknown():
    found = read_treasury_list(treasury(entry(), published="hier"), COUNTRIES)
    assert found.published_at is None
    assert found.age_days(datetime.now(timezone.utc)) is None


def test_the_age_of_a_list_is_told_in_days():
    found = read_treasury_list(treasury(entry()), COUNTRIES)
    assert found.published_at is not None
    later = found.published_at + timedelta(days=9, hours=5)
    assert found.age_days(later) == 9
    assert found.age_days(found.published_at - timedelta(days=2)) == 0


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"", id="empty file"),
        pytest.param(b'{"Publications": {"PublicationDetail": [', id="cut off"),
        pytest.param(b"[]", id="a list"),
        pytest.param(b'{"Publications": {}}', id="nothing inside"),
        pytest.param(b'{"Publications": {"PublicationDetail": {}}}', id="no list"),
        pytest.param(b"\xff\xfe\x00", id="binary"),
        pytest.param(b"[" * 100_000, id="nested without end"),
        pytest.param(b"<html><body>Erreur</body></html>", id="a page of error"),
        pytest.param(b"<export><sanctionEntity>", id="XML cut off"),
        pytest.param(
            b'<!DOCTYPE x [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><export>&b;</export>',
            id="entities that grow",
        ),
        pytest.param(
            b'<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><export>&f;</export>',
            id="an entity from outside",
        ),
    ],
)
def test_a_broken_file_is_a_clear_error(content: bytes, tmp_path: Path):
    path = tmp_path / "list"
    path.write_bytes(content)
    with pytest.raises(ListUnreadable, match=r"Expected .*BOT_SANCTIONS_FILE"):
        read_sanctions_file(path, COUNTRIES)


def test_a_missing_file_is_a_clear_error(tmp_path: Path):
    with pytest.raises(ListUnreadable, match="BOT_SANCTIONS_FILE"):
        read_sanctions_file(tmp_path / "nowhere.json", COUNTRIES)


def test_a_list_without_entries_is_read_as_empty():
    assert read_treasury_list(treasury(), COUNTRIES).persons == ()
    assert read_eu_list(b"<export/>").persons == ()


def test_a_changed_file_is_read_again_and_a_lost_one_is_noticed(tmp_path: Path):
    path = tmp_path / "list.json"
    path.write_bytes(treasury(entry("UN")))
    source = SanctionsSource(path, COUNTRIES)
    first = source.current()
    assert source.current() is first
    path.write_bytes(treasury(entry("UN"), entry("DEUX")))
    assert len(source.current().parties) == 2
    path.unlink()
    with pytest.raises(ListUnreadable):
        source.current()


KEYS = ["Nom", "Nature", "RegistreDetail", "TypeChamp", "Valeur", "Prenom", "Annee"]


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=8),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(st.sampled_from(KEYS), inner, max_size=4)
        ),
        max_leaves=12,
    )
)
def test_no_entry_whatever_its_shape_stops_the_reading(detail):
    found = read_treasury_list(treasury(detail, entry("SUIVANT")), COUNTRIES)
    assert found.parties[-1].names[0].whole == "SUIVANT"


@given(st.integers(-5, 99_999), st.integers(-3, 20), st.integers(-3, 40))
def test_a_date_that_is_kept_exists(year, month, day):
    found = read_partial_date(year, month, day)
    assert (found is not None) == (1000 <= year <= 9999)
    if found and found.day:
        datetime(found.year, found.month or 0, found.day, tzinfo=timezone.utc)
