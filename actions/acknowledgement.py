"""Says that the bot has heard how the customer feels, before the answer."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import ActionReverted, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from bot.contracts.escalation import ACTION_ACKNOWLEDGE, SLOT_ESCALATION


class ActionAcknowledge(Action):
    """Shows empathy in one sentence; the answer follows in the same turn."""

    def name(self) -> str:
        """See parent class."""
        return ACTION_ACKNOWLEDGE

    async def run(
        self,
        dispatcher: CollectingDispatcher,
        tracker: Tracker,
        domain: dict[str, Any],
    ) -> list[dict[str, Any]]:
        """Utters `utter_acknowledge`; its conditions choose the words.

        Says `utter_acknowledge_again` if it spoke in the turn before. Undoes itself in
        the tracker, so that rules, stories and open forms answer the message as if it
        had just been heard.
        """
        again = acknowledged_last_turn(tracker.events)
        response = "utter_acknowledge_again" if again else "utter_acknowledge"
        dispatcher.utter_message(response=response)
        return [ActionReverted(), SlotSet(SLOT_ESCALATION, None)]


def acknowledged_last_turn(events: list[dict[str, Any]]) -> bool:
    """Whether the bot already showed empathy after the customer's previous message."""
    messages_ago = 0
    for event in reversed(events):
        if event.get("event") == "user":
            messages_ago += 1
        is_empathy = event.get("name") == ACTION_ACKNOWLEDGE
        if event.get("event") == "action" and is_empathy and messages_ago == 1:
            return True
    return False
