"""Messages: numbered without gaps, stored once however often they arrive."""

from __future__ import annotations

import uuid
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from bot.contracts.modes import Sender
from bot.contracts.people import AuditAction
from bot.store.audit import audit_agent_id
from bot.store.desk_models import Note
from bot.store.models import Agent, Conversation, Message, utc_now

PENDING = "pending"
ANSWERED = "answered"


def add_message(
    session: Session,
    conversation: Conversation,
    sender: Sender,
    text: str,
    **columns: Any,
) -> Message:
    """Appends a message to a locked conversation with the next `seq`.

    Args:
        session: The session that locked the conversation.
        conversation: A conversation from `lock_conversation`; without the lock two
            writers could take one number.
        sender: Who says it.
        text: What the customer reads.
        **columns: Further columns of `Message`.
    """
    conversation.last_seq += 1
    conversation.updated_at = utc_now()
    columns.setdefault("message_id", str(uuid.uuid4()))
    message = Message(
        conversation_id=conversation.id,
        seq=conversation.last_seq,
        sender=sender.value,
        text=text,
        at=utc_now(),
        **columns,
    )
    session.add(message)
    session.flush()
    if sender is Sender.AGENT and message.agent_id is not None:
        audit_agent_id(
            session,
            message.agent_id,
            AuditAction.MESSAGE_SENT,
            conversation.id,
            {"seq": message.seq},
        )
    return message


def find_message(
    session: Session, conversation_id: str, message_id: str
) -> Message | None:
    """The message that a client already sent under this id; `None` if new."""
    return session.scalar(
        sa.select(Message).where(
            Message.conversation_id == conversation_id,
            Message.message_id == message_id,
        )
    )


def find_by_seq(session: Session, conversation_id: str, seq: int) -> Message | None:
    """The message of that number; `None` if there is none."""
    return session.scalar(
        sa.select(Message).where(
            Message.conversation_id == conversation_id, Message.seq == seq
        )
    )


def list_messages(
    session: Session, conversation_id: str, after: int = 0, limit: int | None = None
) -> list[Message]:
    """Messages with `seq` greater than `after`, in order."""
    return list(
        session.scalars(
            sa.select(Message)
            .where(Message.conversation_id == conversation_id, Message.seq > after)
            .order_by(Message.seq)
            .limit(limit)
        )
    )


def list_replies(session: Session, conversation_id: str, seq: int) -> list[Message]:
    """What answered the turn `seq`, in order."""
    return list(
        session.scalars(
            sa.select(Message)
            .where(Message.conversation_id == conversation_id, Message.reply_to == seq)
            .order_by(Message.seq)
        )
    )


def find_next_pending(session: Session, conversation_id: str) -> Message | None:
    """The oldest customer turn without an answer; `None` when all have one."""
    return session.scalar(
        sa.select(Message)
        .where(
            Message.conversation_id == conversation_id,
            Message.turn_state == PENDING,
        )
        .order_by(Message.seq)
        .limit(1)
    )


def count_pending(session: Session, conversation_id: str) -> int:
    """How many customer turns wait for an answer."""
    query = sa.select(sa.func.count(Message.id)).where(
        Message.conversation_id == conversation_id, Message.turn_state == PENDING
    )
    return int(session.scalar(query) or 0)


def list_conversations_with_pending(session: Session) -> list[str]:
    """Conversations with a pending turn that no living gateway is answering."""
    return list(
        session.scalars(
            sa.select(Conversation.id)
            .join(Message, Message.conversation_id == Conversation.id)
            .where(
                Message.turn_state == PENDING,
                sa.or_(
                    Conversation.turn_lease_until.is_(None),
                    Conversation.turn_lease_until < utc_now(),
                ),
            )
            .distinct()
        )
    )


def list_since_handoff(
    session: Session, conversation_id: str, after: int
) -> list[Message]:
    """What the customer and agents said after `seq`, without the bot and the system."""
    return [
        message
        for message in list_messages(session, conversation_id, after)
        if message.sender in (Sender.CUSTOMER.value, Sender.AGENT.value)
    ]


def find_note(session: Session, conversation_id: str, message_id: str) -> Note | None:
    """The note that an agent already sent under this id; `None` if new."""
    return session.scalar(
        sa.select(Note).where(
            Note.conversation_id == conversation_id, Note.message_id == message_id
        )
    )


def add_note(
    session: Session, conversation_id: str, agent_id: int, message_id: str, text: str
) -> Note:
    """Keeps a private note, which has no `seq` and never reaches the customer."""
    note = Note(
        conversation_id=conversation_id,
        agent_id=agent_id,
        message_id=message_id,
        text=text,
        at=utc_now(),
    )
    session.add(note)
    session.flush()
    audit_agent_id(session, agent_id, AuditAction.NOTE_ADDED, conversation_id)
    return note


def list_notes(session: Session, conversation_id: str) -> list[tuple[Note, str | None]]:
    """Private notes with their agents' names, oldest first."""
    rows = session.execute(
        sa.select(Note, Agent.name)
        .outerjoin(Agent, Agent.id == Note.agent_id)
        .where(Note.conversation_id == conversation_id)
        .order_by(Note.id)
    )
    return [(note, name) for note, name in rows]
