"""Plays a form with its validation action, as Rasa does, without Rasa."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from rasa_sdk import FormValidationAction
from rasa_sdk.executor import CollectingDispatcher
from ruamel.yaml import YAML

from tests.unit.actions.examples import tracker_of

DOMAIN = YAML(typ="safe").load(
    (Path(__file__).resolve().parents[3] / "domain.yml").read_text(encoding="utf-8")
)


class FormDriver:
    """A conversation inside one form.

    Attributes:
        slots: As they stand, `requested_slot` included.
        open: Whether the form still asks for something.
    """

    def __init__(self, action: FormValidationAction) -> None:
        self.action = action
        self.required = DOMAIN["forms"][action.form_name()]["required_slots"]
        self.slots: dict[str, Any] = dict.fromkeys(DOMAIN["slots"])
        self.slots["requested_slot"] = None
        self.events: list[dict[str, Any]] = []
        self.said: list[dict[str, Any]] = []

    @property
    def open(self) -> bool:
        return self.slots["requested_slot"] is not None

    async def say(self, text: str, intent: str = "", confidence: float = 0.1) -> bool:
        """The customer writes; `False` when the form takes it as no answer."""
        read = {"name": intent, "confidence": confidence}
        message = {"text": text, "intent": read, "entities": []}
        self.events.append({"event": "user", "text": text, "parse_data": message})
        tracker = tracker_of(dict(self.slots), list(self.events), message)
        dispatcher = CollectingDispatcher()
        events = await self.action.run(dispatcher, tracker, DOMAIN)
        self.said = dispatcher.messages
        changes = {e["name"]: e["value"] for e in events if e["event"] == "slot"}
        requested = changes.pop("requested_slot", None)
        self.slots.update(changes)
        was_asked = self.slots["requested_slot"] is not None
        if was_asked and not changes:
            return False
        missing = [name for name in self.required if self.slots[name] is None]
        self.slots["requested_slot"] = requested or (missing[0] if missing else None)
        return True

    def responses(self) -> list[str]:
        return [message["response"] for message in self.said]
