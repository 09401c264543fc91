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

from actions.programmes import Amount, Programme, Programmes, default_programmes
from bot.loans.answers import UNKNOWN

SLOT_REGION = "region"
SLOT_TERMS_TOPIC = "terms_topic"
INTENT_INFORM_REGION = "inform_region"

_NARROW_NO_BREAK_SPACE = "\u202f"


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
        return Answer("utter_region_noted", {"region": region})
    if topic is None:
        return Answer("utter_region_not_found")
    if not region:
        return Answer(f"utter_{topic.value}_general")
    programme = programmes.find(region) or Programme()
    outcome, facts = _outcome(topic, programme, programmes.flash_maximum)
    return Answer(f"utter_{topic.value}_{outcome}_region", {"region": region, **facts})


def _outcome(
    topic: Topic, programme: Programme, flash_maximum: int
) -> tuple[str, dict[str, str]]:
    if topic is Topic.RATE and programme.rate:
        return "in", {"rate_percent": format_number(programme.rate.percent)}
    if topic is Topic.AMOUNT and programme.amount:
        return _amount_outcome(programme.amount, flash_maximum)
    if topic is Topic.DURATION and programme.duration:
        facts = {
            "years": str(programme.duration.years),
            "deferral_years": str(programme.duration.deferral_years),
        }
        return "at_most_in" if programme.duration.at_most else "in", facts
    return "unknown_in", {}


def _amount_outcome(amount: Amount, flash_maximum: int) -> tuple[str, dict[str, str]]:
    if amount.minimum and amount.maximum:
        facts = {
            "amount_min": format_number(amount.minimum),
            "amount_max": format_number(amount.maximum),
            "flash_max": format_number(flash_maximum),
        }
        if amount.maximum_at_start is None:
            return "in", facts
        facts["amount_at_start"] = format_number(amount.maximum_at_start)
        return "raised_in", facts
    if amount.average:
        return "average_in", {"amount_average": format_number(amount.average)}
    return "unknown_in", {}


def format_number(value: float) -> str:
    """Writes a number as in French: `10 000`, `0`, `0,2` (narrow no-break space)."""
    text = f"{value:,.2f}".rstrip("0").rstrip(".")
    return text.replace(",", _NARROW_NO_BREAK_SPACE).replace(".", ",")


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
