from __future__ import annotations

from typing import Any

import pytest
from rasa_sdk.executor import CollectingDispatcher

from actions.beneficial_owners import ValidateOwnersForm
from actions.owners_questions import ActionAskOwnersIdentities, ActionAskOwnersShares
from tests.unit.actions.examples import said, tracker_of
from tests.unit.actions.form_driver import FormDriver

SHARES, IDENTITIES = "owners_shares", "owners_identities"
BORN_MAY = "Anna Durand, née le 3 mai 1985, française"


@pytest.fixture
def form() -> FormDriver:
    return FormDriver(ValidateOwnersForm())


def parts(form: FormDriver) -> dict[str, int]:
    draft = (form.slots["owners_draft"] or {}).get("shares") or []
    return {each["label"]: each["share_bp"] for each in draft}


async def question(form: FormDriver) -> list[str]:
    """Names of the responses of the question that comes next."""
    dispatcher = CollectingDispatcher()
    tracker: Any = tracker_of(dict(form.slots))
    if form.slots["requested_slot"] == SHARES:
        await ActionAskOwnersShares().run(dispatcher, tracker, {})
    else:
        await ActionAskOwnersIdentities().run(dispatcher, tracker, {})
    return said(dispatcher)


async def test_everything_at_once_needs_no_question_about_shares(form):
    await form.say("je détiens 60 % et ma sœur Anna 40 %", "declare_owners")
    assert parts(form) == {"vous": 6_000, "votre sœur Anna": 4_000}
    assert form.responses() == ["utter_owners_noted"]
    assert form.slots["requested_slot"] == IDENTITIES


async def test_shares_come_one_at_a_time_and_the_rest_is_asked(form):
    await form.say("je veux déclarer mes associés", "declare_owners")
    assert await question(form) == ["utter_owners_ask_shares"]
    await form.say("moi 60 %")
    assert await question(form) == ["utter_owners_ask_rest"]
    await form.say("ma sœur Anna")
    assert parts(form) == {"vous": 6_000, "votre sœur Anna": 4_000}
    assert form.slots["requested_slot"] == IDENTITIES


async def test_named_persons_are_asked_for_their_shares(form):
    await form.say("déclarer", "declare_owners")
    await form.say("moi et Paul Essai")
    assert await question(form) == ["utter_owners_ask_share_of"]
    await form.say("70 et 30")
    assert parts(form) == {"vous": 7_000, "Paul Essai": 3_000}


async def test_a_repeated_share_is_a_correction(form):
    await form.say("moi 60 %, ma sœur 60 %", "declare_owners")
    assert await question(form) == ["utter_owners_too_much"]
    await form.say("non, ma sœur a 40 %")
    assert parts(form) == {"vous": 6_000, "votre sœur": 4_000}
    assert form.slots["requested_slot"] == IDENTITIES


async def test_shares_can_be_corrected_while_identities_are_asked(form):
    await form.say("moi 60 %, Anna Durand 40 %", "declare_owners")
    await form.say("en fait moi 85 %, Anna Durand 15 %")
    assert parts(form) == {"vous": 8_500, "Anna Durand": 1_500}
    people = form.slots["owners_draft"]["identities"]
    assert [each["label"] for each in people] == ["vous"]


async def test_nobody_else_closes_shares_that_are_not_whole(form):
    await form.say("moi 60 %", "declare_owners")
    await form.say("c'est tout")
    assert form.slots[SHARES] is not None


async def test_not_knowing_closes_shares_that_are_not_whole(form):
    await form.say("déclarer mes associés", "declare_owners")
    await form.say("je ne sais pas", "decline_to_answer")
    assert form.slots[SHARES] == []
    assert not form.open


@pytest.mark.parametrize(
    "text",
    [
        "c'est quoi un bénéficiaire effectif ?",
        "mon associé a 15 %, faut-il le déclarer ?",
        "je voudrais parler à un conseiller",
        "et le taux ?",
        "bonjour",
        "",
        "/ask_rate",
    ],
)
async def test_a_question_in_between_is_left_to_the_rules(form, text):
    await form.say("déclarer mes associés", "declare_owners")
    before = dict(form.slots)
    assert not await form.say(text)
    assert form.slots == before


async def test_only_persons_above_the_threshold_are_identified(form):
    await form.say("moi 60 %, Anna Durand 20 %, Luc Petit 20 %", "declare_owners")
    people = form.slots["owners_draft"]["identities"]
    assert [each["label"] for each in people] == ["vous"]


async def test_a_company_is_never_asked_for_its_identity(form):
    await form.say("ma holding 80 %, moi 20 %", "declare_owners")
    assert form.slots[IDENTITIES] == []
    assert not form.open


async def test_nothing_given_is_asked_again(form):
    await form.say("Anna Durand 100 %", "declare_owners")
    assert await question(form) == ["utter_owner_ask_birth"]
    await form.say("née le 3 mai 1985")
    assert await question(form) == ["utter_owner_ask_nationality"]
    await form.say("française")
    assert not form.open
    assert form.slots[IDENTITIES][0]["birth_date"] == "1985-05-03"


async def test_everything_about_a_person_may_come_in_one_sentence(form):
    await form.say("je détiens tout", "declare_owners")
    assert await question(form) == ["utter_owner_ask_identity"]
    await form.say(BORN_MAY)
    assert not form.open
    person = form.slots[IDENTITIES][0]
    assert (person["name"], person["nationality"]) == ("Anna Durand", "FR")


async def test_a_refusal_moves_on_to_the_next_person(form):
    await form.say("moi 60 %, Anna Durand 40 %", "declare_owners")
    await form.say("je préfère ne pas répondre", "decline_to_answer")
    assert await question(form) == ["utter_owner_ask_birth"]
    await form.say("je ne sais pas", "decline_to_answer")
    assert not form.open
    assert {p["birth_date"] for p in form.slots[IDENTITIES]} == {"unknown"}


async def test_an_impossible_birth_date_is_asked_again(form):
    await form.say("Anna Durand 100 %", "declare_owners")
    await form.say("31/02/1985")
    assert form.responses() == ["utter_owner_birth_date_impossible"]
    assert form.slots["requested_slot"] == IDENTITIES


async def test_the_identity_question_can_wait_for_an_answer_to_another(form):
    await form.say("Anna Durand 100 %", "declare_owners")
    assert not await form.say("pourquoi vous voulez savoir ça ?", "ask_documents")


@pytest.mark.parametrize(
    ("text", "intent"), [("laisse tomber", "cancel_form"), ("au revoir", "say_goodbye")]
)
async def test_words_that_are_understood_are_no_name(form, text, intent):
    await form.say("moi 100 %", "declare_owners")
    assert not await form.say(text, intent, confidence=0.9)


async def test_cancelling_with_a_share_in_the_sentence_still_cancels(form):
    await form.say("moi 60 %", "declare_owners")
    assert not await form.say("annule, mon frère 20 %", "cancel_form", confidence=0.9)


@pytest.mark.parametrize("slot", ["owners_draft", SHARES, IDENTITIES])
@pytest.mark.parametrize("value", [None, "text", 7, [{"key": 1}], {"shares": "x"}])
async def test_odd_slots_do_not_stop_the_form(form, slot, value):
    form.slots[slot] = value
    form.slots["requested_slot"] = SHARES
    await form.say("moi 60 %, ma sœur 40 %")
    assert form.slots[SHARES]
