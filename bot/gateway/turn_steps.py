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
from bot.gateway import handoff_clocks
from bot.gateway.handoff_traits import note_start
from bot.gateway.mode_changes import escalate, get_locked
from bot.gateway.modes import BOT_SPEAKS
from bot.gateway.outcomes import Outcome
from bot.gateway.queue_steps import answer_in_queue
from bot.gateway.replies import say_replies
from bot.gateway.schemas import CustomerMessage
from bot.gateway.shapes import message_shape
from bot.gateway.waiting_choices import wants_callback
from bot.privacy.readings import storable_reading
from bot.store.conversations import lock_conversation, release_lease, take_lease
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
from bot.store.queue import find_position

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
    """What a finished turn changed, for those who listen.

    Attributes:
        question: The customer's turn.
        said: What answers it.
        mode: Where the conversation now stands.
        mode_changed: Whether it stood elsewhere before.
        more: Whether further turns are pending.
    """

    question: Message
    said: tuple[Message, ...] = ()
    mode: Mode = Mode.BOT
    mode_changed: bool = False
    more: bool = False


BUSY = object()  # another gateway holds the lease


def accept(
    session: Session,
    conversation_id: str,
    said: CustomerMessage,
    *,
    identity_required: bool = False,
) -> Accepted:
    """Stores a customer turn once, however often it arrives.

    Raises:
        Refused: 403 nobody vouches for the customer, where somebody must.
        Refused: 404 unknown conversation; 409 closed, or the id is somebody else's
            message; 429 too many turns wait already.
    """
    conversation = get_locked(session, conversation_id)
    if identity_required and conversation.customer_id is None:
        raise Refused(
            403, "identity_needed", "Connectez-vous à votre espace pour nous écrire."
        )
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
    handoff_clocks.customer_wrote(session, conversation)
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
        said_to_human=_to_hand_back(session, conversation, message),
    )


def _to_hand_back(
    session: Session, conversation: Conversation, turn: Message
) -> tuple[SaidToHuman, ...] | None:
    bot_is_next = conversation.mode == Mode.BOT.value or wants_callback(
        turn.payload, Mode(conversation.mode)
    )
    if conversation.handed_over_seq is None or not bot_is_next:
        return None
    return said_to_human(session, conversation, turn.seq)


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
    said: list[Message] = []
    if before is Mode.QUEUED:
        said = answer_in_queue(session, conversation, turn.seq, outcome, words)
    elif before in BOT_SPEAKS:
        if outcome.handed_back:
            conversation.handed_over_seq = None
        said = say_replies(session, conversation, turn.seq, outcome, Sender.BOT, words)
        if outcome.escalation is not None:
            escalate(session, conversation, outcome.escalation, before_seq=turn.seq - 1)
    elif outcome.handed_back:
        # An agent took the conversation back while Rasa was learning what was said.
        conversation.handed_over_seq = turn.seq
    question.turn_state = ANSWERED
    question.nlu = storable_reading(outcome.nlu) if outcome.nlu else None
    mode = Mode(conversation.mode)
    if mode is Mode.QUEUED and before is not mode:
        note_start(session, conversation)
    question.outcome = _first_answer(session, conversation, outcome, mode)
    more = count_pending(session, turn.conversation_id) > 0
    return Finished(question, tuple(said), mode, mode is not before, more)


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
