"""The audit trail: who saw and did what. Rows are added and never changed.

What is written down happens in the transaction of the thing itself: both are kept, or
neither. The database refuses to change or delete a row (revision 0007). Rows hold
random ids, names of actions and small facts; never words of a conversation.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from bot.contracts.modes import Mode
from bot.contracts.people import AuditAction, AuditSubject
from bot.store.models import Agent, utc_now
from bot.store.people_models import AuditEvent

AGENT_PREFIX = "agent:"
# Who looks at a conversation again within this time has seen it once.
SEEN_AGAIN_AFTER = timedelta(hours=1)
PAGE_SIZE = 50
_BATCH = 500


@dataclass(frozen=True)
class AuditFilter:
    """What the reader of the trail wants to see; `None` = all of it."""

    actor: str | None = None
    action: AuditAction | None = None
    subject: str | None = None  # id of a conversation, a username, a file …
    since: datetime | None = None
    until: datetime | None = None


def audit(
    session: Session,
    actor: str,
    action: AuditAction,
    subject_kind: AuditSubject | None = None,
    subject_id: str | None = None,
    detail: Mapping[str, Any] | None = None,
) -> None:
    """Writes a row in the running transaction.

    Args:
        session: The writing session of the thing that is recorded.
        actor: `agent:<username>`, `system`, `cli` or `unknown`.
        action: What happened.
        subject_kind: What it happened to.
        subject_id: Its id or username.
        detail: Small facts, such as a role; never words of a conversation.
    """
    session.add(
        AuditEvent(
            actor=actor,
            action=action.value,
            subject_kind=subject_kind.value if subject_kind else None,
            subject_id=subject_id,
            detail=dict(detail) if detail else None,
        )
    )


def audit_agent_id(
    session: Session,
    agent_id: int,
    action: AuditAction,
    conversation_id: str,
    detail: Mapping[str, Any] | None = None,
) -> None:
    """Writes what an agent, known by id only, did in a conversation."""
    username = session.scalar(sa.select(Agent.username).where(Agent.id == agent_id))
    audit(
        session,
        f"{AGENT_PREFIX}{username}",
        action,
        AuditSubject.CONVERSATION,
        conversation_id,
        detail,
    )


def audit_mode(
    session: Session, conversation_id: str, actor: str, to: Mode, was: Mode, why: str
) -> None:
    """Writes a change of mode if a person of the desk made it."""
    if not actor.startswith(AGENT_PREFIX):
        return
    audit(
        session,
        actor,
        _action_of(was, to, why),
        AuditSubject.CONVERSATION,
        conversation_id,
        {"from": was.value, "to": to.value, "reason": why},
    )


def _action_of(was: Mode, to: Mode, why: str) -> AuditAction:
    if to is Mode.WRAP_UP:
        return AuditAction.CLOSED if why == "close" else AuditAction.RETURNED
    known = {
        (Mode.QUEUED, Mode.HUMAN): AuditAction.CLAIMED,
        (Mode.HUMAN, Mode.HUMAN): AuditAction.TRANSFERRED,
        (Mode.HUMAN, Mode.QUEUED): AuditAction.RELEASED,
    }
    return known.get((was, to), AuditAction.MODE_CHANGED)


def was_seen_lately(session: Session, actor: str, conversation_id: str) -> bool:
    """Whether the trail already says that this agent looks at the conversation."""
    found = session.scalar(
        sa.select(AuditEvent.id)
        .where(
            AuditEvent.subject_kind == AuditSubject.CONVERSATION.value,
            AuditEvent.subject_id == conversation_id,
            AuditEvent.actor == actor,
            AuditEvent.action == AuditAction.CONVERSATION_SEEN.value,
            AuditEvent.at > utc_now() - SEEN_AGAIN_AFTER,
        )
        .limit(1)
    )
    return found is not None


def list_events(
    session: Session, wanted: AuditFilter, page: int = 1
) -> tuple[list[AuditEvent], int]:
    """One page of the trail, the newest first, and how many rows there are in all."""
    query = sa.select(AuditEvent).where(*_conditions(wanted))
    total = session.scalar(
        sa.select(sa.func.count(AuditEvent.id)).where(*_conditions(wanted))
    )
    found = session.scalars(
        query.order_by(AuditEvent.id.desc())
        .limit(PAGE_SIZE)
        .offset((page - 1) * PAGE_SIZE)
    )
    return list(found), int(total or 0)


def iterate_events(session: Session, wanted: AuditFilter) -> Iterator[AuditEvent]:
    """The whole trail, the oldest first, in batches that fit in memory."""
    last = 0
    while True:
        batch = list(
            session.scalars(
                sa.select(AuditEvent)
                .where(AuditEvent.id > last, *_conditions(wanted))
                .order_by(AuditEvent.id)
                .limit(_BATCH)
            )
        )
        yield from batch
        if len(batch) < _BATCH:
            return
        last = batch[-1].id


def _conditions(wanted: AuditFilter) -> list[sa.sql.ColumnElement]:
    found = []
    if wanted.actor:
        found.append(AuditEvent.actor.in_((wanted.actor, AGENT_PREFIX + wanted.actor)))
    if wanted.action:
        found.append(AuditEvent.action == wanted.action.value)
    if wanted.subject:
        found.append(AuditEvent.subject_id == wanted.subject)
    if wanted.since:
        found.append(AuditEvent.at >= wanted.since)
    if wanted.until:
        found.append(AuditEvent.at < wanted.until)
    return found
