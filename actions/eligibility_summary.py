"""The last question of the pre-check: is the summary of the answers exact?"""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.precheck_events import FORM, SLOT_REPHRASED, Events
from actions.precheck_tables import PrecheckTables, default_tables
from bot.loans.answers import CONFIRMED
from bot.loans.words import say_answers


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
            buttons=tables.buttons("exact", "correct"),
        )
        return []
