"""After the questions: where the answers point to, and how to correct one."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import FollowupAction, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.precheck_events import SLOT_REPHRASED, Events, filled
from actions.precheck_tables import PrecheckTables, default_tables
from bot.contracts.enrichments import Card, CardLine
from bot.loans.answer_reading import read_answers
from bot.loans.answers import CONFIRMED, QUESTIONS, answers_of
from bot.loans.eligibility import Orientation, Path, orient
from bot.loans.form_turn import Heard, heard
from bot.loans.lexicon import find_phrase
from bot.loans.words import (
    answer_lines,
    figures_of,
    say_answers,
    say_codes,
    sentence,
)
from bot.nlu.normalisation import fold

SLOT_OUTCOME = "eligibility_outcome"
ENTITY_TOPIC = "precheck_topic"

# Words and next steps of each path.
_SAYINGS = {
    Path.FLASH: ("utter_eligibility_flash", ("prepare", "human", "correct")),
    Path.CLASSIC: ("utter_eligibility_classic", ("prepare", "human", "correct")),
    Path.TO_CHECK: ("utter_eligibility_to_check", ("human", "correct")),
    Path.OTHER_SCHEME: (
        "utter_eligibility_other_scheme",
        ("other_aid", "human", "correct"),
    ),
}


class ActionOrientCompany(Action):
    """Says which way of 2020 the answers point to. It informs, it decides nothing."""

    def __init__(self, tables: PrecheckTables | None = None) -> None:
        self._given = tables

    def name(self) -> str:
        """See parent class."""
        return "action_orient_company"

    async def run(
        self,
        dispatcher: CollectingDispatcher,
        tracker: Tracker,
        domain: dict[str, Any],
    ) -> Events:
        """Utters the words of the path; keeps the outcome in its slot.

        The confirmation is emptied: without that, a second check would end unasked.
        """
        tables = self._given or default_tables()
        outcome = orient(answers_of(tracker.slots), tables.criteria)
        response, steps = _SAYINGS[outcome.path]
        dispatcher.utter_message(
            response=response,
            buttons=tables.buttons(*steps),
            json_message=result_card(outcome, tracker.slots, tables).as_custom(),
            **_said(outcome, tables),
        )
        return [SlotSet(SLOT_OUTCOME, outcome.as_slot()), SlotSet(CONFIRMED, None)]


def result_card(
    outcome: Orientation, slots: dict[str, Any], tables: PrecheckTables
) -> Card:
    """The outcome and the answers that led to it, in lines."""
    words = tables.words
    lines = [
        (words.card.path, words.card.paths[outcome.path.value]),
        *answer_lines(slots, words, tables.criteria),
    ]
    return Card(
        title=words.card.title,
        lines=[CardLine(label=label, value=value) for label, value in lines],
    )


def _said(outcome: Orientation, tables: PrecheckTables) -> dict[str, str]:
    words, criteria = tables.words, tables.criteria
    hints = [code for code in outcome.reasons if code in words.hints]
    return {
        **figures_of(criteria),
        "reasons": sentence(say_codes(outcome.reasons, words.reasons, criteria)),
        "to_verify": say_codes(outcome.to_verify, words.to_verify, criteria),
        "hints": sentence(say_codes(hints, words.hints, criteria)),
    }


class ActionCorrectAnswer(Action):
    """Takes a correction, whether the form is open or already done."""

    def __init__(self, tables: PrecheckTables | None = None) -> None:
        self._given = tables

    def name(self) -> str:
        """See parent class."""
        return "action_correct_answer"

    async def run(
        self,
        dispatcher: CollectingDispatcher,
        tracker: Tracker,
        domain: dict[str, Any],
    ) -> Events:
        """Keeps the new answer, or empties the one that is named; the form goes on.

        Utters `utter_eligibility_nothing_to_correct` and stops there when there is
        nothing to correct.
        """
        tables = self._given or default_tables()
        if all(tracker.get_slot(slot) is None for slot in QUESTIONS):
            dispatcher.utter_message(response="utter_eligibility_nothing_to_correct")
            return [FollowupAction("action_listen")]
        message = heard(tracker.latest_message or {})
        topic = topic_of(message, tables)
        read = read_answers(message.text, message.entities, tables.question(topic))
        if read.values and not message.is_button:
            noted = say_answers(read.values, tables.words, tables.criteria)
            dispatcher.utter_message(response="utter_eligibility_noted", noted=noted)
            return [*filled(read.values), SlotSet(CONFIRMED, None)]
        if topic is not None:
            events = [SlotSet(topic, None), SlotSet(SLOT_REPHRASED, None)]
            return [*events, SlotSet(CONFIRMED, None)]
        return [SlotSet(SLOT_REPHRASED, CONFIRMED), SlotSet(CONFIRMED, None)]


def topic_of(message: Heard, tables: PrecheckTables) -> str | None:
    """The question that a correction names, by its button or in words."""
    for entity in message.entities:
        if entity.get("entity") == ENTITY_TOPIC and entity.get("value") in QUESTIONS:
            return str(entity["value"])
    if message.is_button:
        return None
    text = fold(message.text)
    named = [
        slot
        for slot in QUESTIONS
        if find_phrase(text, tables.words.topic_words[slot]) is not None
    ]
    return named[0] if len(named) == 1 else None
