"""What leaves the desk is written down: searches and transcripts, never their words."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from bot.gateway.mode_changes import actor_of
from bot.store.agents import AgentIdentity
from bot.store.people_models import AuditEvent


def audit_export(
    session: Session, agent: AgentIdentity, conversation_id: str, **detail: Any
) -> None:
    """An agent took the words of a conversation away."""
    session.add(
        AuditEvent(
            actor=actor_of(agent),
            action="transcript_exported",
            subject_kind="conversation",
            subject_id=conversation_id,
            detail=detail,
        )
    )


def audit_search(session: Session, agent: AgentIdentity, found: int) -> None:
    """An agent looked through the conversations of everybody."""
    session.add(
        AuditEvent(actor=actor_of(agent), action="searched", detail={"found": found})
    )
