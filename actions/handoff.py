"""Calls a human: in the store, in the reply, and in words."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher
from ruamel.yaml import YAML
from sqlalchemy.orm import Session

from actions.base import StoreAction
from bot.contracts.escalation import (
    ACTION_HANDOFF,
    SLOT_ESCALATION,
    EscalationReason,
    HandoffNotice,
    Signal,
)
from bot.errors import SettingsError, StoreError
from bot.privacy.masking import mask_values
from bot.store.handoffs import open_handoff

logger = logging.getLogger(__name__)

KIND_HANDOFF = "handoff"
FIRST_WORDS_FILE = (
    Path(__file__).resolve().parent.parent
    / "data"
    / "knowledge"
    / "handoff_first_words.yml"
)

# Slots that say how the bot works, not what the customer told. `requested_slot` says
# which question a form was at: an agent goes on from there.
PRIVATE_SLOTS = frozenset({SLOT_ESCALATION, "session_started_metadata"})


class ActionHandoff(StoreAction):
    """Opens a handoff and announces it.

    The reply carries everything the gateway needs, so that a customer is handed over
    even while the store is out of reach.
    """

    def name(self) -> str:
        """See parent class."""
        return ACTION_HANDOFF

    async def run(
        self,
        dispatcher: CollectingDispatcher,
        tracker: Tracker,
        domain: dict[str, Any],
    ) -> list[dict[str, Any]]:
        """Utters what cannot wait, `utter_handoff_<reason>` and the notice.

        The slot `escalation` is emptied because its decision is carried out: a later
        handoff by a rule must not repeat an old reason.
        """
        reason, signals = read_decision(tracker.get_slot(SLOT_ESCALATION))
        handoff_id = await self._open(tracker, reason, signals)
        notice = HandoffNotice(reason=reason, signals=signals, handoff_id=handoff_id)
        intent = (tracker.latest_message.get("intent") or {}).get("name")
        if first := load_first_words().get(str(intent)):
            dispatcher.utter_message(response=first)
        dispatcher.utter_message(response=f"utter_handoff_{reason.value}")
        dispatcher.utter_message(json_message=as_json(notice))
        return [SlotSet(SLOT_ESCALATION, None)]

    async def _open(
        self, tracker: Tracker, reason: EscalationReason, signals: list[Signal]
    ) -> str | None:
        # An agent who needs a number finds it in the transcript, not copied once more.
        known = {
            name: mask_values(value)
            for name, value in tracker.slots.items()
            if value is not None and name not in PRIVATE_SLOTS
        }

        def work(session: Session) -> str | None:
            return open_handoff(
                session,
                conversation_id=tracker.sender_id,
                reason=reason.value,
                signals=[signal.dict() for signal in signals],
                slots=known,
            )

        try:
            return await self.in_store(work)
        except StoreError:
            logger.exception(
                "The handoff of conversation %s is announced without being stored.",
                tracker.sender_id,
            )
            return None


@lru_cache(maxsize=4)
def load_first_words(path: Path = FIRST_WORDS_FILE) -> Mapping[str, str]:
    """Reads which response goes before a handoff, by intent; once per process.

    Raises:
        SettingsError: The file has another form than expected.
    """
    content = YAML(typ="safe").load(path.read_text(encoding="utf-8"))
    try:
        words = {str(k): str(v) for k, v in content["first_words"].items()}
    except (KeyError, TypeError, AttributeError) as error:
        raise SettingsError(
            f"Expected {path.name} to have a map `first_words`, but did not find it. "
            "Please correct it."
        ) from error
    return words


def read_decision(slot: Any) -> tuple[EscalationReason, list[Signal]]:
    """Reads why a human is needed from the slot `escalation`.

    Without a decision there, a rule predicted the handoff: the customer asked for it.
    """
    if not isinstance(slot, Mapping) or slot.get("kind") != KIND_HANDOFF:
        return EscalationReason.REQUESTED, []
    reason = EscalationReason(slot.get("reason") or EscalationReason.REQUESTED.value)
    return reason, [Signal.parse_obj(signal) for signal in slot.get("signals") or []]


def as_json(notice: HandoffNotice) -> dict[str, Any]:
    """The notice as plain JSON values: the action server cannot write an enum."""
    return {**notice.dict(), "reason": notice.reason.value}
