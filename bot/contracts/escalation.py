"""What the Rasa side, the actions and the gateway agree on when a human takes over."""

from __future__ import annotations

from enum import Enum
from typing import Any

from pydantic import BaseModel, Extra, Field

ACTION_HANDOFF = "action_handoff"
ACTION_CLARIFY = "action_clarify"
ACTION_ACKNOWLEDGE = "action_acknowledge"

# Slot in which the escalation policy leaves its decision for `action_handoff`.
SLOT_ESCALATION = "escalation"

# Payload a customer's button sends to leave the queue; the gateway answers it.
PAYLOAD_CANCEL_HANDOFF = "/cancel_handoff"
# The same to write a message and go, and to be called back at another moment. The last
# one is an intent of the bot's, too.
PAYLOAD_LEAVE_MESSAGE = "/leave_message"
PAYLOAD_REQUEST_CALLBACK = "/request_callback"
# Payload of every "talk to a person" button.
PAYLOAD_ASK_HUMAN = "/ask_human"


class EscalationReason(str, Enum):
    """Why a human takes over; a closed set, shown to agents and counted in reports."""

    REQUESTED = "requested"
    LOW_CONFIDENCE = "low_confidence"
    REPEATED_FALLBACK = "repeated_fallback"
    NEGATIVE_SENTIMENT = "negative_sentiment"
    DISTRESS = "distress"
    SENSITIVE_TOPIC = "sensitive_topic"
    ACTION_FAILED = "action_failed"
    BOT_UNAVAILABLE = "bot_unavailable"
    DESIGNER_RULE = "designer_rule"


class Signal(BaseModel):
    """One rule that fired.

    Attributes:
        rule: Stable name of the rule, e.g. `confidence_below_handoff`.
        value: What was measured, in the unit of the rule (a confidence in [0, 1], a
            polarity in [-1, 1], a count, or the words that matched).
        threshold: The limit it crossed; `None` where the rule has none.
    """

    rule: str = Field(max_length=80)
    value: float | int | str | None = None
    threshold: float | int | str | None = None

    class Config:
        extra = Extra.forbid
        frozen = True


class HandoffNotice(BaseModel):
    """The machine-readable part of the bot's reply that announces a handoff.

    It travels as Rasa's `custom` payload; customers never see it.
    """

    type: str = Field(default="handoff", regex="^handoff$")
    reason: EscalationReason
    signals: list[Signal] = Field(default_factory=list, max_items=30)
    handoff_id: str | None = Field(default=None, max_length=64)

    class Config:
        extra = Extra.forbid
        frozen = True


def read_handoff_notice(custom: Any) -> HandoffNotice | None:
    """Finds the notice in a `custom` payload; `None` if it is something else.

    Raises:
        pydantic.ValidationError: The payload says `type: handoff` but is malformed.
    """
    if not isinstance(custom, dict) or custom.get("type") != "handoff":
        return None
    return HandoffNotice.parse_obj(custom)
