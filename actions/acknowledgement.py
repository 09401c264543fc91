"""Says that the bot has heard how the customer feels, before the answer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import ActionReverted, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from bot.contracts.escalation import ACTION_ACKNOWLEDGE, SLOT_ESCALATION
from bot.contracts.sentiment import SENTIMENT, SentimentLabel

WORRIED_LABELS = (SentimentLabel.WORRIED.value, SentimentLabel.DISTRESSED.value)


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
        """Utters `utter_acknowledge_worry` or `utter_acknowledge_irritation`.

        Says nothing if it was the last to speak in the turn before: twice in a row
        would sound mechanical. Undoes itself in the tracker, so that rules, stories
        and open forms answer the message as if it had just been heard.
        """
        if not acknowledged_last_turn(tracker.events):
            dispatcher.utter_message(response=response_for(tracker.latest_message))
        return [ActionReverted(), SlotSet(SLOT_ESCALATION, None)]


def response_for(latest_message: Any) -> str:
    """Chooses the words by how the latest message sounds."""
    message = latest_message if isinstance(latest_message, Mapping) else {}
    sentiment = message.get(SENTIMENT)
    label = sentiment.get("label") if isinstance(sentiment, Mapping) else None
    if label in WORRIED_LABELS:
        return "utter_acknowledge_worry"
    return "utter_acknowledge_irritation"


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
