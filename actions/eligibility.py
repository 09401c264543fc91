"""The pre-check's form: it reads every message once, and asks again when it must."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rasa_sdk import FormValidationAction, Tracker
from rasa_sdk.events import ActionExecutionRejected, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.precheck_events import (
    FORM,
    SLOT_REPHRASED,
    Events,
    asked_slot,
    described_before,
    filled,
    is_unread,
)
from actions.precheck_tables import PrecheckTables, default_tables
from bot.loans.answers import CONFIRMED, QUESTIONS, UNKNOWN, Answer, answers_of
from bot.loans.eligibility import is_excluded
from bot.loans.form_turn import FormTurn, Meaning, heard, read_form_turn
from bot.loans.words import say_answers


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
        question = self.tables.question(asked)
        turn = read_form_turn(heard(tracker.latest_message or {}), question)
        if asked is None:
            told = {**described_before(tracker.events, question), **turn.values}
            turn = FormTurn(Meaning.ANSWERS, told)
        return self._take(turn, asked, dispatcher, tracker)

    def _take(
        self,
        turn: FormTurn,
        asked: str | None,
        dispatcher: CollectingDispatcher,
        tracker: Tracker,
    ) -> Events:
        if turn.meaning is Meaning.ANSWERS:
            self._acknowledge(turn.values, asked, dispatcher)
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
            self._acknowledge(unknown, asked, dispatcher)
            return filled(unknown)
        # Rules answer it, or EscalationPolicy asks what was meant.
        return [ActionExecutionRejected(FORM)]

    def _acknowledge(
        self,
        values: Mapping[str, Answer],
        asked: str | None,
        dispatcher: CollectingDispatcher,
    ) -> None:
        """Says back what was not simply the answer to the question."""
        words = self.tables.words
        given = {slot: value for slot, value in values.items() if value != UNKNOWN}
        if given and set(values) != {asked}:
            noted = say_answers(given, words, self.tables.criteria)
            dispatcher.utter_message(response="utter_eligibility_noted", noted=noted)
        if asked is not None and values.get(asked) == UNKNOWN:
            dispatcher.utter_message(
                response="utter_eligibility_left_open", topic=words.topics[asked]
            )
