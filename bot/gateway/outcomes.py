"""What one turn leads to, decided from Rasa's answer or its failure. Pure."""

from __future__ import annotations

import logging
from collections.abc import Container
from dataclasses import dataclass, field
from typing import Any

from pydantic import ValidationError

from bot.contracts.escalation import (
    EscalationReason,
    HandoffNotice,
    Signal,
    read_handoff_notice,
)
from bot.contracts.shares import SHAREABLE
from bot.contracts.turns import BotMessage, TurnAnswer

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Reply:
    """One message to the customer; `response` names words that are still to be read."""

    text: str = ""
    buttons: tuple[dict[str, str], ...] = ()
    custom: dict[str, Any] | None = None
    response: str | None = None


@dataclass(frozen=True)
class Escalation:
    """A human takes over: why, and all that was measured."""

    reason: EscalationReason
    signals: tuple[Signal, ...] = ()


@dataclass(frozen=True)
class Outcome:
    """What to store and to say for one turn."""

    replies: tuple[Reply, ...] = ()
    nlu: dict[str, Any] | None = None
    escalation: Escalation | None = None
    cancels_handoff: bool = False
    calls_back: bool = False  # leaves the queue to be called at another moment
    in_queue: bool = False  # said to somebody who waits and goes on waiting
    leaves_message: bool = False
    handed_back: bool = False
    observed_later: bool = field(default=False)
    clarified: bool = False


def bot_failed(cause: str, apology: str) -> Outcome:
    """Rasa refused, was too slow, or said nothing: the customer hears an apology.

    Args:
        cause: What `RasaUnavailable` names, e.g. `timeout`.
        apology: Name of the response to say.
    """
    signal = Signal(rule="bot_unavailable", value=cause)
    return Outcome(
        replies=(Reply(response=apology),),
        escalation=Escalation(EscalationReason.BOT_UNAVAILABLE, (signal,)),
    )


def read_answer(
    answer: TurnAnswer,
    *,
    unavailable: str,
    action_failed: str,
    shareable: Container[str] = (),
) -> Outcome:
    """Reads Rasa's answer; failures inside it are failures, not silence.

    Args:
        answer: From the turn channel.
        unavailable: Response to say when the bot had nothing to say.
        action_failed: Response to say when a custom action failed.
        shareable: Names of responses that may be passed on as public pages.
    """
    nlu = answer.nlu.dict()
    replies, notice = _split(answer.messages, shareable)
    if answer.failed_actions:
        signals = [Signal(rule="action_failed", value=answer.failed_actions[0])]
        signals += _signals_of(answer.escalation)
        return Outcome(
            replies=(*replies, Reply(response=action_failed)),
            nlu=nlu,
            escalation=Escalation(EscalationReason.ACTION_FAILED, tuple(signals)),
        )
    if not replies and notice is None:
        failed = bot_failed("empty_reply", unavailable)
        return Outcome(replies=failed.replies, nlu=nlu, escalation=failed.escalation)
    escalation = Escalation(notice.reason, tuple(notice.signals)) if notice else None
    return Outcome(
        replies=tuple(replies),
        nlu=nlu,
        escalation=escalation,
        clarified=answer.clarified,
    )


def _split(
    messages: list[BotMessage], shareable: Container[str]
) -> tuple[list[Reply], HandoffNotice | None]:
    """Separates what the customer reads from the notice that only we read."""
    replies: list[Reply] = []
    notice: HandoffNotice | None = None
    for message in messages:
        try:
            found = read_handoff_notice(message.custom)
        except ValidationError:
            # A designer's payload that is nearly a notice still means a human.
            logger.error("unreadable handoff notice")
            found = HandoffNotice(reason=EscalationReason.DESIGNER_RULE)
        if found is not None:
            notice = found
        text = (message.text or "").strip()
        custom = None if found else message.custom
        if text and custom is None and message.response in shareable:
            custom = {SHAREABLE: message.response}
        if text or message.buttons or custom:
            replies.append(Reply(text, _buttons(message), custom))
    return replies, notice


def _buttons(message: BotMessage) -> tuple[dict[str, str], ...]:
    return tuple(
        {"title": str(b["title"]), "payload": str(b.get("payload") or b["title"])}
        for b in message.buttons
        if b.get("title")
    )


def _signals_of(decision: dict[str, Any] | None) -> list[Signal]:
    try:
        return [Signal.parse_obj(s) for s in (decision or {}).get("signals", [])]
    except (ValidationError, TypeError):
        return []
