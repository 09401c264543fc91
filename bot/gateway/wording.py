"""What the gateway itself says, read from `domain.yml` like everything the bot says."""

from __future__ import annotations

import random
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from bot.errors import SettingsError

BOT_UNAVAILABLE = "utter_bot_unavailable"
ACTION_FAILED = "utter_action_failed"
AGENT_JOINED = "utter_agent_joined"
AGENT_ASSIGNED = "utter_agent_assigned"
AGENT_LEFT = "utter_agent_left"
RETURNED_TO_BOT = "utter_returned_to_bot"
CONVERSATION_CLOSED = "utter_conversation_closed"
CONVERSATION_REOPENED = "utter_conversation_reopened"
HANDOFF_CANCELLED = "utter_handoff_cancelled"
BOT_BACK = "utter_bot_back"
# To somebody who waits: see bot/desk/waiting.py.
WAIT_NEXT = "utter_wait_next"
WAIT_NEXT_ESTIMATE = "utter_wait_next_estimate"
WAIT_PLACE = "utter_wait_place"
WAIT_PLACE_ESTIMATE = "utter_wait_place_estimate"
WAIT_CALLBACK_OFFER = "utter_wait_callback_offer"
WAIT_LEAVE_MESSAGE = "utter_wait_leave_message"
WAIT_OPEN = "utter_wait_open"
WAIT_OPEN_NOBODY = "utter_wait_open_nobody"
OUTSIDE_HOURS = "utter_outside_hours"
OUTSIDE_HOURS_DISTRESS = "utter_outside_hours_distress"
NOBODY_THERE = "utter_nobody_there"
NOBODY_THERE_DISTRESS = "utter_nobody_there_distress"
LEAVE_MESSAGE_NOW = "utter_leave_message_now"
CALLBACK_UNAVAILABLE = "utter_callback_unavailable"

SAID_BY_GATEWAY = (
    BOT_UNAVAILABLE,
    ACTION_FAILED,
    AGENT_JOINED,
    AGENT_ASSIGNED,
    AGENT_LEFT,
    RETURNED_TO_BOT,
    CONVERSATION_CLOSED,
    CONVERSATION_REOPENED,
    HANDOFF_CANCELLED,
    BOT_BACK,
    WAIT_NEXT,
    WAIT_NEXT_ESTIMATE,
    WAIT_PLACE,
    WAIT_PLACE_ESTIMATE,
    WAIT_CALLBACK_OFFER,
    WAIT_LEAVE_MESSAGE,
    WAIT_OPEN,
    WAIT_OPEN_NOBODY,
    OUTSIDE_HOURS,
    OUTSIDE_HOURS_DISTRESS,
    NOBODY_THERE,
    NOBODY_THERE_DISTRESS,
    LEAVE_MESSAGE_NOW,
    CALLBACK_UNAVAILABLE,
)


class Wording:
    """The responses of the domain, with their variations."""

    def __init__(self, responses: Mapping[str, Any]) -> None:
        """Keeps the `responses` section of a domain.

        Raises:
            SettingsError: A response that the gateway says itself is missing.
        """
        self._responses = responses
        missing = [name for name in SAID_BY_GATEWAY if not self._texts(name)]
        if missing:
            raise SettingsError(
                f"Expected domain.yml to have the responses {missing}, which the "
                "gateway says itself, but they are missing or empty. Please add them."
            )

    @classmethod
    def from_domain(cls, path: Path) -> Wording:
        """Reads a domain file.

        Raises:
            SettingsError: The file is missing or is not a domain.
        """
        try:
            domain = yaml.safe_load(path.read_text(encoding="utf-8"))
            responses = domain["responses"]
        except (OSError, yaml.YAMLError, KeyError, TypeError) as error:
            raise SettingsError(
                f"Expected {path.name} to be a Rasa domain with `responses`, "
                f"but it could not be read: {error}."
            ) from error
        return cls(responses)

    def say(self, name: str, **values: str) -> str:
        """One variation of a response, with its `{blanks}` filled."""
        return _filled(random.choice(self._texts(name)), values)

    def say_in_turn(self, name: str, number: int, **values: str) -> str:
        """The variation of a number, so that what comes again sounds different."""
        texts = self._texts(name)
        return _filled(texts[number % len(texts)], values)

    def buttons(self, name: str) -> list[dict[str, str]]:
        """The buttons of a response's first variation; empty when it has none."""
        variations = self._responses.get(name) or [{}]
        return [dict(button) for button in variations[0].get("buttons", [])]

    def find(self, name: str) -> str | None:
        """The first unconditional text of a response; `None` if there is none."""
        texts = self._texts(name)
        return texts[0] if texts else None

    def _texts(self, name: str) -> list[str]:
        variations = self._responses.get(name) or []
        return [
            str(v["text"]).strip()
            for v in variations
            if isinstance(v, dict) and v.get("text") and not v.get("condition")
        ]


def _filled(text: str, values: Mapping[str, str]) -> str:
    for key, value in values.items():
        text = text.replace("{" + key + "}", value)
    return text
