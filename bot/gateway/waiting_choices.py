"""What a customer who waits may choose: the bot again, a call, a message. Pure."""

from __future__ import annotations

from dataclasses import replace

from bot.contracts.escalation import (
    PAYLOAD_CANCEL_HANDOFF,
    PAYLOAD_LEAVE_MESSAGE,
    PAYLOAD_REQUEST_CALLBACK,
)
from bot.contracts.modes import Mode
from bot.gateway.outcomes import Outcome, Reply
from bot.gateway.wording import (
    CALLBACK_UNAVAILABLE,
    HANDOFF_CANCELLED,
    LEAVE_MESSAGE_NOW,
)


def read_choice(text: str, mode: Mode) -> Outcome | None:
    """What the gateway answers by itself; `None` for any other turn.

    In `bot` mode another tab was quicker: the same words, nothing to undo.
    """
    if mode not in (Mode.QUEUED, Mode.BOT):
        return None
    if text == PAYLOAD_LEAVE_MESSAGE and mode is Mode.QUEUED:
        reply = Reply(response=LEAVE_MESSAGE_NOW)
        return Outcome(replies=(reply,), leaves_message=True)
    if text in (PAYLOAD_CANCEL_HANDOFF, PAYLOAD_LEAVE_MESSAGE):
        reply = Reply(response=HANDOFF_CANCELLED)
        return Outcome(replies=(reply,), cancels_handoff=True)
    return None


def wants_callback(text: str | None, mode: Mode) -> bool:
    """Whether somebody who waits asks to be called at another moment instead."""
    return text == PAYLOAD_REQUEST_CALLBACK and mode is Mode.QUEUED


def leave_for_callback(answer: Outcome | None) -> Outcome:
    """Leaves the queue once the bot has begun to ask; never for nothing.

    Args:
        answer: The bot's to the request; `None` when it did not answer.
    """
    if answer is None or answer.escalation is not None:
        return Outcome(replies=(Reply(response=CALLBACK_UNAVAILABLE),), in_queue=True)
    return replace(answer, calls_back=True)
