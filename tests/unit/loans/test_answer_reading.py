"""What one free message says to the pre-check; the ids are the specification."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.loans.answer_reading import read_answers
from bot.loans.answers import (
    AGE,
    DEBTS,
    EQUITY,
    LEGAL_FORM,
    QUESTIONS,
    REGION,
    SECTOR,
    SHAREHOLDERS,
    STAFF,
    TURNOVER,
    UNKNOWN,
)

from .examples import entities, question

unhurried = settings(deadline=None, max_examples=80)


def read(text, asked=None):
    return dict(read_answers(text, entities(text), question(asked)).values)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        pytest.param(
            "SARL de 4 salariés à Lyon, créée en 2016, CA 300 k€",
            {
                LEGAL_FORM: "sarl",
                STAFF: 4,
                REGION: "Auvergne-Rhône-Alpes",
                AGE: 43,
                TURNOVER: 300_000_00,
            },
            id="five answers in one sentence",
        ),
        pytest.param(
            "bah nous c'est une boulangerie en EURL, deux employés, pas de dettes",
            {SECTOR: "trade", LEGAL_FORM: "sarl", STAFF: 2, DEBTS: "none"},
            id="spoken, numbers in letters",
        ),
        pytest.param(
            "je veux emprunter 50 000 € et ma boîte fait 300 k€ de CA",
            {TURNOVER: 300_000_00},
            id="the sum to borrow is not the turnover",
        ),
        pytest.param(
            "CA 2019 : 450 000 € et fonds propres 80 000 €",
            {TURNOVER: 450_000_00, EQUITY: 80_000_00},
            id="two sums by their labels, the year is none",
        ),
        pytest.param(
            "ma holding détient 60 % des parts",
            {SHAREHOLDERS: "no"},
            id="a percentage counts nobody",
        ),
        pytest.param("mon virement est en retard", {}, id="a late transfer is no debt"),
        pytest.param("ma banque refuse", {}, id="his bank is not his activity"),
        pytest.param(
            "un prêt sur 7 ans dont 2 ans de différé", {}, id="the loan's length"
        ),
        pytest.param("je veux parler à une personne", {}, id="a person is no staff"),
        pytest.param("mon SIREN est 732829320", {}, id="a SIREN is nothing of these"),
    ],
)
def test_unasked_answers_are_found_by_their_labels(text, values):
    assert read(text) == values


@pytest.mark.parametrize(
    ("text", "staff"),
    [
        pytest.param("12", 12, id="bare digits"),
        pytest.param("douze", 12, id="bare words"),
        pytest.param("environ 40 personnes", 40, id="about"),
        pytest.param("une dizaine", 10, id="a dozen or so"),
        pytest.param("on est quatre en tout avec moi", 4, id="us, me included"),
        pytest.param("6 avec les apprentis", 6, id="apprentices included"),
        pytest.param("aucun salarié", 0, id="no employee"),
        pytest.param("moi tout seul", 0, id="alone"),
        pytest.param("non pas 10 salariés, 12 salariés", 12, id="corrected at once"),
        pytest.param("1 200 salariés", 1200, id="grouped digits"),
    ],
)
def test_staff_is_read_when_asked(text, staff):
    assert read(text, STAFF) == {STAFF: staff}


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("2019", id="a year"),
        pytest.param("12 %", id="a percentage"),
        pytest.param("732829320", id="a SIREN"),
        pytest.param("732 829 321", id="a SIREN with a typing error"),
        pytest.param("06 12 34 56 78", id="a phone"),
        pytest.param("+33612345678", id="an international phone"),
        pytest.param("RB-2020-004217", id="a reference of an application"),
        pytest.param("sdfgh qsdf", id="nonsense"),
        pytest.param("c'est la vie", id="small talk"),
        pytest.param("", id="nothing"),
        pytest.param("12 ou 15", id="two numbers are no number"),
    ],
)
@pytest.mark.parametrize("asked", [STAFF, TURNOVER])
def test_what_counts_something_else_is_no_answer(text, asked):
    assert read(text, asked) == {}


@pytest.mark.parametrize(
    ("text", "months"),
    [
        pytest.param("depuis mars 2019", 16, id="month and year, at the reference day"),
        pytest.param("03/2018", 28, id="month in digits"),
        pytest.param("le 12/05/2017", 38, id="a day"),
        pytest.param("2016", 43, id="a bare year counts from its end"),
        pytest.param("3 ans", 36, id="years"),
        pytest.param("un an et demi", 18, id="and a half"),
        pytest.param("2 ans et 3 mois", 27, id="years and months"),
        pytest.param("un peu moins de deux ans", 23, id="a little less"),
        pytest.param("plus de dix ans", 121, id="more than"),
        pytest.param("moins d'un an", 11, id="less than a year"),
        pytest.param("8 mois", 8, id="months"),
        pytest.param("il y a deux ans", 24, id="ago, whatever today is"),
        pytest.param("2023", 0, id="after the reference day"),
    ],
)
def test_age_is_read_when_asked(text, months):
    assert read(text, AGE) == {AGE: months}


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("2019", id="may be more or less than a year"),
        pytest.param("moins de deux ans", id="may be too young or not"),
        pytest.param("j'ai 45 ans", id="the customer's own age"),
        pytest.param("12", id="no unit"),
        pytest.param("depuis janvier", id="no year"),
    ],
)
def test_an_unsure_age_is_asked_again(text):
    assert read(text, AGE) == {}


@pytest.mark.parametrize(
    ("text", "cents"),
    [
        pytest.param("300 000", 300_000_00, id="bare sum"),
        pytest.param("300k", 300_000_00, id="thousands"),
        pytest.param("1,2 million", 1_200_000_00, id="millions"),
        pytest.param("trois cent mille euros", 300_000_00, id="in letters"),
        pytest.param("on fait 250 k€ par an", 250_000_00, id="spoken"),
        pytest.param("0", 0, id="nothing yet"),
    ],
)
def test_turnover_is_read_when_asked(text, cents):
    assert read(text, TURNOVER) == {TURNOVER: cents}


def test_a_small_bare_sum_may_be_thousands_and_is_asked_again():
    assert read("300", TURNOVER) == {}


@pytest.mark.parametrize(
    ("asked", "text", "value"),
    [
        pytest.param(SHAREHOLDERS, "oui", "yes", id="all natural persons"),
        pytest.param(SHAREHOLDERS, "non", "no", id="not all"),
        pytest.param(SHAREHOLDERS, "non pas de holding", "yes", id="no holding"),
        pytest.param(SHAREHOLDERS, "oui, il y a une holding", "no", id="a holding"),
        pytest.param(SHAREHOLDERS, "ma femme et moi", "yes", id="a couple"),
        pytest.param(DEBTS, "non", "none", id="no debts"),
        pytest.param(DEBTS, "oui", "late", id="debts"),
        pytest.param(DEBTS, "on est pas en retard", "none", id="not late"),
        pytest.param(DEBTS, "on a un échéancier", "spread", id="spread"),
        pytest.param(EQUITY, "oui", "positive", id="positive"),
        pytest.param(EQUITY, "non, négatifs", "negative", id="negative"),
        pytest.param(EQUITY, "-12 000 €", -12_000_00, id="a negative sum"),
        pytest.param(EQUITY, "25 k€", 25_000_00, id="a sum"),
        pytest.param(LEGAL_FORM, "sa", "sa", id="SA as the whole answer"),
        pytest.param(LEGAL_FORM, "pas une SARL, une SAS", "sas", id="denied"),
        pytest.param(LEGAL_FORM, "autoentrepreneur", "micro", id="in one word"),
        pytest.param(SECTOR, "pêche", "fishing", id="fishing"),
        pytest.param(SECTOR, "on vend du conseil", "services", id="asked word"),
        pytest.param(REGION, "69", "Auvergne-Rhône-Alpes", id="a bare département"),
        pytest.param(REGION, "75011", "Île-de-France", id="a postal code"),
    ],
)
def test_yes_no_and_codes_in_the_light_of_the_question(asked, text, value):
    assert read(text, asked) == {asked: value}


@pytest.mark.parametrize(
    ("text", "asked", "values"),
    [
        pytest.param("non, 12 salariés", DEBTS, {STAFF: 12}, id="not a no"),
        pytest.param("en fait on est 3", TURNOVER, {STAFF: 3}, id="we are"),
        pytest.param("finalement c'est une SAS", STAFF, {LEGAL_FORM: "sas"}, id="form"),
    ],
)
def test_a_correction_does_not_answer_what_was_asked(text, asked, values):
    assert read(text, asked) == values


@pytest.mark.parametrize("asked", QUESTIONS)
@pytest.mark.parametrize(
    "text", ["je ne sais pas", "jsp", "aucune idée", "je préfère ne pas le dire"]
)
def test_not_knowing_and_not_telling_are_unknown(text, asked):
    assert read(text, asked) == {asked: UNKNOWN}


@pytest.mark.parametrize("asked", QUESTIONS)
def test_a_question_answers_nothing(asked):
    text = "c'est quoi une personne physique ?"
    found = read_answers(text, entities(text), question(asked))
    assert found.is_question
    assert found.agrees is None
    assert not found.values


pieces = st.sampled_from(
    ["non,", "oui", "12", "2019", "300 k€", "SARL", "salariés", "ans", "holding", "?",
     "jsp", "retard", "75", "732829320", "CA", "-", "moins de", "depuis", "€", "«"]
)  # fmt: skip
messages = st.lists(pieces, max_size=8).map(" ".join) | st.text(max_size=60)


@unhurried
@given(messages, st.none() | st.sampled_from(QUESTIONS))
def test_any_message_is_read_without_failing_and_always_alike(text, asked):
    first, second = read(text, asked), read(text, asked)
    assert first == second
    assert set(first) <= set(QUESTIONS)


@unhurried
@given(messages, st.none() | st.sampled_from(QUESTIONS))
def test_only_the_question_asked_can_be_unknown(text, asked):
    unknown = {slot for slot, value in read(text, asked).items() if value == UNKNOWN}
    assert unknown <= {asked}


@unhurried
@given(st.integers(0, 99_999).filter(lambda n: not 1900 <= n < 2100))
def test_every_bare_number_is_the_staff_asked_for(count):
    assert read(str(count), STAFF) == {STAFF: count}


@unhurried
@given(st.integers(1, 99_999))
def test_money_is_kept_to_the_cent(thousands):
    assert read(f"CA de {thousands} k€") == {TURNOVER: thousands * 1000 * 100}


@pytest.mark.parametrize(
    "text",
    [
        "12 " * 1300,
        "un et " * 700,
        "moins de " * 450,
        "1.234." * 660,
        "3 ans et " * 440,
    ],
)
def test_a_message_made_to_be_slow_is_read_in_time(text):
    start = time.perf_counter()
    for asked in QUESTIONS:
        read_answers(text, [], question(asked))
    # Nine readings; a loaded machine may take ten times as long as an idle one.
    assert time.perf_counter() - start < 9.0
