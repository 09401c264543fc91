"""The slots of a call that may still be promised, and how they are offered."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterable
from datetime import datetime, timezone

from actions.base import StoreAction
from actions.clarification import LABELS_FILE, load_labels
from bot.contracts.escalation import PAYLOAD_ASK_HUMAN
from bot.errors import StoreError
from bot.helpline.slot_choice import free_slots
from bot.helpline.slot_words import say_slot_shortly
from bot.knowledge.brand import Brand, default_brand
from bot.knowledge.opening_hours import OpeningHours, Slot
from bot.store.callbacks import count_promised

logger = logging.getLogger(__name__)

SLOT_PHONE = "callback_phone"
SLOT_SLOT = "callback_slot"  # start of the slot, ISO 8601 in UTC
SLOT_TOPIC = "callback_topic"
# The customer does not say what about.
UNKNOWN = "unknown"


def present() -> datetime:
    """Now, aware UTC; tests replace it."""
    return datetime.now(timezone.utc)


def read_moment(written: object) -> datetime | None:
    """A moment from a slot or a button; `None` when it is none, or without a zone."""
    try:
        moment = datetime.fromisoformat(str(written))
    except ValueError:
        return None
    return moment.astimezone(timezone.utc) if moment.tzinfo else None


def slot_buttons(slots: Iterable[Slot], hours: OpeningHours) -> list[dict[str, str]]:
    """A button for each slot, which answers the question, and one to a person."""
    human = {"title": load_labels(LABELS_FILE).human, "payload": PAYLOAD_ASK_HUMAN}
    offered = [
        {
            "title": say_slot_shortly(slot, hours),
            "payload": "/request_callback"
            + json.dumps({SLOT_SLOT: slot.start.isoformat()}),
        }
        for slot in slots
    ]
    return [*offered, human]


async def list_free(
    action: StoreAction, now: datetime, brand: Brand | None = None
) -> list[Slot]:
    """The slots that may still be promised.

    Without an answer of the store, all that lie in the opening hours: how many calls
    share a slot is a wish, that somebody answers is not.
    """
    brand = brand or default_brand()
    try:
        promised = await action.in_store(lambda session: count_promised(session, now))
    except StoreError:
        logger.warning("Slots are offered without knowing which are taken.")
        promised = {}
    return free_slots(brand.hours, brand.callbacks, now, promised)
