"""The listening dialogue: what is told is taken as it is, and kept."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, FormValidationAction, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.form_messages import has_news, is_asked, understood_intent, written_text

SLOT_FEEDBACK_TEXT = "feedback_text"
SLOT_FEEDBACK_LAST = "feedback_last"
# Ways out of the form, and questions about being listened to: rules answer them.
NO_FEEDBACK = frozenset(
    {
        "ask_human",
        "cancel_form",
        "deny",
        "say_goodbye",
        "ask_listening",
        "ask_personal_data",
        "ask_data_kept",
        "ask_data_erase",
        "ask_if_bot",
    }
)


class ValidateFeedbackForm(FormValidationAction):
    """Takes whatever is told, in the customer's own words."""

    def name(self) -> str:
        """See parent class."""
        return "validate_feedback_form"

    async def extract_feedback_text(
        self,
        dispatcher: CollectingDispatcher,
        tracker: Tracker,
        domain: dict[str, Any],
    ) -> dict[str, Any]:
        """Takes the message once the form has asked; not the one that opens it."""
        text = written_text(tracker) if has_news(tracker) else ""
        if not text or not is_asked(tracker, SLOT_FEEDBACK_TEXT):
            return {}
        is_other = understood_intent(tracker) in NO_FEEDBACK
        return {} if is_other else {SLOT_FEEDBACK_TEXT: text}


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
