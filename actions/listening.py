"""The listening dialogue: one open question, then « ai-je bien compris ? »."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, FormValidationAction, Tracker
from rasa_sdk.events import FollowupAction, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.form_messages import (
    has_news,
    intent_of,
    is_asked,
    understood_intent,
    written_text,
)
from actions.handoff import KIND_HANDOFF
from bot.contracts.escalation import (
    ACTION_HANDOFF,
    SLOT_ESCALATION,
    EscalationReason,
)
from bot.helpline.situations import default_listening, find_theme, say_details

SLOT_TEXT = "situation_text"
SLOT_CONFIRMED = "situation_confirmed"
SLOT_THEME = "situation_theme"
SLOT_DETAILS = "situation_details"
SLOT_MISHEARD = "situation_misheard"
SLOT_LAST = "situation_last"
INTENT_TELL = "tell_situation"

# Who opens with a whole story is not asked to tell it again.
WORDS_OF_A_STORY = 15
# A « non » with this many words says at once what was wrong.
WORDS_OF_A_CORRECTION = 4
# Ways out, and questions about being listened to: rules answer them.
NO_STORY = frozenset(
    {
        "ask_human",
        "cancel_form",
        "deny",
        "say_goodbye",
        "ask_listening",
        "ask_personal_data",
        "ask_data_kept",
        "ask_data_erase",
        "ask_if_bot",
    }
)
WAYS_OUT = NO_STORY - {"deny"}
# Shown to agents as the reason of the handoff, in words of web/console/signals.js.
RULE = "story_misheard"
TIMES_MISHEARD = 2


class ValidateListeningForm(FormValidationAction):
    """Takes the story in the customer's words, then his yes or no to what was heard."""

    def name(self) -> str:
        """See parent class."""
        return "validate_listening_form"

    async def extract_situation_text(
        self,
        dispatcher: CollectingDispatcher,
        tracker: Tracker,
        domain: dict[str, Any],
    ) -> dict[str, Any]:
        """Takes the answer to the open question, or an opening that is a story."""
        text = written_text(tracker) if has_news(tracker) else ""
        if not text:
            return {}
        if is_asked(tracker, SLOT_TEXT):
            return {} if understood_intent(tracker) in NO_STORY else heard(tracker)
        is_story = len(text.split()) >= WORDS_OF_A_STORY
        return heard(tracker) if is_opening(tracker) and is_story else {}

    async def extract_situation_confirmed(
        self,
        dispatcher: CollectingDispatcher,
        tracker: Tracker,
        domain: dict[str, Any],
    ) -> dict[str, Any]:
        """Takes the answer to « ai-je bien compris ? ».

        A no empties the story, so that the form asks what was wrong; a no with words,
        or more of the story, is read as the correction. The second time the form
        ends unconfirmed, and a person takes over.
        """
        if not has_news(tracker) or not is_asked(tracker, SLOT_CONFIRMED):
            return {}
        intent = understood_intent(tracker)
        if intent == "affirm":
            return {SLOT_CONFIRMED: True}
        text = written_text(tracker)
        if intent in WAYS_OUT or (intent != "deny" and not is_more(tracker)):
            return {}
        if tracker.get_slot(SLOT_MISHEARD):
            return {SLOT_CONFIRMED: False}
        says_what = len(text.split()) >= WORDS_OF_A_CORRECTION
        corrected = heard(tracker) if says_what else {SLOT_TEXT: None}
        return {**corrected, SLOT_MISHEARD: True}


def heard(tracker: Tracker) -> dict[str, Any]:
    """What the message tells: its words after those before, its theme and details."""
    text, before = written_text(tracker), tracker.get_slot(SLOT_LAST)
    listening = default_listening()
    entities = (tracker.latest_message or {}).get("entities") or []
    theme = find_theme(text, listening.themes) or tracker.get_slot(SLOT_THEME)
    details = say_details(text, entities, listening)
    told = f"{before}\n{text}" if before and not is_opening(tracker) else text
    return {
        SLOT_TEXT: text,
        SLOT_LAST: told,
        SLOT_THEME: theme,
        SLOT_DETAILS: details or tracker.get_slot(SLOT_DETAILS) or "",
    }


def is_opening(tracker: Tracker) -> bool:
    """Whether the message opens the form."""
    return not is_asked(tracker, SLOT_TEXT) and intent_of(tracker) == INTENT_TELL


def is_more(tracker: Tracker) -> bool:
    """Whether the message tells more of the story: no question that the bot knows."""
    text = written_text(tracker)
    asks = "?" in text and understood_intent(tracker) is not None
    return len(text.split()) >= WORDS_OF_A_CORRECTION and not asks


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
