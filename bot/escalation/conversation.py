"""Reads the turns of a conversation from Rasa's events, as plain dictionaries."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from bot.contracts.escalation import (
    ACTION_ACKNOWLEDGE,
    ACTION_CLARIFY,
    ACTION_HANDOFF,
    SLOT_ESCALATION,
)
from bot.contracts.sentiment import SENTIMENT, SentimentLabel
from bot.escalation.signals import Reading, Turn

# Value of `kind` by which an action says in the slot that it could not do its work.
KIND_FAILED = "failed"

_REQUESTED_SLOT = "requested_slot"


@dataclass
class Conversation:
    """What happened since the conversation began, or since its last handoff.

    Attributes:
        turns: Customer messages, oldest first.
        actions: What the bot did since the latest message, in order, also what was
            undone since.
        failed_action: The action that said after the latest message that it could
            not do its work.
    """

    turns: list[Turn] = field(default_factory=list)
    actions: list[str] = field(default_factory=list)
    failed_action: str | None = None
    _form: str | None = None
    _requested: str | None = None

    def apply(self, event: Mapping[str, Any]) -> None:
        """Takes one more event into account; kinds it does not know change nothing."""
        handler = _HANDLERS.get(str(event.get("event")))
        if handler is not None:
            handler(self, event)

    def _hear(self, event: Mapping[str, Any]) -> None:
        if ACTION_HANDOFF in self.actions:
            # What led to that handoff was dealt with by a human.
            self.turns.clear()
        awaited = self._form is not None and self._requested is not None
        turn = read_turn(event.get("parse_data") or {}, str(event.get("text") or ""))
        self.turns.append(replace(turn, awaited=awaited and not turn.is_button))
        self.actions.clear()
        self.failed_action = None

    def _act(self, event: Mapping[str, Any]) -> None:
        name = str(event.get("name"))
        self.actions.append(name)
        if name == ACTION_CLARIFY:
            self._mark(clarified=True)
        elif name == ACTION_ACKNOWLEDGE:
            self._mark(acknowledged=True)

    def _set_slot(self, event: Mapping[str, Any]) -> None:
        name, value = event.get("name"), event.get("value")
        if name == _REQUESTED_SLOT:
            self._requested = value
        elif name == SLOT_ESCALATION and isinstance(value, Mapping):
            if value.get("kind") == KIND_FAILED:
                self.failed_action = str(value.get("action"))

    def _enter_form(self, event: Mapping[str, Any]) -> None:
        self._form = event.get("name")

    def _reject(self, event: Mapping[str, Any]) -> None:
        # The form could not use the message as an answer: it must be an intent.
        if event.get("name") == self._form:
            self._mark(awaited=False)

    def _forget_turn(self, _: Mapping[str, Any]) -> None:
        if self.turns:
            self.turns.pop()
        self.actions.clear()

    def _restart(self, _: Mapping[str, Any]) -> None:
        self.__init__()  # type: ignore[misc]

    def _mark(self, **changes: Any) -> None:
        if self.turns:
            self.turns[-1] = replace(self.turns[-1], **changes)


_HANDLERS = {
    "user": Conversation._hear,
    "action": Conversation._act,
    "slot": Conversation._set_slot,
    "active_loop": Conversation._enter_form,
    "action_execution_rejected": Conversation._reject,
    "rewind": Conversation._forget_turn,
    "restart": Conversation._restart,
    "session_started": Conversation._restart,
}


# Events of other kinds change nothing.
READ_EVENTS = frozenset(_HANDLERS)


def read_conversation(events: Iterable[Mapping[str, Any]]) -> Conversation:
    """Reads a conversation from its events, oldest first."""
    conversation = Conversation()
    for event in events:
        conversation.apply(event)
    return conversation


def read_turn(parse_data: Mapping[str, Any], text: str) -> Turn:
    """Reads one customer message from what the NLU made of it.

    What is missing reads as not measured, so that test stories and messages heard
    before the sentiment analyser existed are calm ones.
    """
    intent = parse_data.get("intent") or {}
    confidence = float(intent.get("confidence") or 0.0)
    turn = Turn(
        text=text,
        intent=intent.get("name"),
        # Stories name intents without a confidence; a button is always certain.
        confidence=confidence if "confidence" in intent else 1.0,
        ranking=_ranking(parse_data),
        about=_entities(parse_data) | _answer(parse_data, intent.get("name")),
    )
    if turn.is_button:
        return replace(turn, confidence=1.0, ranking=())
    return _with_sentiment(turn, parse_data.get(SENTIMENT))


def _ranking(parse_data: Mapping[str, Any]) -> tuple[Reading, ...]:
    ranking = parse_data.get("intent_ranking") or ()
    return tuple(
        Reading(str(r["name"]), float(r.get("confidence") or 0.0))
        for r in ranking
        if r.get("name")
    )


def _entities(parse_data: Mapping[str, Any]) -> frozenset[tuple[str, str]]:
    entities = parse_data.get("entities") or ()
    return frozenset((str(e.get("entity")), str(e.get("value"))) for e in entities)


def _answer(
    parse_data: Mapping[str, Any], intent: str | None
) -> frozenset[tuple[str, str]]:
    """The answer chosen for a retrieval intent (`faq` → `faq/fees`), if it is one."""
    selector = parse_data.get("response_selector") or {}
    chosen = selector.get(intent) or selector.get("default") or {}
    key = str((chosen.get("response") or {}).get("intent_response_key"))
    # The selector runs on every message; it counts only for its own intent.
    is_own = key.partition("/")[0] == intent
    return frozenset({("answer", key)}) if is_own else frozenset()


def _with_sentiment(turn: Turn, sentiment: Any) -> Turn:
    if not isinstance(sentiment, Mapping) or sentiment.get("polarity") is None:
        return turn
    label = SentimentLabel(sentiment["label"])
    # A result without the other labels still says how probable its own is.
    named = {label.value: sentiment.get("probability", 0.0)}
    probabilities = sentiment.get("probabilities") or named
    return replace(
        turn,
        polarity=float(sentiment["polarity"]),
        label=label,
        angry=float(probabilities.get(SentimentLabel.ANGRY.value, 0.0)),
        distressed=float(probabilities.get(SentimentLabel.DISTRESSED.value, 0.0)),
        worried=float(probabilities.get(SentimentLabel.WORRIED.value, 0.0)),
    )
