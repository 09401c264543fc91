"""Reads the story of a customer, and his answer to « ai-je bien compris ? »."""

from __future__ import annotations

import re
from typing import Any

from rasa_sdk import FormValidationAction, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.form_messages import (
    has_news,
    intent_of,
    is_asked,
    understood_intent,
    written_text,
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
WORDS_OF_A_NO = frozenset(
    "non pas tout à fait du vraiment exactement ce n est c ça cela ne plus merci euh "
    "bien compris vous avez m a rien faux mal".split()
)
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
        intent = understood_intent(tracker)
        if is_asked(tracker, SLOT_TEXT):
            told = bool(text) and intent not in NO_STORY
        elif is_asked(tracker, SLOT_CONFIRMED):
            return correction(tracker) if has_news(tracker) else {}
        else:
            told = is_opening(tracker) and len(text.split()) >= WORDS_OF_A_STORY
        return {SLOT_TEXT: text} if told else {}

    async def validate_situation_text(
        self,
        value: Any,
        dispatcher: CollectingDispatcher,
        tracker: Tracker,
        domain: dict[str, Any],
    ) -> dict[str, Any]:
        """Sets what goes with the words: their theme, details, and a mishearing."""
        misheard = {SLOT_MISHEARD: True} if is_asked(tracker, SLOT_CONFIRMED) else {}
        return {**(heard(tracker) if value else {SLOT_TEXT: None}), **misheard}

    async def extract_situation_confirmed(
        self,
        dispatcher: CollectingDispatcher,
        tracker: Tracker,
        domain: dict[str, Any],
    ) -> dict[str, Any]:
        """Takes a yes to « ai-je bien compris ? », or the second no, as false."""
        if not has_news(tracker) or not is_asked(tracker, SLOT_CONFIRMED):
            return {}
        if understood_intent(tracker) == "affirm":
            return {SLOT_CONFIRMED: True}
        is_second = is_no(tracker) and bool(tracker.get_slot(SLOT_MISHEARD))
        return {SLOT_CONFIRMED: False} if is_second else {}


def correction(tracker: Tracker) -> dict[str, Any]:
    """What the first no changes: the words that come with it, or nothing is left."""
    if not is_no(tracker) or tracker.get_slot(SLOT_MISHEARD):
        return {}
    text = written_text(tracker)
    says_what = len(text.split()) >= WORDS_OF_A_CORRECTION and not is_bare_no(tracker)
    return {SLOT_TEXT: text if says_what else None}


def is_no(tracker: Tracker) -> bool:
    """Whether the message says no to what was heard, or tells it otherwise."""
    intent = understood_intent(tracker)
    if intent in WAYS_OUT or intent == "affirm":
        return False
    return intent == "deny" or is_more(tracker)


def is_bare_no(tracker: Tracker) -> bool:
    """« non, pas tout à fait »: a no that does not say what was wrong."""
    words = re.findall(r"\w+", written_text(tracker).casefold())
    return all(word in WORDS_OF_A_NO for word in words)


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
