"""Reads number, moment and subject while `callback_form` asks for them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from rasa_sdk import FormValidationAction, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.base import StoreAction
from actions.callback_slots import (
    SLOT_PHONE,
    SLOT_SLOT,
    SLOT_TOPIC,
    UNKNOWN,
    list_free,
    present,
    read_moment,
    slot_buttons,
)
from actions.form_messages import entity_of, has_news, intent_of, is_asked, written_text
from bot.errors import StoreError
from bot.helpline.callback_reading import Asked, CallbackReading, read_callback, shorten
from bot.helpline.phone import PhoneOutcome
from bot.helpline.slot_choice import Choice, SlotOutcome, choose, find_slot, propose
from bot.helpline.slot_wish import on_that_day
from bot.knowledge.brand import default_brand
from bot.store.callbacks import find_promised_start

INTENT_DECLINE = "decline_to_answer"
# They answer nothing while the form waits for a number or a moment; it asks again.
ASK_AGAIN = frozenset({"request_callback", "affirm"})
# Intents that are no subject of a call.
NO_TOPIC = frozenset({"ask_human", "cancel_form", "cancel_callback", "say_goodbye"})

PHONE_REFUSED = {
    PhoneOutcome.WRONG: "utter_callback_phone_wrong",
    PhoneOutcome.COSTLY: "utter_callback_phone_costly",
}
# Each of them asks when, so that the form need not.
SLOT_REFUSED = {
    SlotOutcome.CLOSED: "utter_callback_slot_closed",
    SlotOutcome.TOO_FAR: "utter_callback_slot_too_far",
    SlotOutcome.DOUBTFUL: "utter_callback_slot_doubtful",
}


class ValidateCallbackForm(StoreAction, FormValidationAction):
    """Fills every slot that a message speaks of, asked for or not.

    A message that says nothing of a call is left to the rules: the form rejects it,
    and a question in between gets its answer.
    """

    def name(self) -> str:
        """See parent class."""
        return "validate_callback_form"

    async def extract_callback_phone(
        self,
        dispatcher: CollectingDispatcher,
        tracker: Tracker,
        domain: dict[str, Any],
    ) -> dict[str, Any]:
        """Takes a number from the message; says so when it is not one to call."""
        reading = read_message(tracker)
        if reading.phone.phone:
            return {SLOT_PHONE: reading.phone.phone}
        refusal = PHONE_REFUSED.get(reading.phone.outcome)
        if refusal:
            dispatcher.utter_message(response=refusal)
        elif not (
            _asks_again(tracker, SLOT_PHONE, reading)
            or (_declines(tracker) and is_asked(tracker, SLOT_PHONE))
        ):
            return {}
        return {SLOT_PHONE: None}

    async def extract_callback_slot(
        self,
        dispatcher: CollectingDispatcher,
        tracker: Tracker,
        domain: dict[str, Any],
    ) -> dict[str, Any]:
        """Takes the first free slot that the message allows, or proposes others."""
        reading = read_message(tracker)
        pressed = entity_of(tracker, SLOT_SLOT) if has_news(tracker) else None
        if reading.wish is None and pressed is None:
            again = _asks_again(tracker, SLOT_SLOT, reading)
            return {SLOT_SLOT: None} if again else {}
        hours, free = default_brand().hours, await list_free(self, present())
        if reading.wish is not None:
            settled = await self._settled(tracker)
            day = hours.local_day(settled) if settled else None
            choice = choose(on_that_day(reading.wish, day), free, hours)
        else:
            choice = _choice_of(pressed, free)
        if choice.slot is not None:
            return {SLOT_SLOT: choice.slot.start.isoformat()}
        others = choice.others or propose(free, hours)
        dispatcher.utter_message(
            response=SLOT_REFUSED[choice.outcome], buttons=slot_buttons(others, hours)
        )
        return {SLOT_SLOT: None}

    async def _settled(self, tracker: Tracker) -> datetime | None:
        """The moment noted in this form, or promised to this conversation before."""
        noted = read_moment(tracker.get_slot(SLOT_SLOT))
        if noted is not None:
            return noted
        try:
            return await self.in_store(
                lambda session: find_promised_start(session, tracker.sender_id)
            )
        except StoreError:
            return None  # then « l’après-midi » is of any day

    def validate_callback_slot(
        self,
        value: Any,
        dispatcher: CollectingDispatcher,
        tracker: Tracker,
        domain: dict[str, Any],
    ) -> dict[str, Any]:
        """Forgets a moment that has passed since it was said."""
        moment = read_moment(value) if value else None
        return {SLOT_SLOT: value if moment and moment > present() else None}

    async def extract_callback_topic(
        self,
        dispatcher: CollectingDispatcher,
        tracker: Tracker,
        domain: dict[str, Any],
    ) -> dict[str, Any]:
        """Takes the subject as it is given, or that the customer gives none."""
        pressed = entity_of(tracker, SLOT_TOPIC) if has_news(tracker) else None
        if pressed:
            return {SLOT_TOPIC: shorten(pressed)}
        if not is_asked(tracker, SLOT_TOPIC):
            return {}
        topic, intent = read_message(tracker).topic, intent_of(tracker)
        # Who asks something in between gets his answer, and the question once more.
        if not topic or intent in NO_TOPIC or "?" in topic:
            return {}
        is_refusal = intent in (INTENT_DECLINE, "deny")
        return {SLOT_TOPIC: UNKNOWN if is_refusal else topic}

    async def next_requested_slot(
        self,
        dispatcher: CollectingDispatcher,
        tracker: Tracker,
        domain: dict[str, Any],
    ) -> EventType | None:
        """Stops asking a customer who will not give his number."""
        if _declines(tracker) and not tracker.get_slot(SLOT_PHONE):
            return SlotSet("requested_slot", None)
        return await super().next_requested_slot(dispatcher, tracker, domain)


def read_message(tracker: Tracker) -> CallbackReading:
    """Reads the latest message, if the form has not read it before."""
    asked = Asked(
        phone=is_asked(tracker, SLOT_PHONE),
        slot=is_asked(tracker, SLOT_SLOT),
        topic=is_asked(tracker, SLOT_TOPIC),
        slot_known=bool(tracker.get_slot(SLOT_SLOT)),
    )
    text = written_text(tracker) if has_news(tracker) else ""
    return read_callback(text, asked, default_brand().hours.local_day(present()))


def _declines(tracker: Tracker) -> bool:
    """Whether the customer will not give what he was asked for."""
    return intent_of(tracker) == INTENT_DECLINE and has_news(tracker)


def _asks_again(tracker: Tracker, slot: str, reading: CallbackReading) -> bool:
    """Whether the message is meant for the form, and does not answer it."""
    says_nothing = reading.wish is None and reading.phone.phone is None
    told_by_button = entity_of(tracker, SLOT_SLOT) or entity_of(tracker, SLOT_TOPIC)
    meant = intent_of(tracker) in ASK_AGAIN and has_news(tracker)
    return is_asked(tracker, slot) and meant and says_nothing and not told_by_button


def _choice_of(pressed: str | None, free: list[Any]) -> Choice:
    moment = read_moment(pressed)
    slot = find_slot(moment, free) if moment else None
    return Choice(SlotOutcome.CHOSEN if slot else SlotOutcome.CLOSED, slot)
