"""What a message means while the form is open."""

from __future__ import annotations

import pytest

from bot.loans.answers import CONFIRMED, DEBTS, EQUITY, LEGAL_FORM, REGION, STAFF
from bot.loans.form_turn import SURE, Heard, Meaning, heard, read_form_turn

from .examples import entities, question


def turn(text, intent, asked, confidence=0.9):
    return read_form_turn(
        Heard(text, intent, confidence, entities(text)), question(asked)
    )


def pressed(intent, asked, **entity_values):
    found = [{"entity": name, "value": value} for name, value in entity_values.items()]
    return read_form_turn(Heard(f"/{intent}", intent, 1.0, found), question(asked))


@pytest.mark.parametrize(
    ("text", "intent", "confidence", "asked", "meaning"),
    [
        pytest.param(
            "12", "out_of_scope", 0.6, STAFF, Meaning.ANSWERS, id="no intent, but a 12"
        ),
        pytest.param(
            "j'ai une holding",
            "ask_holding",
            0.9,
            "eligibility_natural_shareholders",
            Meaning.ANSWERS,
            id="a statement that looks like a question's intent",
        ),
        pytest.param(
            "c'est quoi une SARL ?",
            "faq",
            0.8,
            LEGAL_FORM,
            Meaning.ASIDE,
            id="a question with a legal form in it",
        ),
        pytest.param(
            "une SAS, ça va ?",
            "ask_eligibility",
            SURE - 0.01,
            LEGAL_FORM,
            Meaning.ANSWERS,
            id="a hesitant answer",
        ),
        pytest.param(
            "et le truc là ?",
            "ask_fees",
            0.2,
            STAFF,
            Meaning.ASIDE,
            id="an unclear question is asked about",
        ),
        pytest.param("qsdf", "ask_fees", 0.1, STAFF, Meaning.UNREADABLE, id="nonsense"),
        pytest.param(
            "il fait beau", "out_of_scope", 0.9, STAFF, Meaning.UNREADABLE, id="outside"
        ),
        pytest.param(
            "non", "deny", 0.9, STAFF, Meaning.UNREADABLE, id="no is no number"
        ),
        pytest.param(
            "laisse tomber mes 12 salariés",
            "cancel_form",
            0.9,
            STAFF,
            Meaning.ASIDE,
            id="leaving wins over the number in it",
        ),
        pytest.param(
            "et en Bretagne ?",
            "inform_region",
            0.8,
            STAFF,
            Meaning.ASIDE,
            id="a Région about the rate",
        ),
        pytest.param(
            "en Bretagne",
            "inform_region",
            0.8,
            REGION,
            Meaning.ANSWERS,
            id="the Région asked for",
        ),
        pytest.param(
            "oui c'est bon", "affirm", 0.9, CONFIRMED, Meaning.CONFIRMS, id="exact"
        ),
        pytest.param("non", "deny", 0.9, CONFIRMED, Meaning.CONTRADICTS, id="not so"),
        pytest.param(
            "non, une SAS",
            "deny",
            0.9,
            CONFIRMED,
            Meaning.ANSWERS,
            id="not so, and what it is",
        ),
        pytest.param(
            "ça marche pour moi",
            "affirm",
            0.7,
            CONFIRMED,
            Meaning.CONFIRMS,
            id="a yes that only the classifier knows",
        ),
    ],
)
def test_meaning(text, intent, confidence, asked, meaning):
    assert turn(text, intent, asked, confidence).meaning is meaning


def test_a_refusal_that_only_the_classifier_knows_is_unknown():
    said = turn("demandez plutôt à mon associée", "decline_to_answer", DEBTS)
    assert said.values == {DEBTS: "unknown"}


@pytest.mark.parametrize(
    ("intent", "asked", "values"),
    [
        pytest.param("affirm", EQUITY, {EQUITY: "positive"}, id="yes"),
        pytest.param("deny", DEBTS, {DEBTS: "none"}, id="no"),
        pytest.param("decline_to_answer", STAFF, {STAFF: "unknown"}, id="no answer"),
    ],
)
def test_plain_buttons_answer_what_was_asked(intent, asked, values):
    assert pressed(intent, asked).values == values


def test_a_button_answers_its_own_question_even_when_another_was_asked():
    said = pressed("describe_company", STAFF, precheck_answer="eligibility_debts=late")
    assert said.values == {DEBTS: "late"}


@pytest.mark.parametrize(
    "payload",
    [
        "eligibility_debts=forgiven",
        "eligibility_outcome=flash",
        "eligibility_staff=12",
        "region=Atlantide",
        "",
        "=",
    ],
)
def test_a_forged_payload_fills_nothing(payload):
    said = pressed("describe_company", STAFF, precheck_answer=payload)
    assert (said.meaning, dict(said.values)) == (Meaning.UNREADABLE, {})


@pytest.mark.parametrize("asked", [LEGAL_FORM, CONFIRMED])
def test_asking_for_the_check_again_repeats_the_question_without_blame(asked):
    expected = (Meaning.ANSWERS, {})
    for said in (
        turn("vérifiez mon cas", "start_eligibility_check", asked),
        pressed("start_eligibility_check", asked),
    ):
        assert (said.meaning, dict(said.values)) == expected


def test_other_buttons_are_asides():
    assert pressed("ask_fees", STAFF).meaning is Meaning.ASIDE


def test_an_empty_message_is_read_as_nothing():
    assert heard({}) == Heard("", None, 0.0, ())
    assert read_form_turn(heard({}), question(STAFF)).meaning is Meaning.UNREADABLE
