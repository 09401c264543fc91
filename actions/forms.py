"""What every form needs: a way out."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import ActiveLoop, SlotSet
from rasa_sdk.executor import CollectingDispatcher


class ActionCancelForm(Action):
    """Closes whichever form is open; what was already answered stays."""

    def name(self) -> str:
        """See parent class."""
        return "action_cancel_form"

    async def run(
        self,
        dispatcher: CollectingDispatcher,
        tracker: Tracker,
        domain: dict[str, Any],
    ) -> list[dict[str, Any]]:
        """Utters `utter_form_cancelled`; without a form `utter_nothing_to_cancel`."""
        if not (tracker.active_loop or {}).get("name"):
            dispatcher.utter_message(response="utter_nothing_to_cancel")
            return []
        dispatcher.utter_message(response="utter_form_cancelled")
        return [ActiveLoop(None), SlotSet("requested_slot", None)]
