"""What leaves the desk is written down: searches and transcripts, never their words."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from bot.contracts.people import AuditAction, AuditSubject
from bot.gateway.mode_changes import actor_of
from bot.store.agents import AgentIdentity
from bot.store.audit import audit


def audit_export(
    session: Session, agent: AgentIdentity, conversation_id: str, **detail: Any
) -> None:
    """An agent took the words of a conversation away."""
    audit(
        session,
        actor_of(agent),
        AuditAction.TRANSCRIPT_EXPORTED,
        AuditSubject.CONVERSATION,
        conversation_id,
        detail,
    )


def audit_search(session: Session, agent: AgentIdentity, found: int) -> None:
    """An agent looked through the conversations of everybody."""
    audit(session, actor_of(agent), AuditAction.SEARCHED, detail={"found": found})
