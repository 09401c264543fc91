"""What the latest message says to `status_form`."""

from __future__ import annotations

from rasa_sdk import Tracker

from actions.application_status import SLOT_REFERENCE
from bot.loans.file_identifiers import Identifiers, read_identifiers, siren_of

INTENT_DECLINE = "decline_to_answer"
REQUESTED_SLOT = "requested_slot"


def declines(tracker: Tracker, slot: str) -> bool:
    """Whether the customer does not know, or will not say, what was asked.

    The form must then set the slot to none: with nothing set, it would reject the
    message and leave it to the rules (rasa/core/actions/forms.py:410-428).
    """
    intent = (tracker.latest_message.get("intent") or {}).get("name")
    return intent == INTENT_DECLINE and tracker.get_slot(REQUESTED_SLOT) == slot


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
