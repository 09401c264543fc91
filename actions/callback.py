"""A call is proposed, promised, moved or cancelled."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.base import StoreAction, failed
from actions.callback_form import SLOT_REFUSED
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
from bot.errors import StoreError
from bot.helpline.phone import masked_phone
from bot.helpline.slot_choice import propose
from bot.helpline.slot_words import say_slot
from bot.knowledge.brand import default_brand
from bot.knowledge.opening_hours import Slot
from bot.store.callbacks import NewCallback, book_callback, mark_cancelled


class ActionAskCallbackSlot(StoreAction):
    """Asks when to call, with three slots to choose from."""

    def name(self) -> str:
        """Rasa looks for this name before `utter_ask_…`."""
        return "action_ask_callback_form_callback_slot"

    async def run(
        self,
        dispatcher: CollectingDispatcher,
        tracker: Tracker,
        domain: dict[str, Any],
    ) -> list[dict[str, Any]]:
        """Utters the question; nothing after a refusal, which has asked already."""
        if just_said(tracker.events, SLOT_REFUSED.values()):
            return []
        hours = default_brand().hours
        free = await list_free(self, present())
        dispatcher.utter_message(
            response="utter_ask_callback_form_callback_slot",
            buttons=slot_buttons(propose(free, hours), hours),
        )
        return []


class ActionConfirmCallback(StoreAction):
    """Promises the call, and says which number will be called when."""

    def name(self) -> str:
        """See parent class."""
        return "action_confirm_callback"

    async def run(
        self,
        dispatcher: CollectingDispatcher,
        tracker: Tracker,
        domain: dict[str, Any],
    ) -> list[dict[str, Any]]:
        """Utters `utter_callback_confirmed`, `…_changed` or `…_without_phone`.

        Number and subject stay for « finalement mardi »; the moment is asked again.
        """
        wanted = wanted_callback(tracker)
        if wanted is None:
            dispatcher.utter_message(response="utter_callback_without_phone")
            return [SlotSet(SLOT_SLOT, None)]
        try:
            replaced = await self.in_store(
                lambda session: book_callback(session, tracker.sender_id, wanted)
            )
        except StoreError:
            return [failed(self.name())]
        said = "utter_callback_changed" if replaced else "utter_callback_confirmed"
        dispatcher.utter_message(
            response=said,
            callback_number=masked_phone(wanted.phone),
            callback_moment=say_slot(
                Slot(wanted.start, wanted.end), present(), default_brand().hours
            ),
        )
        return [SlotSet(SLOT_SLOT, None)]


class ActionCancelCallback(StoreAction):
    """Takes back the call that was promised to this conversation."""

    def name(self) -> str:
        """See parent class."""
        return "action_cancel_callback"

    async def run(
        self,
        dispatcher: CollectingDispatcher,
        tracker: Tracker,
        domain: dict[str, Any],
    ) -> list[dict[str, Any]]:
        """Utters `utter_callback_cancelled` or `…_none`. Forgets all of it."""
        try:
            cancelled = await self.in_store(
                lambda session: mark_cancelled(session, tracker.sender_id)
            )
        except StoreError:
            return [failed(self.name())]
        asked = any(tracker.get_slot(slot) for slot in (SLOT_PHONE, SLOT_SLOT))
        known = "utter_callback_cancelled" if cancelled or asked else None
        dispatcher.utter_message(response=known or "utter_callback_none")
        return [SlotSet(slot, None) for slot in (SLOT_PHONE, SLOT_SLOT, SLOT_TOPIC)]


def wanted_callback(tracker: Tracker) -> NewCallback | None:
    """The call that the slots describe; `None` when number or moment are missing."""
    phone, start = (
        tracker.get_slot(SLOT_PHONE),
        read_moment(tracker.get_slot(SLOT_SLOT)),
    )
    if not phone or start is None:
        return None
    topic = tracker.get_slot(SLOT_TOPIC)
    return NewCallback(
        phone=str(phone),
        start=start,
        end=start + default_brand().callbacks.slot_length,
        topic=None if topic in (None, UNKNOWN) else str(topic),
    )


def just_said(events: Iterable[Mapping[str, Any]], responses: Iterable[str]) -> bool:
    """Whether one of the responses was said since the customer's latest message."""
    wanted = set(responses)
    for event in reversed(list(events)):
        if event.get("event") == "user":
            return False
        said = (event.get("metadata") or {}).get("utter_action")
        if event.get("event") == "bot" and said in wanted:
            return True
    return False
