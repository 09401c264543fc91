"""Says back what a customer told, then what can be done and who can help."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import FollowupAction, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.handoff import KIND_HANDOFF
from actions.listening_form import (
    SLOT_CONFIRMED,
    SLOT_DETAILS,
    SLOT_MISHEARD,
    SLOT_TEXT,
    SLOT_THEME,
)
from bot.contracts.escalation import (
    ACTION_HANDOFF,
    SLOT_ESCALATION,
    EscalationReason,
)

# Shown to agents as the reason of the handoff, in words of web/console/signals.js.
RULE = "story_misheard"
TIMES_MISHEARD = 2


class ActionAskListeningFormSituationConfirmed(Action):
    """Says back what was heard, and asks whether that is right."""

    def name(self) -> str:
        """See parent class."""
        return "action_ask_listening_form_situation_confirmed"

    async def run(
        self,
        dispatcher: CollectingDispatcher,
        tracker: Tracker,
        domain: dict[str, Any],
    ) -> list[dict[str, Any]]:
        """Utters `utter_listening_check`, by theme."""
        details = tracker.get_slot(SLOT_DETAILS) or ""
        dispatcher.utter_message(
            response="utter_listening_check", situation_details=details
        )
        return []


class ActionConcludeListening(Action):
    """Says what can be done and offers a person; calls one if misheard twice."""

    def name(self) -> str:
        """See parent class."""
        return "action_conclude_listening"

    async def run(
        self,
        dispatcher: CollectingDispatcher,
        tracker: Tracker,
        domain: dict[str, Any],
    ) -> list[dict[str, Any]]:
        """Utters `utter_listening_next`, or hands over.

        Empties the form for another story; `situation_last` keeps the words for the
        agent who takes over.
        """
        emptied = [
            SlotSet(slot, None)
            for slot in (
                SLOT_TEXT,
                SLOT_CONFIRMED,
                SLOT_THEME,
                SLOT_DETAILS,
                SLOT_MISHEARD,
            )
        ]
        if tracker.get_slot(SLOT_CONFIRMED):
            dispatcher.utter_message(response="utter_listening_next")
            return emptied
        return [*emptied, *hand_over()]


def hand_over() -> list[dict[str, Any]]:
    """Calls a human in the same turn, and says why."""
    decision = {
        "kind": KIND_HANDOFF,
        "reason": EscalationReason.REPEATED_FALLBACK.value,
        "signals": [
            {"rule": RULE, "value": TIMES_MISHEARD, "threshold": TIMES_MISHEARD}
        ],
        "candidates": [],
    }
    return [SlotSet(SLOT_ESCALATION, decision), FollowupAction(ACTION_HANDOFF)]
