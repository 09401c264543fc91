from __future__ import annotations

import pytest

from bot.helpline.phone import PhoneOutcome, masked_phone, read_phone, without_phones


@pytest.mark.parametrize(
    ("said", "phone"),
    [
        pytest.param("06 12 34 56 78", "+33612345678", id="groups"),
        pytest.param("0612345678 merci", "+33612345678", id="together"),
        pytest.param("mon num c le 6 12 34 56 78", "+33612345678", id="no first zero"),
        pytest.param("06.12.34.56.78", "+33612345678", id="dots"),
        pytest.param("06/12/34/56/78", "+33612345678", id="slashes are no date"),
        pytest.param("00 33 6 12 34 56 78", "+33612345678", id="00 for plus"),
        pytest.param("+32 470 12 34 56", "+32470123456", id="abroad"),
        pytest.param("02 62 12 34 56", "+262262123456", id="La Réunion"),
        pytest.param("06 12 34 56 78, non : 07 61 22 33 44", "+33761223344", id="last"),
        pytest.param("0612345678 demain à 14h", "+33612345678", id="with a time"),
    ],
)
def test_a_number_is_read(said: str, phone: str):
    reading = read_phone(said)
    assert (reading.outcome, reading.phone) == (PhoneOutcome.FOUND, phone)


@pytest.mark.parametrize(
    ("said", "outcome"),
    [
        pytest.param("06 12 34 56", PhoneOutcome.WRONG, id="a group is missing"),
        pytest.param("06 12 34 56 78 90 12", PhoneOutcome.WRONG, id="too long"),
        pytest.param("08 99 12 34 56", PhoneOutcome.COSTLY, id="premium rate"),
        pytest.param("06 12 34", PhoneOutcome.WRONG, id="cut short"),
        pytest.param("14", PhoneOutcome.NONE, id="two digits"),
        pytest.param("à 14h30", PhoneOutcome.NONE, id="a time"),
        pytest.param("j'ai 300000 euros", PhoneOutcome.NONE, id="a sum"),
        pytest.param("le 03/12/2026", PhoneOutcome.NONE, id="a date"),
        pytest.param("je préfère pas", PhoneOutcome.NONE, id="words"),
        pytest.param("", PhoneOutcome.NONE, id="nothing"),
    ],
)
def test_what_is_no_number_to_call_is_said_to_be_none(said: str, outcome: PhoneOutcome):
    reading = read_phone(said)
    assert (reading.outcome, reading.phone) == (outcome, None)


@pytest.mark.parametrize(
    ("phone", "shown"),
    [
        ("+33612345678", "06 •• •• •• 78"),
        ("+32470123456", "+32 ••• •• •• 56"),
        ("+12025550143", "+1 ••• ••• ••43"),
    ],
)
def test_a_masked_number_shows_enough_to_recognise_it(phone: str, shown: str):
    assert masked_phone(phone).replace("\u00a0", " ") == shown


def test_a_number_leaves_no_hour_behind():
    assert "6" not in without_phones("rappelez-moi au 06 12 34 56 78 le 3")
    assert without_phones("le 03/12 à 14h30") == "le 03/12 à 14h30"


@pytest.mark.parametrize(
    ("said", "outcome"),
    [
        pytest.param("au 06 12 34 56 78", PhoneOutcome.FOUND, id="written whole"),
        pytest.param("mon SIREN 732 829 320", PhoneOutcome.NONE, id="nine digits"),
        pytest.param("06 12 34 56", PhoneOutcome.NONE, id="wrong"),
    ],
)
def test_a_number_that_nobody_asked_for_must_be_written_whole(said, outcome):
    assert read_phone(said, asked=False).outcome is outcome


@pytest.mark.parametrize("text", ["06 12 34", "0612", "06.12.34.", "(06) 12-34"])
def test_a_number_that_is_too_short_is_noticed_when_one_was_asked_for(text: str):
    assert read_phone(text, asked=True).outcome is PhoneOutcome.WRONG
    assert read_phone(text, asked=False).outcome is PhoneOutcome.NONE


@pytest.mark.parametrize("text", ["14 h", "le 12", "demain", "12"])
def test_a_moment_is_no_number_that_is_too_short(text: str):
    assert read_phone(text, asked=True).outcome is PhoneOutcome.NONE
