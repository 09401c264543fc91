"""Conversations: opened, found, leased for a turn, moved from mode to mode."""

from __future__ import annotations

import secrets
import uuid
from datetime import timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from bot.contracts.modes import Mode
from bot.store.agents import hash_token
from bot.store.audit import audit_mode
from bot.store.models import Conversation, Feedback, ModeChange, utc_now


def add_conversation(
    session: Session,
    *,
    locale: str | None = None,
    page_url: str | None = None,
    meta: dict[str, Any] | None = None,
) -> tuple[Conversation, str]:
    """Opens a conversation; returns it with its token, which is kept nowhere."""
    token = secrets.token_urlsafe(32)
    conversation = Conversation(
        id=str(uuid.uuid4()),
        token_hash=hash_token(token),
        mode=Mode.BOT.value,
        locale=locale,
        page_url=page_url,
        meta=meta,
    )
    session.add(conversation)
    session.flush()
    return conversation, token


def find_conversation(session: Session, conversation_id: str) -> Conversation | None:
    """The conversation of that id; `None` if there is none."""
    return session.get(Conversation, conversation_id)


def find_by_token(session: Session, token: str) -> Conversation | None:
    """The conversation that a token opens; `None` for an unknown token."""
    return session.scalar(
        sa.select(Conversation).where(Conversation.token_hash == hash_token(token))
    )


def lock_conversation(session: Session, conversation_id: str) -> Conversation | None:
    """Loads the conversation and keeps other writers out until the commit."""
    return session.scalar(
        sa.select(Conversation)
        .where(Conversation.id == conversation_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )


def change_mode(
    session: Session,
    conversation: Conversation,
    to: Mode,
    *,
    actor: str,
    reason: str,
) -> None:
    """Moves a locked conversation to another mode and writes down who and why.

    Whether the change is allowed is decided by `bot.gateway.modes`, not here. What a
    person of the desk did also goes to the audit trail.
    """
    was = Mode(conversation.mode)
    audit_mode(session, conversation.id, actor, to, was, reason)
    session.add(
        ModeChange(
            conversation_id=conversation.id,
            from_mode=conversation.mode,
            to_mode=to.value,
            actor=actor,
            reason=reason,
        )
    )
    conversation.mode = to.value
    conversation.updated_at = utc_now()


def list_mode_changes(session: Session, conversation_id: str) -> list[ModeChange]:
    """Every change of mode, oldest first."""
    return list(
        session.scalars(
            sa.select(ModeChange)
            .where(ModeChange.conversation_id == conversation_id)
            .order_by(ModeChange.id)
        )
    )


def take_lease(conversation: Conversation, owner: str, lease_s: float) -> bool:
    """Lets one gateway answer the pending turns of a locked conversation.

    Returns:
        False while another gateway's lease has not run out.
    """
    now = utc_now()
    held = conversation.turn_lease_until
    if conversation.turn_owner not in (None, owner) and held and held > now:
        return False
    conversation.turn_owner = owner
    conversation.turn_lease_until = now + timedelta(seconds=lease_s)
    return True


def release_lease(conversation: Conversation) -> None:
    """Gives the lease of a locked conversation back."""
    conversation.turn_owner = None
    conversation.turn_lease_until = None


def release_leases_of(session: Session, owner: str) -> int:
    """Gives back every lease of a gateway that starts again after a crash."""
    result = session.execute(
        sa.update(Conversation)
        .where(Conversation.turn_owner == owner)
        .values(turn_owner=None, turn_lease_until=None)
    )
    return int(result.rowcount)


def list_wrapping_up(session: Session) -> list[str]:
    """Conversations left in `wrap_up` whose gateway is gone."""
    return list(
        session.scalars(
            sa.select(Conversation.id).where(
                Conversation.mode == Mode.WRAP_UP.value,
                sa.or_(
                    Conversation.turn_lease_until.is_(None),
                    Conversation.turn_lease_until < utc_now(),
                ),
            )
        )
    )


def set_feedback(
    session: Session, conversation_id: str, score: int, comment: str | None
) -> None:
    """Keeps how listened to the customer felt; a later answer replaces it."""
    session.merge(
        Feedback(conversation_id=conversation_id, score=score, comment=comment)
    )


def find_feedback(session: Session, conversation_id: str) -> Feedback | None:
    """How listened to the customer felt; `None` when not said."""
    return session.get(Feedback, conversation_id)
