"""Reads the steps of a test story as turns: what is said, done and remembered."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

_ANNOTATED = re.compile(r"\[(?P<words>[^\]]+)\](?:\([^)]*\)|\{[^}]*\})")
SLOT_ESCALATION = "escalation"


@dataclass
class Expected:
    """One turn of a story.

    Attributes:
        text: What the customer writes, without annotations, or the payload of a button.
        actions: What the bot does, in order.
        slots: Slots that the turn sets, at their last value.
        failed: The action that cannot do its work in this turn.
    """

    text: str
    actions: list[str] = field(default_factory=list)
    slots: dict[str, Any] = field(default_factory=dict)
    failed: str | None = None


def expected_turns(steps: Iterable[Mapping[str, Any]]) -> list[Expected]:
    """Cuts a story into turns, one for each message of the customer."""
    turns: list[Expected] = []
    for step in steps:
        if "intent" in step:
            turns.append(Expected(text=_text_of(step)))
        elif "action" in step:
            turns[-1].actions.append(step["action"])
        for slot in step.get("slot_was_set", ()):
            _remember(turns[-1], slot)
    return turns


def _text_of(step: Mapping[str, Any]) -> str:
    if "user" in step:
        return _ANNOTATED.sub(lambda m: m["words"], step["user"]).strip()
    entities = {k: v for entity in step.get("entities", ()) for k, v in entity.items()}
    written = json.dumps(entities, ensure_ascii=False) if entities else ""
    return f"/{step['intent']}{written}"


def _remember(turn: Expected, slot: Mapping[str, Any]) -> None:
    for name, value in slot.items():
        if name == SLOT_ESCALATION:
            turn.failed = value["action"]
        else:
            turn.slots[name] = value
