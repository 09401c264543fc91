"""What a turn does to somebody who waits: he leaves the queue, or writes and goes."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy.orm import Session

from bot.contracts.escalation import Signal
from bot.contracts.modes import Sender
from bot.gateway.handoff_clocks import stop_ladder
from bot.gateway.mode_changes import cancel
from bot.gateway.outcomes import Outcome
from bot.gateway.replies import say_replies
from bot.store.handoffs import find_open_handoff
from bot.store.models import Conversation, Message

CANCELLED = "cancelled"
CALLBACK = "callback"
LEFT_MESSAGE = Signal(rule="left_message")


def answer_in_queue(
    session: Session,
    conversation: Conversation,
    seq: int,
    outcome: Outcome,
    words: Callable[[str], str],
) -> list[Message]:
    """Carries out what a waiting customer chose; any other turn is left to agents."""
    speaker = Sender.SYSTEM
    if outcome.calls_back:
        # The bot was told all that was said, and asks for number and moment.
        cancel(session, conversation, CALLBACK)
        conversation.handed_over_seq = None
        speaker = Sender.BOT
    elif outcome.cancels_handoff:
        cancel(session, conversation, CANCELLED)
    elif outcome.leaves_message:
        _note_message_left(session, conversation)
    elif not outcome.in_queue:
        return []
    return say_replies(session, conversation, seq, outcome, speaker, words)


def _note_message_left(session: Session, conversation: Conversation) -> None:
    stop_ladder(session, conversation.id)
    handoff = find_open_handoff(session, conversation.id)
    if handoff is None or has_left_message(handoff.signals):
        return
    handoff.signals = [*handoff.signals, LEFT_MESSAGE.dict()]


def has_left_message(signals: list[dict[str, object]]) -> bool:
    """Whether a customer said that he writes and does not wait on the page."""
    return any(signal.get("rule") == LEFT_MESSAGE.rule for signal in signals)
