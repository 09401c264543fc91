"""What the pre-check's actions read in a tracker, and the events they answer with."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import SlotSet

from bot.contracts.escalation import ACTION_ACKNOWLEDGE
from bot.loans.answer_reading import Question, read_answers
from bot.loans.answers import Answer
from bot.loans.form_turn import heard

FORM = "eligibility_form"
REQUESTED_SLOT = "requested_slot"
# The question that is asked again in other words; its responses depend on it.
SLOT_REPHRASED = "eligibility_rephrased"
# What may come between a message and its reading: the form opens after a welcome.
_BEFORE_READING = (FORM, ACTION_ACKNOWLEDGE, "utter_eligibility_welcome")

Events = list[dict[str, Any]]


def filled(values: Mapping[str, Answer]) -> Events:
    """The events that keep some answers; the next question starts afresh."""
    kept = [SlotSet(slot, value) for slot, value in values.items()]
    return [*kept, SlotSet(SLOT_REPHRASED, None)]


def asked_slot(tracker: Tracker) -> str | None:
    """The slot that this form has asked for; `None` while it opens."""
    is_open = (tracker.active_loop or {}).get("name") == FORM
    return tracker.get_slot(REQUESTED_SLOT) if is_open else None


def described_before(events: Events, question: Question) -> Mapping[str, Answer]:
    """What the message before a button described: it must not be said again.

    One word may be a question about others (« une SCI, c'est possible ? »); two answers
    or more describe the customer's own company.
    """
    spoken = [event for event in reversed(events) if event.get("event") == "user"][:2]
    if len(spoken) < 2 or not heard(spoken[0].get("parse_data") or {}).is_button:
        return {}
    before = heard(spoken[1].get("parse_data") or {})
    if before.is_button:
        return {}
    values = read_answers(before.text, before.entities, question).values
    return values if len(values) > 1 else {}


def is_unread(events: list[dict[str, Any]]) -> bool:
    """Whether nothing but this form has answered the latest message yet.

    Rasa validates again when the form comes back after an aside, with the same message.
    """
    for event in reversed(events):
        if event.get("event") == "user":
            return True
        is_other = event.get("name") not in _BEFORE_READING
        if event.get("event") == "action" and is_other:
            return False
    return True
