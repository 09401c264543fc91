"""Rate, amount and duration: what to say about them, Region by Region."""

from __future__ import annotations

import asyncio
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from bot.knowledge.programmes import Programmes, default_programmes
from bot.knowledge.terms_answers import answer_about, topic_of
from bot.loans.answers import UNKNOWN

SLOT_REGION = "region"
SLOT_TERMS_TOPIC = "terms_topic"
INTENT_INFORM_REGION = "inform_region"


class ActionTellTerms(Action):
    """Tells the rate, the amount or the duration, and remembers which it was."""

    def __init__(self, programmes: Programmes | None = None) -> None:
        self._given = programmes

    def name(self) -> str:
        """See parent class."""
        return "action_tell_terms"

    async def run(
        self,
        dispatcher: CollectingDispatcher,
        tracker: Tracker,
        domain: dict[str, Any],
    ) -> list[dict[str, Any]]:
        """Utters a response of data/responses/terms.yml and sets `terms_topic`."""
        intent = (tracker.latest_message.get("intent") or {}).get("name")
        if intent == INTENT_INFORM_REGION and not _names_region(tracker):
            # « Et en Wallonie ? » must not be answered for the Region before.
            dispatcher.utter_message(response="utter_region_not_found")
            return []
        topic = topic_of(intent, tracker.get_slot(SLOT_TERMS_TOPIC))
        programmes = self._given
        if programmes is None:
            programmes = await asyncio.to_thread(default_programmes)
        region = tracker.get_slot(SLOT_REGION)
        # The pre-check notes so that the customer would not say where he is.
        known = region if region != UNKNOWN else None
        answer = answer_about(topic, known, programmes)
        dispatcher.utter_message(response=answer.response, **answer.facts)
        return [SlotSet(SLOT_TERMS_TOPIC, topic.value if topic else None)]


def _names_region(tracker: Tracker) -> bool:
    entities = tracker.latest_message.get("entities") or []
    return any(entity.get("entity") == SLOT_REGION for entity in entities)
