"""Looks a company up in the register and says what the register says, no more."""

from __future__ import annotations

import asyncio
import functools
import logging
from typing import Any

from rasa_sdk import FormValidationAction, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher
from sqlalchemy.orm import Session, sessionmaker

from actions.base import StoreAction, failed
from actions.form_messages import REQUESTED_SLOT, has_news, intent_of, is_asked
from actions.pre_file import latest_siren
from bot.contracts.loan_files import CheckKind, CheckOutcome
from bot.errors import SettingsError, StoreError
from bot.kyc.company_number import NumberOutcome, read_company_number
from bot.kyc.company_reasons import (
    CompanyFindings,
    CompanyReason,
    default_categories,
    judge_company,
)
from bot.kyc.company_register import (
    Company,
    CompanyRegister,
    RegisterAnswer,
    RegisterOutcome,
    unavailable,
)
from bot.kyc.local_register import LocalRegister
from bot.settings import load_settings
from bot.store.company_records import keep_register_answer
from bot.store.kyc_records import add_check
from bot.store.loan_files import find_pre_file

logger = logging.getLogger(__name__)

SLOT_SIREN = "company_check_siren"
SLOT_RESULT = "company_check_result"
INTENT_DECLINE = "decline_to_answer"
REGISTER_TIMEOUT_S = 4.0
_SAID_OF_OUTCOME = {
    RegisterOutcome.NOT_FOUND: "utter_company_not_found",
    RegisterOutcome.UNAVAILABLE: "utter_company_unavailable",
}
_SAID_OF_REASON = {
    CompanyReason.CEASED: "utter_company_reason_ceased",
    CompanyReason.SOLE_TRADER: "utter_company_reason_sole_trader",
    CompanyReason.PROPERTY_COMPANY: "utter_company_reason_property_company",
    CompanyReason.LARGE: "utter_company_reason_large",
    CompanyReason.OTHER_FORM: "utter_company_reason_other_form",
    CompanyReason.FORM_UNKNOWN: "utter_company_reason_form_unknown",
}
_WRONG = {
    NumberOutcome.WRONG_KEY: "utter_company_number_wrong_key",
    NumberOutcome.WRONG_LENGTH: "utter_company_number_wrong_length",
}


class ValidateCompanyCheckForm(FormValidationAction):
    """Takes a company number from any message that holds one."""

    def name(self) -> str:
        """See parent class."""
        return "validate_company_check_form"

    async def extract_company_check_siren(
        self,
        dispatcher: CollectingDispatcher,
        tracker: Tracker,
        domain: dict[str, Any],
    ) -> dict[str, Any]:
        """Says what is wrong with a mistyped number; does not ask for a known one."""
        text = str((tracker.latest_message or {}).get("text") or "")
        found = read_company_number("" if text.startswith("/") else text)
        if found.siren:
            return {SLOT_SIREN: found.siren}
        if found.outcome in _WRONG:
            dispatcher.utter_message(
                response=_WRONG[found.outcome], company_digits=str(found.digits)
            )
            return {SLOT_SIREN: None}
        if is_asked(tracker, SLOT_SIREN):
            return {SLOT_SIREN: None} if declines(tracker) else {}
        given_before = latest_siren(tracker.events)
        return {SLOT_SIREN: given_before} if given_before else {}

    async def next_requested_slot(
        self,
        dispatcher: CollectingDispatcher,
        tracker: Tracker,
        domain: dict[str, Any],
    ) -> EventType | None:
        """Stops asking when the customer does not know the number."""
        if is_asked(tracker, SLOT_SIREN) and declines(tracker):
            return SlotSet(REQUESTED_SLOT, None)
        return await super().next_requested_slot(dispatcher, tracker, domain)

    def validate_company_check_siren(
        self,
        value: Any,
        dispatcher: CollectingDispatcher,
        tracker: Tracker,
        domain: dict[str, Any],
    ) -> dict[str, Any]:
        """Keeps what the extraction has checked."""
        return {SLOT_SIREN: value}


class ActionCheckCompany(StoreAction):
    """Asks the register, keeps the answer in the customer's pre-file, and tells it."""

    def __init__(
        self,
        sessions: sessionmaker | None = None,
        register: CompanyRegister | None = None,
    ) -> None:
        """The action server gives no argument; tests give their own."""
        super().__init__(sessions)
        self._register = register

    def name(self) -> str:
        """See parent class."""
        return "action_check_company"

    async def run(
        self,
        dispatcher: CollectingDispatcher,
        tracker: Tracker,
        domain: dict[str, Any],
    ) -> list[dict[str, Any]]:
        """Utters `utter_company_…`; empties the form for another company."""
        siren = tracker.get_slot(SLOT_SIREN)
        if not siren:
            dispatcher.utter_message(response="utter_company_not_checked")
            return []
        try:
            answer = await self._ask(str(siren))
            await self._keep(tracker.sender_id, str(siren), answer)
        except (SettingsError, StoreError):
            logger.exception("A company could not be checked.")
            return [SlotSet(SLOT_SIREN, None), failed(self.name())]
        findings = findings_of(answer.company)
        for response, arguments in sayings_about(answer, findings):
            dispatcher.utter_message(response=response, **arguments)
        return [
            SlotSet(SLOT_SIREN, None),
            SlotSet(SLOT_RESULT, result_of(answer, findings)),
        ]

    async def _ask(self, siren: str) -> RegisterAnswer:
        register = self._register or default_register()
        try:
            return await asyncio.wait_for(register.find(siren), REGISTER_TIMEOUT_S)
        except asyncio.TimeoutError:
            return unavailable("timeout")

    async def _keep(self, conversation_id: str, siren: str, answer: Any) -> None:
        outcome, evidence = check_of(answer)

        def work(session: Session) -> None:
            file = find_pre_file(session, conversation_id)
            # Another company than the file's is looked up, and nothing more.
            if file is not None and keep_register_answer(session, file, siren, answer):
                add_check(session, file.id, CheckKind.COMPANY_EXISTS, outcome, evidence)

        await self.in_store(work)


def declines(tracker: Tracker) -> bool:
    """Whether the customer has just said that he does not know, or will not say."""
    return intent_of(tracker) == INTENT_DECLINE and has_news(tracker)


def findings_of(company: Company | None) -> CompanyFindings | None:
    """What stands out; `None` without a company."""
    return judge_company(company, default_categories()) if company else None


def check_of(answer: RegisterAnswer) -> tuple[CheckOutcome, dict[str, Any]]:
    """The answer as a check, with its evidence for agents."""
    if answer.outcome is RegisterOutcome.UNAVAILABLE:
        return CheckOutcome.UNAVAILABLE, {"cause": answer.cause}
    company, findings = answer.company, findings_of(answer.company)
    if company is None or findings is None:
        # Not found is not « does not exist »: somebody must look.
        return CheckOutcome.TO_REVIEW, {"reasons": ["not_found"]}
    reasons = [reason.value for reason in findings.reasons]
    evidence = {
        "name": company.name,
        "state": company.state,
        "legal_category": company.legal_category,
        "activity": company.activity,
        "staff_bracket": company.staff_bracket,
        "created_on": company.created_on,
        "reasons": reasons,
    }
    return CheckOutcome.TO_REVIEW if reasons else CheckOutcome.PASSED, evidence


def sayings_about(
    answer: RegisterAnswer, findings: CompanyFindings | None
) -> list[tuple[str, dict[str, str]]]:
    """Responses and what fills them: what was found, then the first reason to look."""
    if answer.company is None or findings is None:
        return [(_SAID_OF_OUTCOME[answer.outcome], {})]
    name = answer.company.name or answer.company.siren
    town = answer.company.town
    said = [
        ("utter_company_found_in", {"company_name": name, "company_town": town})
        if town
        else ("utter_company_found", {"company_name": name})
    ]
    for reason in findings.reasons[:1]:
        said.append((_SAID_OF_REASON[reason], {}))
    return said


def result_of(
    answer: RegisterAnswer, findings: CompanyFindings | None
) -> dict[str, Any]:
    """What the conversation remembers: no number, it is in the customer's words."""
    return {
        "outcome": answer.outcome.value,
        "name": answer.company.name if answer.company else None,
        "legal_form": findings.form if findings else None,
        "reasons": [reason.value for reason in findings.reasons] if findings else [],
    }


@functools.lru_cache(maxsize=1)
def default_register() -> CompanyRegister:
    """The register that the settings name; nothing is asked yet."""
    settings = load_settings()
    if settings.company_register == "local":
        return LocalRegister()
    from bot.kyc.public_register import PublicRegister  # only then is aiohttp needed

    return PublicRegister(settings.company_register_url)
