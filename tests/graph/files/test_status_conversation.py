"""The status form among the project's own rules and policies."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy.orm import sessionmaker

from bot.contracts.loan_files import FileStatus
from bot.loans.file_words import default_file_words
from bot.store.models import utc_now
from bot.store.status_attempts import add_wrong_try, attempt_subject
from tests.graph.escalation.project import Customer, Said
from tests.unit.actions.files import OTHER_SIREN, SIREN, add_sent_file

pytestmark = pytest.mark.graph

ASK = Said("où en est mon dossier ?", "ask_application_status")
MISSING = Said("il me manque quoi ?", "ask_missing_documents")


def answer(text: str) -> Said:
    """An answer as the classifier sees it: nothing that it knows."""
    return Said(text, "out_of_scope", 0.2)


@pytest.fixture
def reference(store: sessionmaker, customer: Customer) -> str:
    """A sent file of somebody's company, under study."""
    return add_sent_file(store, SIREN, owner=f"owner-of-{customer.name}")


async def slots(customer: Customer) -> dict[str, object]:
    tracker = await customer.tracker()
    names = ("status_reference", "status_siren", "file_reference", "requested_slot")
    return {name: tracker.get_slot(name) for name in names} | {
        "form": tracker.active_loop_name
    }


def closed(reference: str | None) -> dict[str, object]:
    return {
        "status_reference": None,
        "status_siren": None,
        "file_reference": reference,
        "requested_slot": None,
        "form": None,
    }


async def test_reference_then_siren_then_the_status(customer, reference, words):
    said = await customer.says(ASK)
    assert said[0] in words("utter_ask_status_form_status_reference")
    said = await customer.says(answer(reference.lower().replace("-", " ")))
    assert said[0] in words("utter_ask_status_form_status_siren")
    said = await customer.says(answer("000 000 018"))
    assert reference in said[0]
    assert "à l’étude" in said[0]
    assert await slots(customer) == closed(reference)


async def test_an_answer_after_a_doubt_is_still_read_by_the_form(
    customer, reference, words
):
    await customer.says(ASK)
    await customer.says(answer(reference))
    [doubt] = await customer.says(Said("abcdefghi", "check_company", 0.1))
    assert doubt in words("utter_clarify") | words("utter_clarify_rephrase")
    said = await customer.says(Said("000 000 018", "check_company", 0.9))
    assert "à l’étude" in said[0]
    assert await slots(customer) == closed(reference)


async def test_everything_in_the_first_sentence(customer, reference):
    said = await customer.says(
        Said(f"où en est {reference}, siren {SIREN} ?", "ask_application_status")
    )
    assert "à l’étude" in said[0]
    assert await slots(customer) == closed(reference)


async def test_the_reference_in_the_first_sentence_is_not_asked_again(
    customer, reference, words
):
    said = await customer.says(
        Said(f"des nouvelles de {reference} ?", "ask_application_status")
    )
    assert said == [said[0]]
    assert said[0] in words("utter_ask_status_form_status_siren")


async def test_an_identified_file_is_told_again_without_asking(customer, reference):
    await customer.says(Said(f"{reference} {SIREN}", "ask_application_status"))
    assert reference in (await customer.says(ASK))[0]
    assert reference in (await customer.says(MISSING))[0]
    assert await slots(customer) == closed(reference)


async def test_another_file_is_asked_for(customer, reference, words):
    await customer.says(Said(f"{reference} {SIREN}", "ask_application_status"))
    said = await customer.says(
        Said("et le dossier RB-2020-000001 ?", "ask_application_status")
    )
    assert said[0] in words("utter_ask_status_form_status_siren")


async def test_a_typing_error_is_said_and_asked_again(customer, reference, words):
    await customer.says(ASK)
    await customer.says(answer(reference))
    said = await customer.says(answer("000 000 019"))
    assert "SIREN" in said[0]
    assert said[1] in words("utter_ask_status_form_status_siren")
    assert "à l’étude" in (await customer.says(answer("00000001800010")))[0]


async def test_a_question_in_between_is_answered_and_the_form_comes_back(
    customer, words
):
    await customer.says(ASK)
    said = await customer.says(Said("et les garanties ?", "ask_guarantee"))
    assert said[0] in words("utter_guarantee")
    assert said[1] in words("utter_ask_status_form_status_reference")


async def test_a_person_wins_over_the_form(customer, words):
    await customer.says(ASK)
    said = await customer.says(Said("un conseiller svp", "ask_human"))
    assert said[0] in words("utter_handoff_requested")


@pytest.mark.parametrize(
    ("said", "response"),
    [
        pytest.param(Said("non", "deny"), "utter_status_dropped", id="no"),
        pytest.param(Said("au revoir", "say_goodbye"), "utter_goodbye", id="goodbye"),
        pytest.param(
            Said("laisse tomber", "cancel_form"), "utter_form_cancelled", id="cancelled"
        ),
        pytest.param(
            Said("je ne l'ai pas", "decline_to_answer"),
            "utter_file_not_named",
            id="does not know",
        ),
    ],
)
async def test_leaving_closes_the_form(customer, words, said, response):
    await customer.says(ASK)
    heard = await customer.says(said)
    assert len(heard) == 1
    assert heard[0] in words(response)
    assert await slots(customer) == closed(None)


async def test_guessing_ends_with_a_person_being_offered(customer, store, words):
    subject = attempt_subject("reference", "RB-2020-000009")
    with store.begin() as session:
        for _ in range(default_file_words().lockout.wrong_tries):
            add_wrong_try(session, [subject], utc_now())
    await customer.says(ASK)
    said = await customer.says(answer(f"RB-2020-000009 {OTHER_SIREN}"))
    assert said[0] in words("utter_file_locked")
    assert await slots(customer) == closed(None)


async def test_two_customers_never_see_each_others_file(
    new_customer: Callable[[], Customer], store: sessionmaker, words
):
    first, second = new_customer(), new_customer()
    mine = add_sent_file(store, SIREN, FileStatus.PAID, owner=f"{first.name}-owner")
    await first.says(Said(f"{mine} {SIREN}", "ask_application_status"))
    for question in (ASK, MISSING):
        heard = await second.says(question)
        assert mine not in " ".join(heard)
    stolen = await second.says(answer(mine))
    assert stolen[0] in words("utter_ask_status_form_status_siren")
    assert (await second.says(answer(OTHER_SIREN)))[0] in words("utter_file_unknown")


async def test_a_customer_cannot_claim_a_file_behind_a_button(
    customer, reference, words
):
    payload = f'/ask_missing_documents{{"file_reference": "{reference}"}}'
    said = await customer.says(Said(payload, "ask_missing_documents", 1.0))
    assert said[0] in words("utter_file_documents_unidentified")


async def test_who_accepts_to_name_his_file_is_asked_for_it(customer, words):
    await customer.says(MISSING)
    said = await customer.says(Said("oui", "affirm"))
    assert said[0] in words("utter_ask_status_form_status_reference")


async def test_without_a_pre_check_a_pre_file_offers_it(customer, words):
    said = await customer.says(Said("on prépare le dossier ?", "open_pre_file"))
    assert said[0] in words("utter_pre_file_needs_check")
