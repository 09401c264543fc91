from __future__ import annotations

from typing import Any

import pytest
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.eligibility import ValidateEligibilityForm
from actions.eligibility_summary import ActionAskEligibilityConfirmed
from actions.precheck_events import FORM, is_unread
from bot.loans.answers import CONFIRMED, QUESTIONS
from tests.unit.loans.examples import SOUND_SLOTS, entities

from .examples import said

SLOTS = [*QUESTIONS, CONFIRMED]
DOMAIN = {"forms": {FORM: {"required_slots": SLOTS}}}
USER = {"event": "user"}
OWN = {"event": "action", "name": FORM}


def tracker_in_form(
    text: str,
    intent: str,
    slots: dict[str, Any],
    events: list[dict[str, Any]],
    is_open: bool = True,
) -> Tracker:
    return Tracker(
        "c1",
        dict(slots),
        {
            "text": text,
            "intent": {"name": intent, "confidence": 0.9},
            "entities": entities(text),
        },
        events,
        False,
        None,
        {"name": FORM} if is_open else {},
        "action_listen",
    )


async def validate(
    text, intent="describe_company", *, events=None, opens=False, **slots
):
    """Runs the form's validation; gives what it uttered and the events."""
    dispatcher = CollectingDispatcher()
    tracker = tracker_in_form(
        text, intent, slots, [USER, OWN] if events is None else events, not opens
    )
    found = await ValidateEligibilityForm().run(dispatcher, tracker, DOMAIN)
    return dispatcher, found


def kept(events):
    return {e["name"]: e["value"] for e in events if e["event"] == "slot"}


async def test_the_plain_answer_is_kept_without_a_word():
    heard, events = await validate("12", requested_slot="eligibility_staff")
    assert said(heard) == []
    assert kept(events) == {"eligibility_staff": 12, "eligibility_rephrased": None}


async def test_several_answers_are_said_back():
    heard, events = await validate(
        "une SARL, 12 salariés", requested_slot="eligibility_legal_form"
    )
    assert said(heard) == ["utter_eligibility_noted"]
    assert heard.messages[0]["noted"] == "SARL ou EURL, 12\u00a0salariés"
    assert kept(events)["eligibility_staff"] == 12


async def test_a_correction_is_said_back_and_the_question_stays():
    heard, events = await validate(
        "non, 12 salariés", requested_slot="eligibility_debts", eligibility_staff=4
    )
    assert heard.messages[0]["noted"] == "12\u00a0salariés"
    assert "eligibility_debts" not in kept(events)


async def test_a_refusal_leaves_the_point_open():
    heard, events = await validate(
        "jsp", "decline_to_answer", requested_slot="eligibility_turnover_cents"
    )
    assert said(heard) == ["utter_eligibility_left_open"]
    assert heard.messages[0]["topic"] == "le chiffre d’affaires"
    assert kept(events)["eligibility_turnover_cents"] == "unknown"


async def test_nonsense_is_asked_again_once():
    heard, events = await validate(
        "qsdf", "out_of_scope", requested_slot="eligibility_staff"
    )
    assert said(heard) == []
    assert kept(events) == {"eligibility_rephrased": "eligibility_staff"}


async def test_nonsense_again_leaves_the_point_open():
    heard, events = await validate(
        "qsdf",
        "out_of_scope",
        requested_slot="eligibility_staff",
        eligibility_rephrased="eligibility_staff",
    )
    assert said(heard) == ["utter_eligibility_left_open"]
    assert kept(events)["eligibility_staff"] == "unknown"


async def test_nonsense_about_another_question_is_the_first():
    _, events = await validate(
        "qsdf",
        "out_of_scope",
        requested_slot="eligibility_staff",
        eligibility_rephrased="eligibility_sector",
    )
    assert kept(events) == {"eligibility_rephrased": "eligibility_staff"}


async def test_nonsense_at_the_summary_twice_is_no_agreement():
    _, events = await validate(
        "qsdf",
        "out_of_scope",
        requested_slot=CONFIRMED,
        eligibility_rephrased=CONFIRMED,
        **SOUND_SLOTS,
    )
    assert [e["event"] for e in events] == ["action_execution_rejected"]


async def test_an_aside_rejects_the_form_and_fills_nothing():
    heard, events = await validate(
        "et le taux ?", "ask_rate", requested_slot="eligibility_staff"
    )
    assert said(heard) == []
    assert events == [
        {
            "event": "action_execution_rejected",
            "timestamp": None,
            "name": FORM,
            "policy": None,
            "confidence": None,
        }
    ]


async def test_coming_back_from_an_aside_does_not_read_the_message_again():
    aside = {"event": "action", "name": "action_tell_terms"}
    heard, events = await validate(
        "une SARL, 12 salariés",
        events=[USER, aside, OWN],
        requested_slot="eligibility_staff",
    )
    assert (said(heard), events) == ([], [])


async def test_the_opening_sentence_is_read():
    welcome = {"event": "action", "name": "utter_eligibility_welcome"}
    heard, events = await validate(
        "vérifiez mon cas, je suis en SAS", events=[USER, welcome, OWN], opens=True
    )
    assert said(heard) == ["utter_eligibility_noted"]
    assert kept(events)["eligibility_legal_form"] == "sas"


def written(text: str) -> dict[str, Any]:
    data = {"text": text, "intent": {"name": "faq"}, "entities": entities(text)}
    return {"event": "user", "text": text, "parse_data": data}


PRESSED = {
    "event": "user",
    "text": "/start_eligibility_check",
    "parse_data": {
        "text": "/start_eligibility_check",
        "intent": {"name": "start_eligibility_check"},
        "entities": [],
    },
}


@pytest.mark.parametrize(
    ("before", "noted"),
    [
        pytest.param("une SARL de 4 salariés à Lyon", 3, id="a description is kept"),
        pytest.param("une SCI, c'est possible ?", 0, id="one word may be about others"),
        pytest.param("/ask_eligibility", 0, id="another button says nothing"),
    ],
)
async def test_what_was_said_before_a_button_need_not_be_said_again(before, noted):
    _, events = await validate(
        "/start_eligibility_check",
        "start_eligibility_check",
        events=[written(before), PRESSED, OWN],
        opens=True,
    )
    assert len(set(kept(events)) & set(QUESTIONS)) == noted


async def test_what_was_said_before_a_written_message_is_not_read():
    _, events = await validate(
        "vérifiez mon cas",
        "start_eligibility_check",
        events=[written("une SARL de 4 salariés"), written("vérifiez mon cas"), OWN],
        opens=True,
    )
    assert set(kept(events)) == {"eligibility_rephrased"}


@pytest.mark.parametrize("text", ["vérifiez mon cas", "jsp", "", "oui"])
async def test_an_opening_without_answers_fills_nothing(text):
    heard, events = await validate(text, opens=True)
    assert said(heard) == []
    assert kept(events) == {"eligibility_rephrased": None}


async def test_an_exclusion_leaves_only_the_summary():
    _, events = await validate("micro", requested_slot="eligibility_legal_form")
    assert kept(events)["requested_slot"] == CONFIRMED


async def test_confirming_an_exclusion_ends_the_form():
    _, events = await validate(
        "oui", "affirm", requested_slot=CONFIRMED, eligibility_legal_form="micro"
    )
    assert kept(events)[CONFIRMED] is True
    assert kept(events)["requested_slot"] is None


async def test_a_no_at_the_summary_asks_which_answer_is_wrong():
    _, events = await validate("non", "deny", requested_slot=CONFIRMED, **SOUND_SLOTS)
    assert kept(events) == {"eligibility_rephrased": CONFIRMED}


@pytest.mark.parametrize(
    ("events", "unread"),
    [
        pytest.param([], True, id="nothing happened"),
        pytest.param([USER, OWN], True, id="the form alone"),
        pytest.param(
            [USER, {"event": "action", "name": "action_acknowledge"}, OWN],
            True,
            id="empathy came first",
        ),
        pytest.param(
            [USER, {"event": "action", "name": "utter_fees"}, OWN], False, id="an aside"
        ),
    ],
)
def test_a_message_is_read_once(events, unread):
    assert is_unread(events) is unread


async def test_a_form_of_another_kind_does_not_lend_its_question():
    tracker = tracker_in_form(
        "12", "out_of_scope", {"requested_slot": "feedback_text"}, [USER, OWN], False
    )
    events = await ValidateEligibilityForm().run(
        CollectingDispatcher(), tracker, DOMAIN
    )
    assert kept(events) == {"eligibility_rephrased": None}


async def ask(**slots):
    dispatcher = CollectingDispatcher()
    tracker = tracker_in_form("", "", slots, [USER])
    assert await ActionAskEligibilityConfirmed().run(dispatcher, tracker, {}) == []
    return dispatcher.messages[0]


async def test_the_summary_holds_every_answer_and_can_be_corrected():
    message = await ask(**SOUND_SLOTS)
    assert message["response"] == f"utter_ask_{FORM}_{CONFIRMED}"
    assert message["summary"].count(", ") == len(QUESTIONS) - 1
    assert [b["payload"] for b in message["buttons"]] == ["/affirm", "/correct_answer"]


async def test_an_answer_to_correct_is_chosen_among_those_given():
    message = await ask(
        eligibility_rephrased=CONFIRMED, eligibility_staff=3, region="Bretagne"
    )
    assert message["response"] == "utter_eligibility_which_answer"
    assert [b["title"] for b in message["buttons"]] == ["La région", "L’effectif"]
    assert '{"precheck_topic": "region"}' in message["buttons"][0]["payload"]


def test_the_action_server_can_create_them_without_arguments():
    assert ValidateEligibilityForm().name() == "validate_eligibility_form"
    assert ActionAskEligibilityConfirmed().name() == (
        "action_ask_eligibility_form_eligibility_confirmed"
    )
