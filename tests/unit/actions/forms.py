"""A customer's message to an open form, as Rasa posts it to the action server."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Tracker

from .examples import tracker_of


def message_to_form(
    text: str,
    *,
    asked: str | None = None,
    intent: str = "out_of_scope",
    entities: dict[str, str] | None = None,
    slots: dict[str, Any] | None = None,
    rejected: bool = False,
) -> Tracker:
    """What a validator sees when the customer answers `asked`.

    Args:
        text: The message.
        asked: The slot that the form waits for.
        intent: How the message was read.
        entities: Values by name, such as a button carries.
        slots: What is known.
        rejected: The form has rejected the message; a rule has answered it.
    """
    answered = [{"event": "action_execution_rejected"}, {"event": "action"}]
    return tracker_of(
        slots={**(slots or {}), "requested_slot": asked},
        events=[{"event": "user", "text": text}, *(answered if rejected else [])],
        latest_message={
            "text": text,
            "intent": {"name": intent, "confidence": 0.9},
            "entities": [
                {"entity": name, "value": value}
                for name, value in (entities or {}).items()
            ],
        },
    )


def domain_with(form: str, *slots: str) -> dict[str, Any]:
    """As much of the domain as a validator reads."""
    return {
        "forms": {form: {"required_slots": list(slots)}},
        "slots": {slot: {"mappings": [{"type": "custom"}]} for slot in slots},
    }


def values(events: list[dict[str, Any]]) -> dict[str, Any]:
    """Slots by name, of the events of an action."""
    return {e["name"]: e["value"] for e in events if e["event"] == "slot"}
