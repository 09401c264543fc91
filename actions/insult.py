"""An insult: calm once, then a person."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import takewhile
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import FollowupAction, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.handoff import KIND_HANDOFF
from bot.contracts.escalation import ACTION_HANDOFF, SLOT_ESCALATION, EscalationReason

ACTION_ANSWER_INSULT = "action_answer_insult"
# Shown to agents as the reason of the handoff, in words of web/console/signals.js.
RULE = "insulted_again"
INSULTS = 2


class ActionAnswerInsult(Action):
    """Stays calm the first time; hands over the second time.

    One that sounds angry never comes here: EscalationPolicy has called a person before.
    """

    def name(self) -> str:
        """See parent class."""
        return ACTION_ANSWER_INSULT

    async def run(
        self,
        dispatcher: CollectingDispatcher,
        tracker: Tracker,
        domain: dict[str, Any],
    ) -> list[dict[str, Any]]:
        """Utters `utter_insult`, or hands over without a reproach."""
        if was_insulted(tracker.events):
            return hand_over()
        dispatcher.utter_message(response="utter_insult")
        return []


def was_insulted(events: Iterable[Mapping[str, Any]]) -> bool:
    """Whether an insult was answered already, since the latest handoff if any."""
    names = [event.get("name") for event in events if event.get("event") == "action"]
    since = takewhile(lambda name: name != ACTION_HANDOFF, reversed(names))
    return ACTION_ANSWER_INSULT in since


def hand_over() -> list[dict[str, Any]]:
    """Calls a person in the same turn, and says why."""
    decision = {
        "kind": KIND_HANDOFF,
        "reason": EscalationReason.NEGATIVE_SENTIMENT.value,
        "signals": [{"rule": RULE, "value": INSULTS, "threshold": INSULTS}],
        "candidates": [],
    }
    return [SlotSet(SLOT_ESCALATION, decision), FollowupAction(ACTION_HANDOFF)]
