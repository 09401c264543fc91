"""The customer says that the answer was beside the question."""

from __future__ import annotations

import logging
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import FollowupAction, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.base import StoreAction
from actions.clarification import LABELS_FILE, load_labels
from actions.handoff import KIND_HANDOFF
from bot.contracts.escalation import (
    ACTION_HANDOFF,
    PAYLOAD_ASK_HUMAN,
    SLOT_ESCALATION,
    EscalationReason,
)
from bot.errors import StoreError
from bot.helpline.rejected_answer import Rejected, read_rejected
from bot.privacy.masking import mask_personal_data
from bot.store.answer_corrections import add_correction

logger = logging.getLogger(__name__)

# Shown to agents as the reason of the handoff, in words of web/console/signals.js.
RULE = "answer_rejected"
REJECTIONS = 2


class ActionReconsider(StoreAction):
    """Apologises once and offers the other readings; the second time, a person."""

    def name(self) -> str:
        """See parent class."""
        return "action_reconsider"

    async def run(
        self,
        dispatcher: CollectingDispatcher,
        tracker: Tracker,
        domain: dict[str, Any],
    ) -> list[dict[str, Any]]:
        """Utters `utter_misread_offer` or `utter_misread_rephrase`, or hands over.

        Keeps what was misread, without personal data. That this fails costs designers
        an example, and the customer nothing: he is answered all the same.
        """
        labels = load_labels(LABELS_FILE)
        rejected = read_rejected(tracker.events, labels.intents.keys())
        await self._keep(tracker.sender_id, rejected)
        if rejected.again:
            return hand_over()
        buttons = [
            {"title": labels.intents[intent], "payload": f"/{intent}"}
            for intent in rejected.others
        ]
        human = {"title": labels.human, "payload": PAYLOAD_ASK_HUMAN}
        dispatcher.utter_message(
            response="utter_misread_offer" if buttons else "utter_misread_rephrase",
            buttons=[*buttons, human],
        )
        return []

    async def _keep(self, conversation_id: str, rejected: Rejected) -> None:
        if not rejected.text:
            return
        masked = mask_personal_data(rejected.text)
        try:
            await self.in_store(
                lambda session: add_correction(
                    session, conversation_id, rejected.intent, masked
                )
            )
        except StoreError as error:
            logger.warning(
                "A rejected answer of conversation %s is not kept: %s",
                conversation_id,
                error,
            )


def hand_over() -> list[dict[str, Any]]:
    """Calls a human in the same turn, and says why."""
    decision = {
        "kind": KIND_HANDOFF,
        "reason": EscalationReason.REPEATED_FALLBACK.value,
        "signals": [{"rule": RULE, "value": REJECTIONS, "threshold": REJECTIONS}],
        "candidates": [],
    }
    return [SlotSet(SLOT_ESCALATION, decision), FollowupAction(ACTION_HANDOFF)]
