"""What the channel reads from and writes to Rasa's tracker, besides turns."""

from __future__ import annotations

from collections.abc import Container, Iterable
from typing import Any

from rasa.nlu.constants import (
    RESPONSE_SELECTOR_PROPERTY_NAME,
    RESPONSE_SELECTOR_RANKING_KEY,
    RESPONSE_SELECTOR_RETRIEVAL_INTENTS,
)
from rasa.shared.core.constants import (
    ACTION_LISTEN_NAME,
    ACTION_SESSION_START_NAME,
    REQUESTED_SLOT,
)
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import (
    ActionExecuted,
    BotUttered,
    Event,
    SessionStarted,
    SlotSet,
    UserUttered,
)
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.constants import INTENT_RESPONSE_KEY

from bot.channel.named_output import UTTER_ACTION
from bot.contracts.escalation import SLOT_ESCALATION
from bot.contracts.turns import BotMessage, Nlu, RankedIntent, SaidToHuman

RANKING_KEPT = 5
# What a human's part of the conversation leaves behind: nothing half open.
FORGOTTEN_SLOTS = (REQUESTED_SLOT, SLOT_ESCALATION)
SAID_TO_HUMAN = {"mode": "human"}


def read_nlu(parse_data: dict[str, Any]) -> Nlu:
    """Keeps of Rasa's parse what agents and reports look at."""
    intent = parse_data.get("intent") or {}
    ranking = [
        RankedIntent(name=item["name"], confidence=float(item["confidence"]))
        for item in (parse_data.get("intent_ranking") or [])[:RANKING_KEPT]
        if item.get("name")
    ]
    return Nlu(
        intent=intent.get("name"),
        confidence=float(intent.get("confidence") or 0.0),
        ranking=ranking,
        answers=_read_answers(parse_data, {each.name for each in ranking}),
        entities=list(parse_data.get("entities") or []),
        sentiment=parse_data.get("sentiment"),
    )


def _read_answers(
    parse_data: dict[str, Any], intents: Container[str]
) -> list[RankedIntent]:
    """The best answers of the selectors, of these retrieval intents only.

    A selector ranks its answers whatever the customer said: of an intent that nobody
    reads in the words they mean nothing.
    """
    selectors = parse_data.get(RESPONSE_SELECTOR_PROPERTY_NAME) or {}
    ranked = [
        RankedIntent(
            name=item[INTENT_RESPONSE_KEY], confidence=float(item["confidence"])
        )
        for name, selector in selectors.items()
        if name != RESPONSE_SELECTOR_RETRIEVAL_INTENTS
        for item in selector.get(RESPONSE_SELECTOR_RANKING_KEY) or []
        if item[INTENT_RESPONSE_KEY].partition("/")[0] in intents
    ]
    ranked.sort(key=lambda each: each.confidence, reverse=True)
    return ranked[:RANKING_KEPT]


def find_turn(
    tracker: DialogueStateTracker, message_id: str
) -> tuple[Nlu, list[BotMessage]] | None:
    """Finds what an earlier delivery of the same message led to; `None` if new."""
    nlu: Nlu | None = None
    messages: list[BotMessage] = []
    for event in tracker.events:
        if isinstance(event, UserUttered):
            if nlu is not None:
                break
            if event.message_id == message_id:
                nlu = read_nlu(event.parse_data or {})
        elif isinstance(event, BotUttered) and nlu is not None:
            messages.append(_as_message(event))
    return None if nlu is None else (nlu, messages)


def _as_message(event: BotUttered) -> BotMessage:
    data = event.data or {}
    return BotMessage(
        text=event.text or None,
        buttons=data.get("buttons") or [],
        custom=data.get("custom"),
        response=(event.metadata or {}).get(UTTER_ACTION),
    )


def message_ids(events: Iterable[Event]) -> frozenset[str]:
    """The ids of the customer's messages among events."""
    return frozenset(e.message_id for e in events if isinstance(e, UserUttered))


def learn_what_was_said(
    tracker: DialogueStateTracker,
    said: list[SaidToHuman],
    known: Container[str],
    domain: Domain,
) -> None:
    """Appends what the tracker has not seen yet, in order, without predicting.

    Args:
        tracker: Learns it.
        said: Oldest first.
        known: Ids of the customer's messages that the store has already.
        domain: Of the tracker.
    """
    for item in said:
        if not item.by_customer:
            event: Event = BotUttered(item.text, metadata=dict(SAID_TO_HUMAN))
        elif item.message_id not in known:
            event = UserUttered(
                item.text,
                message_id=item.message_id,
                metadata=dict(SAID_TO_HUMAN),
            )
        else:
            continue
        tracker.update(event, domain)


def start_over(tracker: DialogueStateTracker, domain: Domain) -> None:
    """Begins a new session that keeps the slots and closes every form.

    The same events as Rasa's `action_session_start`, so policies see a clean start.
    """
    kept = [
        SlotSet(name, slot.value)
        for name, slot in tracker.slots.items()
        if name not in FORGOTTEN_SLOTS and slot.value != slot.initial_value
    ]
    events: list[Event] = [ActionExecuted(ACTION_SESSION_START_NAME), SessionStarted()]
    for event in [*events, *kept, ActionExecuted(ACTION_LISTEN_NAME)]:
        tracker.update(event, domain)
