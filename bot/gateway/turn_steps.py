"""The three transactions of a customer turn: accept, begin, finish.

A turn is accepted (stored, numbered, acknowledged) before anybody answers it, so
a crash at any later moment leaves a pending turn that is taken up again. It is
answered once, by the gateway that holds the conversation's lease.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from bot.contracts.modes import Mode, Sender
from bot.contracts.turns import SaidToHuman
from bot.errors import Refused
from bot.gateway.mode_changes import cancel, escalate, get_locked
from bot.gateway.modes import BOT_SPEAKS
from bot.gateway.outcomes import Outcome, Reply
from bot.gateway.schemas import CustomerMessage
from bot.gateway.shapes import message_shape
from bot.privacy.readings import storable_reading
from bot.store.conversations import lock_conversation, release_lease, take_lease
from bot.store.handoffs import find_position
from bot.store.messages import (
    ANSWERED,
    PENDING,
    add_message,
    count_pending,
    find_by_seq,
    find_message,
    find_next_pending,
    list_replies,
    list_since_handoff,
)
from bot.store.models import Conversation, Message

MAX_PENDING_PER_CONVERSATION = 1000


@dataclass(frozen=True)
class Accepted:
    """A customer turn that is stored; `is_new` is False for a repeated one."""

    message: Message
    is_new: bool


@dataclass(frozen=True)
class Turn:
    """A pending turn, leased to this gateway."""

    conversation_id: str
    seq: int
    message_id: str
    text: str  # what Rasa reads: the words, or the payload
    mode: Mode
    attempts: int  # this one included
    said_to_human: tuple[SaidToHuman, ...] | None  # to hand back first; None: nothing


@dataclass(frozen=True)
class Finished:
    """What a finished turn changed, for those who listen."""

    question: Message
    said: tuple[Message, ...] = ()
    mode: Mode = Mode.BOT
    mode_changed: bool = False


BUSY = object()  # another gateway holds the lease


def accept(session: Session, conversation_id: str, said: CustomerMessage) -> Accepted:
    """Stores a customer turn once, however often it arrives.

    Raises:
        Refused: 404 unknown conversation; 409 closed, or the id is somebody else's
            message; 429 too many turns wait already.
    """
    conversation = get_locked(session, conversation_id)
    message_id = str(said.message_id)
    existing = find_message(session, conversation_id, message_id)
    if existing is not None:
        if existing.sender != Sender.CUSTOMER.value:
            raise Refused(409, "message_id_taken", "Cet identifiant est déjà pris.")
        return Accepted(existing, is_new=False)
    if conversation.mode == Mode.CLOSED.value:
        raise Refused(409, "conversation_closed", "Cette conversation est terminée.")
    if count_pending(session, conversation_id) >= MAX_PENDING_PER_CONVERSATION:
        raise Refused(429, "too_many_messages", "Un instant, je lis vos messages.")
    message = add_message(
        session,
        conversation,
        Sender.CUSTOMER,
        said.shown_text,
        message_id=message_id,
        payload=said.payload,
        turn_state=PENDING,
    )
    return Accepted(message, is_new=True)


def begin(
    session: Session, conversation_id: str, owner: str, lease_s: float
) -> Turn | object | None:
    """Leases the oldest pending turn.

    Returns:
        The turn; `BUSY` while another gateway has the lease; `None` when nothing is
        pending or the conversation was erased.
    """
    conversation = lock_conversation(session, conversation_id)
    if conversation is None:
        return None
    message = find_next_pending(session, conversation_id)
    if message is None:
        if conversation.turn_owner == owner:
            release_lease(conversation)
        return None
    if not take_lease(conversation, owner, lease_s):
        return BUSY
    message.attempts += 1
    return Turn(
        conversation_id=conversation_id,
        seq=message.seq,
        message_id=message.message_id,
        text=message.payload or message.text,
        mode=Mode(conversation.mode),
        attempts=message.attempts,
        said_to_human=_to_hand_back(session, conversation, before=message.seq),
    )


def _to_hand_back(
    session: Session, conversation: Conversation, before: int
) -> tuple[SaidToHuman, ...] | None:
    if conversation.handed_over_seq is None or conversation.mode != Mode.BOT.value:
        return None
    return said_to_human(session, conversation, before)


def said_to_human(
    session: Session, conversation: Conversation, before: int
) -> tuple[SaidToHuman, ...]:
    """What customer and agents said since the handoff, up to `before` (excluded)."""
    since = conversation.handed_over_seq or 0
    return tuple(
        SaidToHuman(
            message_id=message.message_id,
            by_customer=message.sender == Sender.CUSTOMER.value,
            text=message.text,
        )
        for message in list_since_handoff(session, conversation.id, since)
        if message.seq < before
    )


def finish(
    session: Session, turn: Turn, outcome: Outcome, words: Callable[[str], str]
) -> Finished | None:
    """Stores what a turn led to and gives the lease back.

    The bot speaks only if the conversation is still the bot's: whatever happened
    while Rasa was thinking, an agent's conversation gets no reply of the bot.

    Returns:
        `None` when the conversation was erased or the turn answered meanwhile.
    """
    conversation = lock_conversation(session, turn.conversation_id)
    if conversation is None:
        return None
    release_lease(conversation)
    question = find_by_seq(session, turn.conversation_id, turn.seq)
    if question is None or question.turn_state != PENDING:
        return None
    before = Mode(conversation.mode)
    if outcome.handed_back:
        # An agent may have taken the conversation back while Rasa was thinking.
        conversation.handed_over_seq = None if before in BOT_SPEAKS else turn.seq
    said: list[Message] = []
    if outcome.cancels_handoff and before is Mode.QUEUED:
        cancel(session, conversation)
        said = _say(session, conversation, turn, outcome, Sender.SYSTEM, words)
    elif before in BOT_SPEAKS:
        said = _say(session, conversation, turn, outcome, Sender.BOT, words)
        if outcome.escalation is not None:
            escalate(session, conversation, outcome.escalation, before_seq=turn.seq - 1)
    question.turn_state = ANSWERED
    question.nlu = storable_reading(outcome.nlu) if outcome.nlu else None
    mode = Mode(conversation.mode)
    question.outcome = _first_answer(session, conversation, outcome, mode)
    return Finished(question, tuple(said), mode, mode is not before)


def _say(
    session: Session,
    conversation: Conversation,
    turn: Turn,
    outcome: Outcome,
    sender: Sender,
    words: Callable[[str], str],
) -> list[Message]:
    return [
        add_message(
            session,
            conversation,
            sender,
            _words_of(reply, words),
            buttons=[dict(button) for button in reply.buttons],
            custom=reply.custom,
            reply_to=turn.seq,
        )
        for reply in outcome.replies
    ]


def _words_of(reply: Reply, words: Callable[[str], str]) -> str:
    return words(reply.response) if reply.response else reply.text


def _first_answer(
    session: Session, conversation: Conversation, outcome: Outcome, mode: Mode
) -> dict[str, Any]:
    escalation = None
    if outcome.escalation is not None and mode is Mode.QUEUED:
        session.flush()
        escalation = {
            "reason": outcome.escalation.reason.value,
            "position": find_position(session, conversation.id),
        }
    clarified = {"clarified": True} if outcome.clarified else {}
    return {"mode": mode.value, "escalation": escalation, **clarified}


def read_answer_of(session: Session, conversation_id: str, seq: int) -> Any:
    """The stored answer of a turn as the API gives it; `None` while it is pending.

    Raises:
        Refused: 404, the conversation was erased meanwhile.
    """
    question = find_by_seq(session, conversation_id, seq)
    if question is None:
        raise Refused(404, "unknown_conversation", "Cette conversation n’existe pas.")
    if question.turn_state == PENDING:
        return None
    replies = list_replies(session, conversation_id, seq)
    return {
        "seq": seq,
        "mode": question.outcome["mode"],
        "replies": [message_shape(reply) for reply in replies],
        "escalation": question.outcome["escalation"],
    }


def set_nlu(
    session: Session, conversation_id: str, seq: int, nlu: dict[str, Any]
) -> Message | None:
    """Adds the bot's reading to a turn that a human answers."""
    message = find_by_seq(session, conversation_id, seq)
    if message is not None:
        message.nlu = storable_reading(nlu)
    return message
