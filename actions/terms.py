"""Rate, amount and duration: what to say about them, Region by Region."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from bot.knowledge.french import Unit, with_unit, without_unit
from bot.knowledge.programmes import (
    Amount,
    Programme,
    Programmes,
    default_programmes,
)
from bot.loans.answers import UNKNOWN

SLOT_REGION = "region"
SLOT_TERMS_TOPIC = "terms_topic"
INTENT_INFORM_REGION = "inform_region"

# Sentences about a Region in one answer; with ours, it stays short.
MAX_DETAILS = 2


class Topic(str, Enum):
    """What a customer may ask about the terms."""

    RATE = "rate"
    AMOUNT = "amount"
    DURATION = "duration"


_TOPIC_OF_INTENT = {
    "ask_rate": Topic.RATE,
    "ask_amount": Topic.AMOUNT,
    "ask_duration": Topic.DURATION,
}


@dataclass(frozen=True)
class Answer:
    """Which words to say, and the facts that fill them.

    Attributes:
        response: Name of a response of data/responses/terms.yml.
        facts: Values of its braces, as the customer reads them.
    """

    response: str
    facts: Mapping[str, str] = field(default_factory=dict)


def topic_of(intent: str | None, latest_topic: str | None) -> Topic | None:
    """Says what the customer asks about; `None` when nothing was asked yet.

    Args:
        intent: Of the latest turn. A question decides; a Region alone goes on with
            the topic before.
        latest_topic: Value of the slot `terms_topic`.
    """
    if intent in _TOPIC_OF_INTENT:
        return _TOPIC_OF_INTENT[intent]
    known = {topic.value for topic in Topic}
    return Topic(latest_topic) if latest_topic in known else None


def answer_about(
    topic: Topic | None, region: str | None, programmes: Programmes
) -> Answer:
    """Chooses the words, honest about what no reliable source says.

    Args:
        topic: `None` when the customer has only named a Region.
        region: Canonical name; `None` when no Region was recognised.
        programmes: What is known.
    """
    if topic is None and region:
        return _about_region(region, programmes)
    if topic is None:
        return Answer("utter_region_not_found")
    if not region:
        return Answer(f"utter_{topic.value}_general")
    outcome, facts = _outcome(topic, programmes.find(region) or Programme())
    return Answer(f"utter_{topic.value}_{outcome}_region", {"region": region, **facts})


def _about_region(region: str, programmes: Programmes) -> Answer:
    details = [fact.says for fact in programmes.details(region)[:MAX_DETAILS]]
    if not details:
        return Answer("utter_region_noted", {"region": region})
    facts = {"region": region, "region_details": " ".join(details)}
    return Answer("utter_region_described", facts)


def _outcome(topic: Topic, programme: Programme) -> tuple[str, dict[str, str]]:
    if topic is Topic.RATE and programme.rate:
        rate = with_unit(programme.rate.percent, Unit.PERCENT)
        return "in", {"region_rate": rate}
    if topic is Topic.AMOUNT and programme.amount:
        return _amount_outcome(programme.amount)
    if topic is Topic.DURATION and programme.duration:
        facts = {
            "region_duration": with_unit(programme.duration.years, Unit.YEARS),
            "region_deferral": with_unit(programme.duration.deferral_years, Unit.YEARS),
        }
        return "at_most_in" if programme.duration.at_most else "in", facts
    return "unknown_in", {}


def _amount_outcome(amount: Amount) -> tuple[str, dict[str, str]]:
    if amount.minimum and amount.maximum:
        facts = {
            # « De 10 000 à 300 000 € »: the unit is said once.
            "region_minimum": without_unit(amount.minimum, Unit.EURO),
            "region_maximum": with_unit(amount.maximum, Unit.EURO),
        }
        if amount.maximum_at_start is None:
            return "in", facts
        facts["region_maximum_at_start"] = with_unit(amount.maximum_at_start, Unit.EURO)
        return "raised_in", facts
    if amount.average:
        return "average_in", {"region_average": with_unit(amount.average, Unit.EURO)}
    return "unknown_in", {}


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
