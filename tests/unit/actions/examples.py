"""Trackers and dispatchers that the actions' tests start from."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher


def tracker_of(
    slots: dict[str, Any] | None = None,
    events: list[dict[str, Any]] | None = None,
    latest_message: dict[str, Any] | None = None,
    conversation_id: str = "conversation-1",
) -> Tracker:
    """A tracker as Rasa posts it to the action server."""
    return Tracker(
        sender_id=conversation_id,
        slots=slots or {},
        latest_message=latest_message,
        events=events or [],
        paused=False,
        followup_action=None,
        active_loop={},
        latest_action_name="action_listen",
    )


def said(dispatcher: CollectingDispatcher) -> list[str]:
    """Names of the responses that were uttered, in order."""
    names = [m.get("response") or m.get("template") for m in dispatcher.messages]
    return [name for name in names if name]
