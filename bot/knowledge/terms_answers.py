"""Rate, amount and duration: which words to say, Region by Region. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from bot.knowledge.french import Unit, with_unit, without_unit
from bot.knowledge.programmes import Amount, Programme, Programmes

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
