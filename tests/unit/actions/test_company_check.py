from __future__ import annotations

import asyncio
from typing import Any

import pytest
from rasa_sdk.executor import CollectingDispatcher

from actions.company_check import (
    SLOT_RESULT,
    SLOT_SIREN,
    ActionCheckCompany,
    ValidateCompanyCheckForm,
)
from bot.errors import SettingsError
from bot.kyc.company_register import (
    Company,
    RegisterAnswer,
    RegisterOutcome,
    unavailable,
)
from bot.kyc.local_register import LocalRegister
from bot.store.kyc_records import list_checks
from bot.store.loan_files import find_pre_file, open_pre_file
from tests.unit.actions.examples import said, tracker_of
from tests.unit.actions.form_driver import DOMAIN, FormDriver
from tests.unit.actions.loan_store import CONVERSATION, store_with_conversation

SIREN = "000000018"


class Register:
    """Answers always the same, or raises it."""

    def __init__(self, answer: RegisterAnswer | Exception, delay_s: float = 0) -> None:
        self.answer = answer
        self.delay_s = delay_s

    async def find(self, siren: str) -> RegisterAnswer:
        await asyncio.sleep(self.delay_s)
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer


def found(**changes: str) -> RegisterAnswer:
    company = {"siren": SIREN, "name": "Essai", "state": "A", "legal_category": "5499"}
    return RegisterAnswer(RegisterOutcome.FOUND, Company(**{**company, **changes}))


async def check(
    register: Any, siren: Any = SIREN, sessions: Any = None
) -> tuple[CollectingDispatcher, dict[str, Any]]:
    dispatcher = CollectingDispatcher()
    action = ActionCheckCompany(sessions or store_with_conversation(), register)
    tracker = tracker_of({SLOT_SIREN: siren}, conversation_id=CONVERSATION)
    events = await action.run(dispatcher, tracker, {})
    return dispatcher, {event["name"]: event["value"] for event in events}


@pytest.mark.parametrize(
    ("answer", "responses"),
    [
        pytest.param(found(), ["utter_company_found"], id="found"),
        pytest.param(found(town="Lyon"), ["utter_company_found_in"], id="with a town"),
        pytest.param(
            found(state="C"),
            ["utter_company_found", "utter_company_reason_ceased"],
            id="ceased",
        ),
        pytest.param(
            found(legal_category="1000"),
            ["utter_company_found", "utter_company_reason_sole_trader"],
            id="sole trader",
        ),
        pytest.param(
            RegisterAnswer(RegisterOutcome.NOT_FOUND),
            ["utter_company_not_found"],
            id="not found",
        ),
        pytest.param(
            unavailable("timeout"), ["utter_company_unavailable"], id="unavailable"
        ),
    ],
)
async def test_what_the_register_says_is_told(answer, responses):
    dispatcher, slots = await check(Register(answer))
    assert said(dispatcher) == responses
    assert slots[SLOT_SIREN] is None
    assert slots[SLOT_RESULT]["outcome"] == answer.outcome.value


async def test_a_slow_register_is_not_waited_for(monkeypatch):
    monkeypatch.setattr("actions.company_check.REGISTER_TIMEOUT_S", 0.01)
    dispatcher, _ = await check(Register(found(), delay_s=5))
    assert said(dispatcher) == ["utter_company_unavailable"]


async def test_without_a_number_nothing_is_asked():
    dispatcher, slots = await check(Register(AssertionError("asked")), None)
    assert said(dispatcher) == ["utter_company_not_checked"]
    assert slots == {}


async def test_a_broken_register_calls_a_human():
    dispatcher, slots = await check(Register(SettingsError("broken")))
    assert dispatcher.messages == []
    assert slots["escalation"] == {"kind": "failed", "action": "action_check_company"}


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        pytest.param(found(), "passed", id="nothing stands out"),
        pytest.param(found(state="C"), "to_review", id="ceased"),
        pytest.param(RegisterAnswer(RegisterOutcome.NOT_FOUND), "to_review", id="lost"),
        pytest.param(unavailable("timeout"), "unavailable", id="unavailable"),
    ],
)
async def test_the_answer_is_kept_in_the_pre_file(answer, outcome):
    sessions = store_with_conversation()
    with sessions.begin() as session:
        open_pre_file(session, CONVERSATION, {}, {}, siren=SIREN)
    await check(Register(answer), sessions=sessions)
    with sessions.begin() as session:
        file = find_pre_file(session, CONVERSATION)
        checks = list_checks(session, file.id)
        assert [(c.kind, c.outcome) for c in checks] == [("company_exists", outcome)]


async def test_another_company_leaves_no_trace_in_the_file():
    sessions = store_with_conversation()
    with sessions.begin() as session:
        open_pre_file(session, CONVERSATION, {}, {}, siren="000000026")
    await check(Register(found()), sessions=sessions)
    with sessions.begin() as session:
        file = find_pre_file(session, CONVERSATION)
        assert list_checks(session, file.id) == []


async def test_the_fictional_register_is_the_default_answer():
    dispatcher, slots = await check(LocalRegister())
    assert said(dispatcher) == ["utter_company_found_in"]
    assert slots[SLOT_RESULT]["legal_form"] == "sarl"


@pytest.fixture
def form() -> FormDriver:
    return FormDriver(ValidateCompanyCheckForm())


async def test_a_number_in_the_first_message_is_not_asked_for(form):
    await form.say("vérifiez mon siren 732 829 320", "check_company")
    assert form.slots[SLOT_SIREN] == "732829320"
    assert not form.open


@pytest.mark.parametrize(
    ("text", "response"),
    [
        ("123456789", "utter_company_number_wrong_key"),
        ("73282932", "utter_company_number_wrong_length"),
        ("12345", "utter_company_number_wrong_length"),
    ],
)
async def test_a_mistyped_number_is_named_and_asked_again(form, text, response):
    await form.say("vérifiez ma société", "check_company")
    await form.say(text)
    assert form.responses() == [response]
    assert form.open


async def test_who_does_not_know_the_number_is_not_asked_again():
    message = {"text": "je ne sais pas", "intent": {"name": "decline_to_answer"}}
    tracker = tracker_of({"requested_slot": SLOT_SIREN}, [{"event": "user"}], message)
    events = await ValidateCompanyCheckForm().run(
        CollectingDispatcher(), tracker, DOMAIN
    )
    slots = {event["name"]: event["value"] for event in events}
    assert slots == {SLOT_SIREN: None, "requested_slot": None}


async def test_a_siret_names_its_company(form):
    await form.say("vérifiez ma société", "check_company")
    await form.say("35600000049837")
    assert form.slots[SLOT_SIREN] == "356000000"


async def test_a_number_given_earlier_is_not_asked_again(form):
    entity = {"entity": "siren", "value": "732829320"}
    form.events.append({"event": "user", "parse_data": {"entities": [entity]}})
    await form.say("vous pouvez regarder ma société ?", "check_company")
    assert form.slots[SLOT_SIREN] == "732829320"


async def test_a_question_in_between_is_left_to_the_rules(form):
    await form.say("vérifiez ma société", "check_company")
    assert not await form.say("c'est quoi un siren ?")
