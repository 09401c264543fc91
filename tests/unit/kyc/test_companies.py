from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.fr import siren as siren_rules

from bot.errors import SettingsError
from bot.kyc.company_number import CompanyNumber, NumberOutcome, read_company_number
from bot.kyc.company_reasons import CompanyReason, default_categories, judge_company
from bot.kyc.company_register import Company, RegisterOutcome
from bot.kyc.local_register import LocalRegister, companies_of

CATEGORIES = default_categories()


VALID = "732829320"
SIREN, SIRET = NumberOutcome.SIREN, NumberOutcome.SIRET
WRONG_LENGTH, MISSING = NumberOutcome.WRONG_LENGTH, NumberOutcome.MISSING


@pytest.mark.parametrize(
    ("text", "outcome", "siren"),
    [
        pytest.param("732829320", SIREN, VALID, id="together"),
        pytest.param("mon siren : 732 829 320.", SIREN, VALID, id="groups"),
        pytest.param("73282932000074", SIRET, VALID, id="SIRET"),
        pytest.param("732 829 320 00074", SIRET, VALID, id="SIRET in groups"),
        pytest.param("35600000049837", SIRET, "356000000", id="La Poste"),
        pytest.param("123456789", NumberOutcome.WRONG_KEY, "", id="wrong key"),
        pytest.param("732 829 32", WRONG_LENGTH, "", id="a digit short"),
        pytest.param("7328293200007", WRONG_LENGTH, "", id="13 digits"),
        pytest.param("12345", WRONG_LENGTH, "", id="nothing but a number, cut short"),
        pytest.param("j'en ai 12345", MISSING, "", id="a number of something"),
        pytest.param("06 12 34 56 78", MISSING, "", id="telephone"),
        pytest.param("FR7630006000011234567890189", MISSING, "", id="IBAN"),
        pytest.param("en 2019, 300000 euros", MISSING, "", id="year, sum"),
        pytest.param("", MISSING, "", id="nothing"),
        pytest.param("123456789 ou 732829320", SIREN, VALID, id="the valid one"),
    ],
)
def test_a_company_number_is_read(text, outcome, siren):
    found = read_company_number(text)
    assert (found.outcome, found.siren) == (outcome, siren)


@given(st.text(max_size=80))
def test_what_is_read_holds_its_key(text):
    found = read_company_number(text)
    assert found.siren == "" or siren_rules.is_valid(found.siren)
    assert isinstance(found, CompanyNumber)


@pytest.mark.parametrize(
    ("company", "form", "reasons"),
    [
        pytest.param({"legal_category": "5499", "state": "A"}, "sarl", (), id="SARL"),
        pytest.param({"legal_category": "5710", "state": "A"}, "sas", (), id="SAS"),
        pytest.param(
            {"legal_category": "1000"}, "ei", (CompanyReason.SOLE_TRADER,), id="EI"
        ),
        pytest.param(
            {"legal_category": "6540"},
            "sci",
            (CompanyReason.PROPERTY_COMPANY,),
            id="SCI",
        ),
        pytest.param(
            {"legal_category": "5710", "state": "C", "staff_bracket": "32"},
            "sas",
            (CompanyReason.CEASED, CompanyReason.LARGE),
            id="ceased and large",
        ),
        pytest.param(
            {"legal_category": "5710", "staff_bracket": "31"},
            "sas",
            (),
            id="200 to 249",
        ),
        pytest.param(
            {}, None, (CompanyReason.FORM_UNKNOWN,), id="register says nothing"
        ),
    ],
)
def test_the_register_leads_to_reasons(company, form, reasons):
    findings = judge_company(Company("000000018", "X", **company), CATEGORIES)
    assert (findings.form, findings.reasons) == (form, reasons)


@given(st.text("0123456789", max_size=5), st.sampled_from(["A", "C", ""]))
def test_a_ceased_company_is_always_told_apart(code, state):
    findings = judge_company(Company("1", "X", state, code), CATEGORIES)
    assert (CompanyReason.CEASED in findings.reasons) == (state == "C")


async def test_the_local_register_answers_like_the_public_one():
    answer = await LocalRegister().find("000000018")
    assert answer.outcome is RegisterOutcome.FOUND
    assert answer.company is not None
    assert answer.company.name == "BOULANGERIE LES BLÉS D’ESSAI (FICTIVE)"
    assert (await LocalRegister().find("732829320")).outcome is (
        RegisterOutcome.NOT_FOUND
    )


async def test_a_lost_local_register_is_a_clear_error(tmp_path):
    with pytest.raises(SettingsError, match="Please restore"):
        await LocalRegister(tmp_path / "none.json").find("000000018")


def test_every_sample_company_is_fictional_with_a_valid_number():
    for company in companies_of():
        assert siren_rules.is_valid(company["siren"])
        assert str(company["siren"]).startswith("000000")
        assert "FICTIV" in str(company["nom_complet"]) or "FICTIF" in str(
            company["nom_complet"]
        )
