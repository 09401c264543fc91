"""The pre-check among the project's own rules: asides, ways out, corrections."""

from __future__ import annotations

from pathlib import Path

import pytest
from ruamel.yaml import YAML

from tests.contract import conversation_data as data
from tests.graph.escalation.project import Customer, Said

pytestmark = pytest.mark.graph

ROOT = Path(__file__).resolve().parents[3]
ASK = "utter_ask_eligibility_form_eligibility_"
START = Said("vérifiez mon cas", "start_eligibility_check")
RATE = Said("et les garanties ?", "ask_guarantee")
HUMAN = Said("un conseiller svp", "ask_human")
# These end or replace the form, or are answers to it.
NOT_ASIDES = {"say_goodbye", "cancel_form", "decline_to_answer", "out_of_scope"}


def answer(text: str) -> Said:
    """An answer as the classifier sees it: nothing that it knows."""
    return Said(text, "out_of_scope", 0.2)


def asides() -> list[str]:
    """Every intent that a rule answers with fixed words and nothing else."""
    found = []
    for path in sorted((ROOT / "data/rules").glob("*.yml")):
        for rule in YAML(typ="safe").load(path.read_text(encoding="utf-8"))["rules"]:
            steps = rule["steps"]
            fixed = all(
                str(s.get("action", "")).startswith("utter_") for s in steps[1:]
            )
            if "intent" in steps[0] and fixed and "condition" not in rule:
                found.append(steps[0]["intent"])
    return sorted(set(found) - NOT_ASIDES - data.retrieval_intents())


async def test_the_form_opens_and_asks(customer: Customer, words):
    said = await customer.says(START)
    assert said[0] in words("utter_eligibility_welcome")
    assert said[1] in words(ASK + "legal_form")


@pytest.mark.parametrize("intent", asides())
async def test_after_any_aside_the_form_asks_again(customer: Customer, words, intent):
    await customer.says(START)
    said = await customer.says(Said("et à propos de cela ?", intent))
    assert len(said) == 2
    assert said[0] not in words(ASK + "legal_form")
    assert said[1] in words(ASK + "legal_form")
    assert await customer.says(answer("SAS")) != said
    assert (await customer.tracker()).get_slot("eligibility_legal_form") == "sas"


async def test_two_asides_in_a_row_come_back_each_time(customer: Customer, words):
    await customer.says(START)
    await customer.says(answer("SARL"))
    for intent in ("ask_fees", "ask_holding"):
        said = await customer.says(Said("c'est-à-dire ?", intent))
        assert said[-1] in words(ASK + "sector")


async def test_an_aside_fills_nothing(customer: Customer):
    await customer.says(START)
    await customer.says(Said("une SCI, c'est possible ?", "ask_eligibility"))
    assert (await customer.tracker()).get_slot("eligibility_legal_form") is None


async def test_an_aside_pressed_as_a_button_comes_back_too(customer: Customer, words):
    await customer.says(START)
    said = await customer.says(Said("/ask_fees", "ask_fees", 1.0))
    assert said[-1] in words(ASK + "legal_form")


async def test_a_place_named_after_the_rate_goes_on_with_the_rate(
    customer: Customer, words
):
    await customer.says(START)
    await customer.says(Said("et le taux ?", "ask_rate"))
    region = [{"entity": "region", "value": "Île-de-France", "start": 0, "end": 5}]
    said = await customer.says(
        Said("/inform_region", "inform_region", 1.0, entities=region)
    )
    assert "0\u202f%" in said[0]
    assert said[1] in words(ASK + "legal_form")
    assert (await customer.tracker()).get_slot("region") == "Île-de-France"


async def test_empathy_an_aside_and_the_question_come_in_this_order(
    customer: Customer, words
):
    await customer.says(START)
    worried = Said("et les frais ?", "ask_fees", polarity=-0.6, label="worried")
    said = await customer.says(worried)
    assert said[0] in words("utter_acknowledge")
    assert said[2] in words(ASK + "legal_form")


async def test_empathy_does_not_keep_the_form_from_hearing_the_answer(
    customer: Customer, words
):
    await customer.says(START)
    said = await customer.says(
        Said("une SARL hélas", "faq", 0.1, polarity=-0.6, label="worried")
    )
    assert said[0] in words("utter_acknowledge")
    assert said[1] in words(ASK + "sector")


async def test_a_handoff_is_not_followed_by_a_question(customer: Customer, words):
    await customer.says(START)
    said = await customer.says(HUMAN)
    assert len(said) == 1
    assert said[0] in words("utter_handoff_requested")


async def test_a_doubtful_question_is_asked_about_and_nothing_else(
    customer: Customer, words
):
    await customer.says(START)
    doubtful = Said("c koi le truc ?", "ask_fees", 0.3, ranking=[("ask_fees", 0.3)])
    said = await customer.says(doubtful)
    assert len(said) == 1
    assert said[0] in words("utter_clarify")


@pytest.mark.parametrize(
    ("said", "response"),
    [
        (Said("laisse tomber", "cancel_form"), "utter_form_cancelled"),
        (Said("au revoir", "say_goodbye"), "utter_goodbye"),
    ],
    ids=["cancelled", "goodbye"],
)
async def test_leaving_closes_the_form(customer: Customer, words, said, response):
    await customer.says(START)
    heard = await customer.says(said)
    assert len(heard) == 1
    assert heard[0] in words(response)
    tracker = await customer.tracker()
    assert (tracker.active_loop_name, tracker.get_slot("requested_slot")) == (
        None,
        None,
    )


async def test_cancelling_closes_the_listening_form_too(customer: Customer, words):
    await customer.says(Said("donner mon avis", "give_feedback"))
    heard = await customer.says(Said("laisse tomber", "cancel_form"))
    assert heard[0] in words("utter_form_cancelled")
    assert (await customer.tracker()).get_slot("feedback_text") is None


async def test_cancelling_nothing_says_so(customer: Customer, words):
    heard = await customer.says(Said("laisse tomber", "cancel_form"))
    assert heard[0] in words("utter_nothing_to_cancel")


async def test_after_a_cancel_nothing_is_asked_twice(customer: Customer, words):
    await customer.says(START)
    await customer.says(answer("SARL"))
    await customer.says(Said("stop", "cancel_form"))
    said = await customer.says(START)
    assert said[-1] in words(ASK + "sector")


async def test_nonsense_is_asked_once_in_other_words_then_noted_unknown(
    customer: Customer,
):
    await customer.says(START)
    first = await customer.says(answer("azerty qsdf"))
    assert len(first) == 1
    assert "par exemple" in first[0]
    second = await customer.says(answer("wxcv"))
    assert second[0].endswith("\u202f: la forme juridique.")
    assert (await customer.tracker()).get_slot("eligibility_legal_form") == "unknown"


async def test_an_exclusion_ends_the_questions_after_a_summary(
    customer: Customer, words
):
    await customer.says(START)
    summary = await customer.says(answer("micro"))
    assert summary == ["Récapitulons\u202f: micro-entreprise. Est-ce exact\u202f?"]
    said = await customer.says(Said("oui", "affirm"))
    assert "exclues de ce prêt en 2020" in said[0]
    outcome = (await customer.tracker()).get_slot("eligibility_outcome")
    assert outcome["path"] == "other_scheme"
    assert (await customer.tracker()).active_loop_name is None


async def test_a_corrected_exclusion_goes_on_with_the_questions(
    customer: Customer, words
):
    await customer.says(START)
    await customer.says(answer("micro"))
    said = await customer.says(answer("non, une SARL"))
    assert "SARL" in said[0]
    assert said[1] in words(ASK + "sector")


FULL = (
    "SAS, boulangerie créée en 2012, 12 salariés, CA 600 k€, "
    "que des personnes physiques, aucune dette, capitaux propres positifs"
)


async def finish(customer: Customer) -> list[str]:
    """Goes through the whole check in three messages."""
    await customer.says(Said(FULL, "describe_company"))
    await customer.says(answer("jsp"))
    return await customer.says(Said("oui", "affirm"))


async def test_an_opening_description_is_read_and_only_the_rest_is_asked(
    customer: Customer, words
):
    said = await customer.says(Said(FULL, "describe_company"))
    assert "12\u00a0salariés" in said[1]
    assert said[2] in words("utter_ask_eligibility_form_region")


async def test_an_unknown_answer_leads_to_a_person(customer: Customer):
    said = await finish(customer)
    assert "À vérifier\u202f: la région" in said[0]
    payloads = [button["payload"] for button in customer.heard[0]["buttons"]]
    assert payloads == ["/ask_human", "/correct_answer"]


async def test_a_correction_after_the_end_sums_up_again(customer: Customer):
    await finish(customer)
    said = await customer.says(
        Said("je me suis trompé, on est 15 salariés", "correct_answer")
    )
    assert "15\u00a0salariés" in said[0]
    assert said[1].startswith("Récapitulons")


async def test_a_named_correction_asks_that_question_again(customer: Customer, words):
    await finish(customer)
    said = await customer.says(
        Said("je me suis trompé sur l'effectif", "correct_answer")
    )
    assert said[-1] in words(ASK + "staff")


async def test_an_unnamed_correction_offers_the_answers(customer: Customer, words):
    await finish(customer)
    said = await customer.says(Said("/correct_answer", "correct_answer", 1.0))
    assert said[-1] in words("utter_eligibility_which_answer")
    assert len(customer.heard[-1]["buttons"]) == 9


async def test_nothing_to_correct_opens_no_form(customer: Customer, words):
    said = await customer.says(Said("corriger", "correct_answer"))
    assert len(said) == 1
    assert said[0] in words("utter_eligibility_nothing_to_correct")
    assert (await customer.tracker()).active_loop_name is None


async def test_a_second_check_is_confirmed_again(customer: Customer):
    await finish(customer)
    said = await customer.says(START)
    assert said[-1].startswith("Récapitulons")


async def test_a_description_before_the_button_need_not_be_said_again(
    customer: Customer, words
):
    told = "on est une SARL de 12 salariés, une boulangerie, on y a droit ?"
    await customer.says(Said(told, "ask_eligibility"))
    said = await customer.says(
        Said("/start_eligibility_check", "start_eligibility_check", 1.0)
    )
    assert "12\u00a0salariés" in said[1]
    assert said[2] in words("utter_ask_eligibility_form_region")


async def test_another_form_takes_over_and_the_check_can_be_resumed(
    customer: Customer, words
):
    await customer.says(START)
    await customer.says(answer("SARL"))
    said = await customer.says(Said("je veux donner mon avis", "give_feedback"))
    assert said[-1] in words("utter_ask_feedback_form_feedback_text")
    said = await customer.says(answer("accueil parfait"))
    assert said[-1] in words("utter_ask_feedback_form_feedback_consent")
    said = await customer.says(Said("/deny", "deny"))
    assert len(said) == 1
    said = await customer.says(START)
    assert said[-1] in words(ASK + "sector")
