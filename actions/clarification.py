"""Asks once what the customer meant."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import ActiveLoop, SlotSet
from rasa_sdk.executor import CollectingDispatcher
from ruamel.yaml import YAML

from bot.contracts.escalation import (
    ACTION_CLARIFY,
    PAYLOAD_ASK_HUMAN,
    SLOT_ESCALATION,
)
from bot.contracts.message_shape import MESSAGE_SHAPE, MessageShape
from bot.errors import SettingsError

LABELS_FILE = (
    Path(__file__).resolve().parent.parent / "data" / "knowledge" / "intent_labels.yml"
)


# What is asked about a message that holds no sentence, when it is not understood.
SHAPE_RESPONSES = {
    MessageShape.NOTHING: "utter_clarify_nothing",
    MessageShape.EMOJI: "utter_clarify_emoji",
    MessageShape.LETTER: "utter_clarify_letter",
    MessageShape.NUMBER: "utter_clarify_number",
    MessageShape.LINK: "utter_clarify_link",
    MessageShape.LONG: "utter_clarify_long",
}


@dataclass(frozen=True)
class Labels:
    """What the buttons of a clarification say.

    Attributes:
        human: Title of the button to a person.
        intents: Title of the button of each intent that can be offered.
    """

    human: str
    intents: Mapping[str, str]


class ActionClarify(Action):
    """Offers the best readings as buttons, or asks to say it in other words."""

    def __init__(self, labels_file: Path = LABELS_FILE) -> None:
        """Tests give a file of labels of their own."""
        self._labels_file = labels_file

    def name(self) -> str:
        """See parent class."""
        return ACTION_CLARIFY

    async def run(
        self,
        dispatcher: CollectingDispatcher,
        tracker: Tracker,
        domain: dict[str, Any],
    ) -> list[dict[str, Any]]:
        """Utters `utter_clarify`, or `utter_clarify_rephrase` without a reading.

        A message without a sentence (an emoji, a number, a link …) gets words of its
        own, and a long one too if it has no reading.

        Empties `escalation`: its decision is carried out. An open form that could not
        use the message is opened anew, or it would leave the next answer to the rules
        (rasa/shared/core/trackers.py, `rejected`).
        """
        labels = load_labels(self._labels_file)
        buttons = reading_buttons(tracker.get_slot(SLOT_ESCALATION), labels.intents)
        response = "utter_clarify" if buttons else rephrase(tracker.latest_message)
        human = {"title": labels.human, "payload": PAYLOAD_ASK_HUMAN}
        dispatcher.utter_message(response=response, buttons=[*buttons, human])
        form = (tracker.active_loop or {}).get("name")
        reopened = [ActiveLoop(form)] if form else []
        return [*reopened, SlotSet(SLOT_ESCALATION, None)]


def rephrase(latest_message: Any) -> str:
    """Which response asks to say it otherwise, by the shape of the message."""
    message = latest_message if isinstance(latest_message, Mapping) else {}
    try:
        shape = MessageShape(message.get(MESSAGE_SHAPE))
    except ValueError:
        return "utter_clarify_rephrase"
    return SHAPE_RESPONSES[shape]


@lru_cache(maxsize=4)
def load_labels(path: Path) -> Labels:
    """Reads the titles of the buttons from their file, once.

    Raises:
        SettingsError: The file has another form than expected.
    """
    content = YAML(typ="safe").load(path.read_text(encoding="utf-8"))
    try:
        human, intents = content["human"], dict(content["intents"])
    except (KeyError, TypeError, ValueError) as error:
        raise SettingsError(
            f"Expected {path.name} to have a title `human` and a map `intents`, but "
            f"did not find them. Please correct it."
        ) from error
    return Labels(str(human), {str(k): str(v) for k, v in intents.items()})


def reading_buttons(slot: Any, labels: Mapping[str, str]) -> list[dict[str, str]]:
    """Makes a button of each reading that has a label, in the order of the slot."""
    candidates = slot.get("candidates") if isinstance(slot, Mapping) else None
    intents = [str(candidate.get("intent")) for candidate in candidates or []]
    return [
        {"title": labels[intent], "payload": f"/{intent}"}
        for intent in intents
        if intent in labels
    ]
