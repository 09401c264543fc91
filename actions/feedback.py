"""The listening dialogue: what is told is taken as it is, and kept if one may."""

from __future__ import annotations

import logging
from typing import Any

from rasa_sdk import FormValidationAction, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.base import StoreAction, failed
from actions.form_messages import (
    UNDERSTOOD_FROM,
    has_news,
    is_asked,
    understood_intent,
    written_text,
)
from bot.errors import StoreError
from bot.listening.consent import read_consent
from bot.listening.telling import emotion_of, theme_of
from bot.listening.themes import load_themes
from bot.store.voices import add_voice, find_told, list_readings, remove_voices

logger = logging.getLogger(__name__)

SLOT_FEEDBACK_TEXT = "feedback_text"
SLOT_FEEDBACK_CONSENT = "feedback_consent"
SLOT_FEEDBACK_LAST = "feedback_last"
# Ways out of the form, and questions about being listened to: rules answer them.
NO_FEEDBACK = frozenset(
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


class ValidateFeedbackForm(FormValidationAction):
    """Takes whatever is told, in the customer's own words, then a yes or a no."""

    def name(self) -> str:
        """See parent class."""
        return "validate_feedback_form"

    async def extract_feedback_text(
        self,
        dispatcher: CollectingDispatcher,
        tracker: Tracker,
        domain: dict[str, Any],
    ) -> dict[str, Any]:
        """Takes the message once the form has asked; not the one that opens it.

        The one that opens it forgets what an earlier form, left before its end, had
        heard: nobody agrees to have kept what he does not remember telling.
        """
        if is_asked(tracker, SLOT_FEEDBACK_CONSENT):
            return {}
        if not is_asked(tracker, SLOT_FEEDBACK_TEXT):
            is_left = has_news(tracker) and tracker.get_slot(SLOT_FEEDBACK_TEXT)
            return {SLOT_FEEDBACK_TEXT: None} if is_left else {}
        text = written_text(tracker) if has_news(tracker) else ""
        is_other = not text or understood_intent(tracker) in NO_FEEDBACK
        return {} if is_other else {SLOT_FEEDBACK_TEXT: text}

    async def extract_feedback_consent(
        self,
        dispatcher: CollectingDispatcher,
        tracker: Tracker,
        domain: dict[str, Any],
    ) -> dict[str, Any]:
        """Takes a yes or a no once the form has asked for it."""
        if not has_news(tracker) or not is_asked(tracker, SLOT_FEEDBACK_CONSENT):
            return {}
        answer = read_consent(written_text(tracker), understood_intent(tracker))
        return {} if answer is None else {SLOT_FEEDBACK_CONSENT: answer}


class ActionThankFeedback(StoreAction):
    """Thanks for what the customer told, and makes room for another time."""

    def name(self) -> str:
        """See parent class."""
        return "action_thank_feedback"

    async def run(
        self,
        dispatcher: CollectingDispatcher,
        tracker: Tracker,
        domain: dict[str, Any],
    ) -> list[dict[str, Any]]:
        """Utters `utter_feedback_kept` or `utter_feedback_thanks`.

        The latest answer counts for the whole conversation: a no also removes what a
        yes had kept before. The words move to `feedback_last`, or the form would find
        its slots filled and would not listen a second time.
        """
        told = tracker.get_slot(SLOT_FEEDBACK_TEXT)
        agreed = tracker.get_slot(SLOT_FEEDBACK_CONSENT)
        is_kept = False
        if told and agreed is True:
            is_kept = await self._keep(tracker.sender_id, str(told))
        elif told and not await self._remove(tracker.sender_id):
            return [failed(self.name())]
        dispatcher.utter_message(
            response="utter_feedback_kept" if is_kept else "utter_feedback_thanks"
        )
        last = [SlotSet(SLOT_FEEDBACK_LAST, told)] if told else []
        return [
            *last,
            SlotSet(SLOT_FEEDBACK_TEXT, None),
            SlotSet(SLOT_FEEDBACK_CONSENT, None),
        ]

    async def _keep(self, conversation_id: str, told: str) -> bool:
        try:
            await self.in_store(lambda session: keep(session, conversation_id, told))
        except StoreError as error:
            # Not kept is what the customer is told; he has lost nothing by it.
            logger.warning(
                "What was told in conversation %s is not kept: %s",
                conversation_id,
                error,
            )
            return False
        return True

    async def _remove(self, conversation_id: str) -> bool:
        try:
            await self.in_store(lambda session: remove_voices(session, conversation_id))
        except StoreError:
            return False
        return True


def keep(session: Any, conversation_id: str, told: str) -> None:
    """Notes which message may be kept, with what it is about and how it sounds.

    Its words are copied once they are masked, by `bot listen report`.

    Raises:
        StoreError: The store does not know the conversation, or not the message.
    """
    message = find_told(session, conversation_id, told)
    readings = list_readings(session, conversation_id, before=message.seq)
    add_voice(
        session,
        conversation_id,
        message.seq,
        theme=theme_of(load_themes(), [*readings, message.nlu], UNDERSTOOD_FROM),
        emotion=emotion_of(message.nlu).value,
    )
