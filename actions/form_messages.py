"""What a form's validator asks of the latest message."""

from __future__ import annotations

from rasa_sdk import Tracker

REQUESTED_SLOT = "requested_slot"
# As `understanding.ask` of config.yml: from here on an intent is believed.
UNDERSTOOD_FROM = 0.45


def intent_of(tracker: Tracker) -> str | None:
    """The best reading of the latest message."""
    intent = (tracker.latest_message or {}).get("intent") or {}
    return intent.get("name")


def understood_intent(tracker: Tracker) -> str | None:
    """The best reading of the latest message, if the bot would act on it.

    What a customer tells in his own words is likened to some intent or other: an
    unlikely « goodbye » must not keep a form from listening.
    """
    intent = (tracker.latest_message or {}).get("intent") or {}
    is_sure = float(intent.get("confidence") or 0.0) >= UNDERSTOOD_FROM
    return intent.get("name") if is_sure else None


def entity_of(tracker: Tracker, name: str) -> str | None:
    """The value of an entity of the latest message, such as a button carries."""
    for entity in (tracker.latest_message or {}).get("entities") or []:
        if entity.get("entity") == name and entity.get("value"):
            return str(entity["value"])
    return None


def written_text(tracker: Tracker) -> str:
    """What the customer wrote; empty for a button."""
    text = str((tracker.latest_message or {}).get("text") or "")
    return "" if text.startswith("/") else text


def is_asked(tracker: Tracker, slot: str) -> bool:
    """Whether the form waits for this slot."""
    return bool(tracker.get_slot(REQUESTED_SLOT) == slot)


def has_news(tracker: Tracker) -> bool:
    """Whether the latest message is still to be read.

    A form that comes back after it was interrupted validates again without a new
    message (rasa/core/actions/forms.py:551-555): that one it has rejected, and it was
    answered otherwise.
    """
    for event in reversed(tracker.events):
        if event.get("event") == "user":
            return True
        if event.get("event") == "action_execution_rejected":
            return False
    return True
