"""Rows of messages as the values that the rules of the desk look at. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from bot.contracts.modes import Sender
from bot.desk.evidence_rules import base_intent
from bot.desk.full_readings import full_readings
from bot.desk.recognised import Mention
from bot.desk.turns import CustomerTurn, Reading, Told
from bot.store.models import Message


def customer_turns(messages: Iterable[Message]) -> list[CustomerTurn]:
    """What the customer said, in order."""
    return [_turn(m) for m in messages if m.sender == Sender.CUSTOMER.value]


def told(messages: Iterable[Message]) -> list[Told]:
    """What bot and agents told the customer, in order."""
    return [
        Told(m.seq, m.text, m.sender == Sender.BOT.value, m.reply_to)
        for m in messages
        if m.sender in (Sender.BOT.value, Sender.AGENT.value)
    ]


def _turn(message: Message) -> CustomerTurn:
    nlu, outcome = message.nlu or {}, message.outcome or {}
    sentiment = nlu.get("sentiment") or {}
    ranking = full_readings(_readings(nlu, "ranking"), _readings(nlu, "answers"))
    intent = nlu.get("intent")
    if ranking and base_intent(ranking[0].intent) == intent:
        intent = ranking[0].intent
    return CustomerTurn(
        seq=message.seq,
        text=message.text,
        is_pressed=message.payload is not None,
        intent=intent,
        confidence=float(nlu.get("confidence") or 0.0),
        ranking=tuple(ranking),
        polarity=sentiment.get("polarity"),
        called_human=bool(outcome.get("escalation")),
        was_clarified=bool(outcome.get("clarified")),
    )


def _readings(nlu: Mapping[str, Any], key: str) -> list[Reading]:
    return [
        Reading(str(each["name"]), float(each["confidence"]))
        for each in nlu.get(key) or ()
    ]


def mentions(messages: Iterable[Message]) -> list[Mention]:
    """What was recognised in the customer's messages, in order."""
    return [
        Mention(
            message.seq, str(each["entity"]), each.get("value"), _said(message, each)
        )
        for message in messages
        if message.sender == Sender.CUSTOMER.value
        for each in (message.nlu or {}).get("entities") or ()
        if each.get("entity")
    ]


def _said(message: Message, entity: Mapping[str, Any]) -> str:
    # A pressed button shows its title, of which these are no places.
    start, end = entity.get("start"), entity.get("end")
    if message.payload is not None or start is None or end is None:
        return ""
    return str(message.text or "")[start:end]
