"""Whole turns through Rasa's own processor, rules, memoization and forms."""

from __future__ import annotations

import pytest

from .project import Customer, Said

pytestmark = pytest.mark.graph

HELLO = Said("bonjour", "greet")
RATE = Said("quel est le taux", "ask_rate")
DOUBTFUL_RATE = Said("heu le truc", "ask_rate", 0.3, ranking=[("ask_rate", 0.3)])
GIBBERISH = Said("qsdf jklm", "ask_rate", 0.2, ranking=[("ask_rate", 0.04)])
OPEN_FORM = Said("je remplis", "start_form")
FURIOUS = Said("c'est une honte", "complain", polarity=-0.9, label="angry")
ANNOYED_RATE = Said("et le taux alors", "ask_rate", polarity=-0.5, label="angry")
WORRIED_RATE = Said("le taux m'inquiète", "ask_rate", polarity=-0.4, label="worried")


async def test_a_clear_message_is_answered_by_its_rule(customer: Customer):
    assert await customer.says(RATE) == ["rate"]


async def test_a_story_goes_on_after_its_first_turn(customer: Customer):
    await customer.says(HELLO)
    assert await customer.says(Said("je suis Ana", "tell_name")) == ["named"]


async def test_a_doubt_offers_the_readings_and_a_person(customer: Customer):
    assert await customer.says(DOUBTFUL_RATE) == ["clarify"]
    assert customer.heard[0]["buttons"] == [
        {"title": "Le taux", "payload": "/ask_rate"},
        {"title": "Parler à un conseiller", "payload": "/ask_human"},
    ]


async def test_a_pressed_button_is_answered_after_a_clarification(customer: Customer):
    await customer.says(DOUBTFUL_RATE)
    assert await customer.says(Said("/ask_rate", "ask_rate", 1.0)) == ["rate"]


async def test_gibberish_twice_calls_a_human(customer: Customer):
    assert await customer.says(GIBBERISH) == ["rephrase"]
    assert await customer.says(GIBBERISH) == ["handoff repeated_fallback"]
    notice = customer.heard[-1]["custom"]
    assert notice["reason"] == "repeated_fallback"
    assert notice["signals"][0]["rule"] == "confidence_below_ask"


async def test_two_doubts_with_an_answer_between_are_two_clarifications(
    customer: Customer,
):
    assert await customer.says(GIBBERISH) == ["rephrase"]
    assert await customer.says(RATE) == ["rate"]
    assert await customer.says(GIBBERISH) == ["rephrase"]


async def test_a_polite_opener_does_not_dilute_anger(customer: Customer):
    await customer.says(HELLO)
    assert await customer.says(FURIOUS) == ["handoff negative_sentiment"]


async def test_anger_at_once_calls_a_human(customer: Customer):
    assert await customer.says(FURIOUS) == ["handoff negative_sentiment"]


async def test_a_request_calls_a_human_with_its_reason(customer: Customer):
    request = Said("un humain", "ask_human", 0.8)
    assert await customer.says(request) == ["handoff requested"]
    signals = customer.heard[-1]["custom"]["signals"]
    assert signals == [{"rule": "asked_for_a_person", "value": 0.8, "threshold": 0.45}]


async def test_empathy_comes_first_and_the_rule_still_answers(customer: Customer):
    assert await customer.says(WORRIED_RATE) == ["worry heard", "rate"]


async def test_empathy_comes_first_and_the_story_still_answers(customer: Customer):
    await customer.says(HELLO)
    named = Said("je suis Ana", "tell_name", polarity=-0.4, label="worried")
    assert await customer.says(named) == ["worry heard", "named"]


async def test_empathy_is_not_repeated_in_the_next_turn(customer: Customer):
    await customer.says(WORRIED_RATE)
    again = Said("et la durée", "greet", polarity=-0.36, label="worried")
    assert await customer.says(again) == ["greeting"]


async def test_deepening_unhappiness_calls_a_human(customer: Customer):
    assert await customer.says(WORRIED_RATE) == ["worry heard", "rate"]
    worse = Said("non mais", "greet", polarity=-0.7, label="angry")
    assert await customer.says(worse) == ["handoff negative_sentiment"]


async def test_after_a_handoff_old_anger_does_not_escalate_again(customer: Customer):
    await customer.says(FURIOUS)
    assert await customer.says(HELLO) == ["greeting"]


async def test_a_failed_action_calls_a_human_in_the_same_turn(customer: Customer):
    complaint = Said("une réclamation", "complain")
    assert await customer.says(complaint) == ["handoff action_failed"]


async def test_a_message_that_no_rule_knows_is_a_doubt(customer: Customer):
    named = Said("je suis Ana", "tell_name", ranking=[("ask_rate", 0.1)])
    assert await customer.says(named) == ["clarify"]
    assert await customer.says(named) == ["handoff repeated_fallback"]


async def test_other_topics_are_answered_politely_but_not_for_ever(customer: Customer):
    topics = [Said(f"sujet {n}", "out_of_scope") for n in range(3)]
    assert await customer.says(topics[0]) == ["not our business"]
    assert await customer.says(topics[1]) == ["not our business"]
    assert await customer.says(topics[2]) == ["handoff repeated_fallback"]


async def test_the_slot_is_empty_once_the_decision_is_carried_out(customer: Customer):
    await customer.says(GIBBERISH)
    assert (await customer.tracker()).get_slot("escalation") is None


async def test_the_same_question_three_times_calls_a_human(customer: Customer):
    assert await customer.says(RATE) == ["rate"]
    assert await customer.says(RATE) == ["rate"]
    assert await customer.says(RATE) == ["handoff repeated_fallback"]


async def test_a_form_takes_an_answer_that_is_no_intent(customer: Customer):
    assert await customer.says(OPEN_FORM) == ["which company"]
    assert await customer.says(Said("Dupont SARL", "greet", 0.05)) == ["form done"]
    assert (await customer.tracker()).get_slot("company") == "Dupont SARL"


async def test_anger_wins_over_an_open_form(customer: Customer):
    await customer.says(OPEN_FORM)
    assert await customer.says(FURIOUS) == ["handoff negative_sentiment"]


async def test_a_request_wins_over_an_open_form(customer: Customer):
    await customer.says(OPEN_FORM)
    spoken = Said("je préfère parler à un conseiller", "greet", 0.2)
    assert await customer.says(spoken) == ["handoff requested"]


async def test_empathy_inside_a_form_lets_the_form_hear_the_answer(customer: Customer):
    await customer.says(OPEN_FORM)
    answer = Said("Dupont, hélas", "greet", polarity=-0.4, label="worried")
    assert await customer.says(answer) == ["worry heard", "form done"]
    assert (await customer.tracker()).get_slot("company") == "Dupont, hélas"


async def test_a_question_inside_a_form_is_answered_and_the_form_asks_again(
    customer: Customer,
):
    await customer.says(OPEN_FORM)
    assert await customer.says(RATE) == ["rate", "which company"]


async def test_a_doubtful_question_inside_a_form_is_asked_about(customer: Customer):
    await customer.says(OPEN_FORM)
    assert await customer.says(DOUBTFUL_RATE) == ["clarify"]
