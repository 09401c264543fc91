"""The pre-check's form: it reads answers, asks again, sums up."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rasa_sdk import Action, FormValidationAction, Tracker
from rasa_sdk.events import ActionExecutionRejected, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.precheck_tables import PrecheckTables, default_tables
from bot.contracts.escalation import ACTION_ACKNOWLEDGE
from bot.loans.answers import CONFIRMED, QUESTIONS, UNKNOWN, Answer, answers_of
from bot.loans.eligibility import is_excluded
from bot.loans.form_turn import FormTurn, Meaning, heard, read_form_turn
from bot.loans.words import say_answers

FORM = "eligibility_form"
REQUESTED_SLOT = "requested_slot"
# What may come between a message and its reading: the form opens after a welcome.
_BEFORE_READING = (FORM, ACTION_ACKNOWLEDGE, "utter_eligibility_welcome")
# The question that is asked again in other words; its responses depend on it.
SLOT_REPHRASED = "eligibility_rephrased"

Events = list[dict[str, Any]]


class ValidateEligibilityForm(FormValidationAction):
    """Fills every slot that the latest message answers, asked for or not."""

    def __init__(self, tables: PrecheckTables | None = None) -> None:
        self._given = tables

    @property
    def tables(self) -> PrecheckTables:
        """Opened on first use."""
        return self._given or default_tables()

    def name(self) -> str:
        """See parent class."""
        return f"validate_{FORM}"

    async def required_slots(
        self,
        domain_slots: list[str],
        dispatcher: CollectingDispatcher,
        tracker: Tracker,
        domain: dict[str, Any],
    ) -> list[str]:
        """Once an answer excludes the loan, only the summary is left to confirm."""
        if not is_excluded(answers_of(tracker.slots), self.tables.criteria):
            return domain_slots
        return [
            slot
            for slot in domain_slots
            if slot == CONFIRMED or tracker.get_slot(slot) is not None
        ]

    async def get_validation_events(
        self,
        dispatcher: CollectingDispatcher,
        tracker: Tracker,
        domain: dict[str, Any],
    ) -> Events:
        """Reads the message once; silent when the form comes back from an aside."""
        if not is_unread(tracker.events):
            return []
        asked = asked_slot(tracker)
        turn = read_form_turn(
            heard(tracker.latest_message or {}), self.tables.question(asked)
        )
        if asked is None:
            turn = turn if turn.values else FormTurn(Meaning.ANSWERS)
        return self._take(turn, asked, dispatcher, tracker)

    def _take(
        self,
        turn: FormTurn,
        asked: str | None,
        dispatcher: CollectingDispatcher,
        tracker: Tracker,
    ) -> Events:
        if turn.meaning is Meaning.ANSWERS:
            self._acknowledge(turn.values, asked, dispatcher, tracker)
            return filled(turn.values)
        if turn.meaning is Meaning.CONFIRMS:
            return [SlotSet(CONFIRMED, True), SlotSet(SLOT_REPHRASED, None)]
        if turn.meaning is Meaning.CONTRADICTS:
            return [SlotSet(SLOT_REPHRASED, CONFIRMED)]
        again = tracker.get_slot(SLOT_REPHRASED) == asked
        if turn.meaning is Meaning.UNREADABLE and not again:
            return [SlotSet(SLOT_REPHRASED, asked)]
        if turn.meaning is Meaning.UNREADABLE and asked in QUESTIONS:
            unknown: dict[str, Answer] = {str(asked): UNKNOWN}
            self._acknowledge(unknown, asked, dispatcher, tracker)
            return filled(unknown)
        # Rules answer it, or EscalationPolicy asks what was meant.
        return [ActionExecutionRejected(FORM)]

    def _acknowledge(
        self,
        values: Mapping[str, Answer],
        asked: str | None,
        dispatcher: CollectingDispatcher,
        tracker: Tracker,
    ) -> None:
        """Says back what was not simply the answer to the question."""
        plain_answer = set(values) == {asked} and UNKNOWN not in values.values()
        if values and not plain_answer:
            noted = say_answers(values, self.tables.words, self.tables.criteria)
            dispatcher.utter_message(response="utter_eligibility_noted", noted=noted)


class ActionAskEligibilityConfirmed(Action):
    """Sums the answers up before it concludes, with buttons to correct them."""

    def __init__(self, tables: PrecheckTables | None = None) -> None:
        self._given = tables

    def name(self) -> str:
        """See parent class."""
        return f"action_ask_{FORM}_{CONFIRMED}"

    async def run(
        self,
        dispatcher: CollectingDispatcher,
        tracker: Tracker,
        domain: dict[str, Any],
    ) -> Events:
        """Utters the summary, or asks which answer is wrong. Sets no slot."""
        tables = self._given or default_tables()
        if tracker.get_slot(SLOT_REPHRASED) == CONFIRMED:
            buttons = tables.topic_buttons(tracker.slots)
            dispatcher.utter_message(
                response="utter_eligibility_which_answer", buttons=buttons
            )
            return []
        summary = say_answers(tracker.slots, tables.words, tables.criteria)
        dispatcher.utter_message(
            response=f"utter_ask_{FORM}_{CONFIRMED}",
            summary=summary,
            buttons=tables.buttons(["exact", "correct"], domain),
        )
        return []


def filled(values: Mapping[str, Answer]) -> Events:
    """The events that keep some answers; the next question starts afresh."""
    kept = [SlotSet(slot, value) for slot, value in values.items()]
    return [*kept, SlotSet(SLOT_REPHRASED, None)]


def asked_slot(tracker: Tracker) -> str | None:
    """The slot that this form has asked for; `None` while it opens."""
    is_open = (tracker.active_loop or {}).get("name") == FORM
    return tracker.get_slot(REQUESTED_SLOT) if is_open else None


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
