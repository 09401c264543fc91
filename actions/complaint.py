"""A complaint is listened to, kept as it was said, and gets a receipt."""

from __future__ import annotations

from typing import Any

from rasa_sdk import FormValidationAction, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.base import StoreAction, failed
from actions.form_messages import (
    entity_of,
    has_news,
    intent_of,
    is_asked,
    understood_intent,
    written_text,
)
from bot.errors import StoreError
from bot.helpline.complaint_subjects import OTHER, default_subjects, find_subject
from bot.store.complaints import add_complaint

SLOT_TEXT = "complaint_text"
SLOT_ABOUT = "complaint_about"
SLOT_RECEIPT = "complaint_receipt"
INTENT_COMPLAIN = "file_complaint"

# Who opens with a whole story is not asked to tell it again.
WORDS_OF_A_STORY = 15
# Who answers a button's question in a sentence tells more of the same story.
WORDS_OF_A_SENTENCE = 4
# Intents that are no complaint while one is listened to.
NO_COMPLAINT = frozenset({"ask_human", "cancel_form", "deny", "say_goodbye"})
# Questions of a customer who wonders where his words go: answered, then asked on.
ASIDES = frozenset(
    {
        "ask_listening",
        "ask_personal_data",
        "ask_data_kept",
        "ask_data_erase",
        "ask_if_bot",
        "ask_whose_assistant",
        "ask_hours",
    }
)


class ValidateComplaintForm(FormValidationAction):
    """Takes the words as they are given, and what they are about."""

    def name(self) -> str:
        """See parent class."""
        return "validate_complaint_form"

    async def extract_complaint_text(
        self,
        dispatcher: CollectingDispatcher,
        tracker: Tracker,
        domain: dict[str, Any],
    ) -> dict[str, Any]:
        """Takes the answer, or an opening sentence that is a story already."""
        text = written_text(tracker) if has_news(tracker) else ""
        if not text or understood_intent(tracker) in NO_COMPLAINT or is_aside(tracker):
            return {}
        if is_asked(tracker, SLOT_TEXT):
            return {SLOT_TEXT: text}
        if is_asked(tracker, SLOT_ABOUT):
            told = tracker.get_slot(SLOT_TEXT)
            is_more = len(text.split()) >= WORDS_OF_A_SENTENCE
            return {SLOT_TEXT: f"{told}\n{text}"} if told and is_more else {}
        is_story = len(text.split()) >= WORDS_OF_A_STORY
        opens = intent_of(tracker) == INTENT_COMPLAIN
        return {SLOT_TEXT: text} if opens and is_story else {}

    async def extract_complaint_about(
        self,
        dispatcher: CollectingDispatcher,
        tracker: Tracker,
        domain: dict[str, Any],
    ) -> dict[str, Any]:
        """Takes the button, or the subject that the answer names."""
        if not has_news(tracker):
            return {}
        known = {subject.id for subject in default_subjects()}
        pressed = entity_of(tracker, SLOT_ABOUT)
        if pressed:
            return {SLOT_ABOUT: pressed if pressed in known else OTHER}
        is_out = understood_intent(tracker) in NO_COMPLAINT
        if is_out or not is_asked(tracker, SLOT_ABOUT):
            return {}
        text = "" if is_aside(tracker) else written_text(tracker)
        return {SLOT_ABOUT: find_subject(text, default_subjects())} if text else {}


def is_aside(tracker: Tracker) -> bool:
    """Whether the message asks about the complaint instead of telling it."""
    return "?" in written_text(tracker) and understood_intent(tracker) in ASIDES


class ActionKeepComplaint(StoreAction):
    """Keeps the complaint and tells its receipt, and what happens next."""

    def name(self) -> str:
        """See parent class."""
        return "action_keep_complaint"

    async def run(
        self,
        dispatcher: CollectingDispatcher,
        tracker: Tracker,
        domain: dict[str, Any],
    ) -> list[dict[str, Any]]:
        """Utters `utter_complaint_noted`; empties the form for another complaint.

        The receipt stays in `complaint_receipt`, for the agent who takes over.
        """
        text = tracker.get_slot(SLOT_TEXT)
        if not text:
            return []
        about = tracker.get_slot(SLOT_ABOUT)
        try:
            receipt = await self.in_store(
                lambda session: add_complaint(
                    session, tracker.sender_id, str(text), about
                )
            )
        except StoreError:
            return [failed(self.name())]
        dispatcher.utter_message(
            response="utter_complaint_noted", complaint_receipt=receipt
        )
        return [
            SlotSet(SLOT_RECEIPT, receipt),
            SlotSet(SLOT_TEXT, None),
            SlotSet(SLOT_ABOUT, None),
        ]
