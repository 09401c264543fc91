"""Reads a file's reference and a company's SIREN while `status_form` asks for them."""

from __future__ import annotations

from typing import Any

from rasa_sdk import FormValidationAction, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.application_status import SLOT_IDENTIFIED, SLOT_REFERENCE, SLOT_SIREN
from bot.loans.file_identifiers import Identifiers, read_identifiers, siren_of

INTENT_DECLINE = "decline_to_answer"
REQUESTED_SLOT = "requested_slot"


class ValidateStatusForm(FormValidationAction):
    """Fills both slots from any message that holds them, asked for or not.

    A message that holds neither is left to the rules: the form rejects it, and a
    question in between gets its answer (design of EscalationPolicy's `awaited`).
    """

    def name(self) -> str:
        """See parent class."""
        return "validate_status_form"

    async def required_slots(
        self,
        domain_slots: list[str],
        dispatcher: CollectingDispatcher,
        tracker: Tracker,
        domain: dict[str, Any],
    ) -> list[str]:
        """Asks nothing about the file that is identified, until another is named."""
        found = read_message(tracker)
        identified = tracker.get_slot(SLOT_IDENTIFIED)
        named = tracker.get_slot(SLOT_REFERENCE) or found.reference
        another = found.siren or found.mistyped_reference or found.mistyped_siren
        if identified and not another and named in (None, identified):
            return []
        return domain_slots

    async def extract_status_reference(
        self,
        dispatcher: CollectingDispatcher,
        tracker: Tracker,
        domain: dict[str, Any],
    ) -> dict[str, Any]:
        """Takes a reference from the message; says so when one is mistyped."""
        found = read_message(tracker)
        if found.reference:
            return {SLOT_REFERENCE: found.reference}
        if found.mistyped_reference:
            dispatcher.utter_message(response="utter_status_reference_unreadable")
            return {SLOT_REFERENCE: None}
        return {}

    async def extract_status_siren(
        self,
        dispatcher: CollectingDispatcher,
        tracker: Tracker,
        domain: dict[str, Any],
    ) -> dict[str, Any]:
        """Takes a SIREN, or that of a SIRET; says so when one is mistyped."""
        found = read_message(tracker)
        if found.siren:
            return {SLOT_SIREN: found.siren}
        if found.mistyped_siren:
            dispatcher.utter_message(response="utter_status_siren_unreadable")
            return {SLOT_SIREN: None}
        return {}

    async def next_requested_slot(
        self,
        dispatcher: CollectingDispatcher,
        tracker: Tracker,
        domain: dict[str, Any],
    ) -> EventType | None:
        """Stops asking when the customer does not know, or will not say."""
        intent = (tracker.latest_message.get("intent") or {}).get("name")
        if intent == INTENT_DECLINE and not read_message(tracker).reference:
            return SlotSet(REQUESTED_SLOT, None)
        return await super().next_requested_slot(dispatcher, tracker, domain)


def read_message(tracker: Tracker) -> Identifiers:
    """Reads the latest message: its text, or the values behind a button."""
    message = tracker.latest_message or {}
    asked = tracker.get_slot(REQUESTED_SLOT) == SLOT_REFERENCE
    text = str(message.get("text") or "")
    found = read_identifiers(
        "" if text.startswith("/") else text, reference_asked=asked
    )
    given = {
        str(entity.get("entity")): str(entity.get("value"))
        for entity in message.get("entities") or []
    }
    reference = (
        found.reference
        or read_identifiers(given.get("dossier_reference", "")).reference
    )
    siren = found.siren or siren_of(given.get("siren") or given.get("siret") or "")
    return Identifiers(
        reference=reference,
        siren=siren,
        mistyped_reference=found.mistyped_reference and not reference,
        mistyped_siren=found.mistyped_siren and not siren,
    )
