"""The end of the listening dialogue: what was told is kept, the form is emptied."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

SLOT_FEEDBACK_TEXT = "feedback_text"
SLOT_FEEDBACK_LAST = "feedback_last"


class ActionThankFeedback(Action):
    """Thanks for what the customer told, and makes room for another time."""

    def name(self) -> str:
        """See parent class."""
        return "action_thank_feedback"

    async def run(
        self,
        dispatcher: CollectingDispatcher,
        tracker: Tracker,
        domain: dict[str, Any],
    ) -> list[dict[str, Any]]:
        """Utters `utter_feedback_thanks`; moves the words to `feedback_last`.

        Without the move, the form would find its slot filled and would not listen
        a second time.
        """
        dispatcher.utter_message(response="utter_feedback_thanks")
        told = tracker.get_slot(SLOT_FEEDBACK_TEXT)
        kept = [SlotSet(SLOT_FEEDBACK_LAST, told)] if told else []
        return [*kept, SlotSet(SLOT_FEEDBACK_TEXT, None)]
