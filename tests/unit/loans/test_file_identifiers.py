from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum import luhn

from bot.loans.file_identifiers import Identifiers, read_identifiers, siren_of

SIREN = "000000018"
BOTH = Identifiers("RB-2020-004217", SIREN)
REFERENCE = Identifiers("RB-2020-004217")
COMPANY = Identifiers(None, SIREN)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("RB-2020-004217", REFERENCE, id="as printed"),
        pytest.param("rb2020004217", REFERENCE, id="no separator"),
        pytest.param("rb 2020 4217", REFERENCE, id="zeros left out"),
        pytest.param("R.B. 2020/004217", REFERENCE, id="other separators"),
        pytest.param("RB-2O2O-OO4217", REFERENCE, id="letter O"),
        pytest.param("ma ref c'est rb–2020–004217 merci", REFERENCE, id="dashes"),
        pytest.param("000 000 018", COMPANY, id="in threes"),
        pytest.param("siren:000.000.018", COMPANY, id="dots"),
        pytest.param("OOO OOO 018", Identifiers(), id="letters alone are no number"),
        pytest.param("0OO 000 O18", COMPANY, id="some letters O"),
        pytest.param("siret 000 000 018 00010", COMPANY, id="SIRET gives its SIREN"),
        pytest.param("RB-2020-004217, siren 000000018", BOTH, id="both"),
        pytest.param("000 000 018 rb-2020-004217", BOTH, id="both, the other way"),
        pytest.param(
            "mon siren : 000 000 018 et le dossier RB 2020 004217 svp", BOTH, id="long"
        ),
        pytest.param(
            "000 000 019", Identifiers(mistyped_siren=True), id="key does not hold"
        ),
        pytest.param("00000001", Identifiers(mistyped_siren=True), id="a digit short"),
        pytest.param(
            "000 000 018 00011", Identifiers(mistyped_siren=True), id="mistyped SIRET"
        ),
        pytest.param(
            "RB-2020-0042171", Identifiers(mistyped_reference=True), id="seven digits"
        ),
        pytest.param("rb 4217", Identifiers(mistyped_reference=True), id="no year"),
        pytest.param("06 12 34 56 78", Identifiers(), id="telephone"),
        pytest.param("le 05-05-2020", Identifiers(), id="day"),
        pytest.param("c'est quoi un SIREN ?", Identifiers(), id="question"),
        pytest.param("j'ai 12 salariés", Identifiers(), id="small number"),
        pytest.param("herb 2020", Identifiers(), id="inside a word"),
        pytest.param("", Identifiers(), id="nothing"),
    ],
)
def test_identifiers_in_a_message(text: str, found: Identifiers):
    assert read_identifiers(text) == found


def test_without_its_letters_a_reference_is_read_only_when_asked():
    assert read_identifiers("2020-004217", reference_asked=True) == REFERENCE
    assert read_identifiers("2020-004217").reference is None


def test_a_sum_is_no_reference_even_when_one_was_asked():
    assert (
        read_identifiers("en 2020, 500 euros", reference_asked=True).reference is None
    )


@given(st.integers(0, 999_999), st.integers(2000, 2099))
def test_every_reference_is_read_as_it_is_printed(number: int, year: int):
    printed = f"RB-{year}-{number:06d}"
    for written in (printed, printed.lower(), printed.replace("-", " ")):
        assert read_identifiers(f"dossier {written} merci").reference == printed


@given(st.integers(0, 99_999_999))
def test_a_valid_siren_is_read_and_one_wrong_digit_never_is(number: int):
    body = f"{number:08d}"
    siren = body + luhn.calc_check_digit(body)
    grouped = " ".join((siren[:3], siren[3:6], siren[6:]))
    assert siren_of(siren) == siren
    assert read_identifiers(f"le {siren}").siren == siren
    assert read_identifiers(grouped).siren == siren
    wrong = siren[:-1] + str((int(siren[-1]) + 1) % 10)
    assert read_identifiers(f"le {wrong}") == Identifiers(mistyped_siren=True)


@given(st.text(max_size=80))
def test_whatever_is_typed_what_is_read_has_its_form(text: str):
    found = read_identifiers(text, reference_asked=True)
    assert found.siren is None or siren_of(found.siren) == found.siren
    assert found.reference is None or found.reference.startswith("RB-2")
