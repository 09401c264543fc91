"""The audit trail as JSON and CSV, and who looked at a conversation."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable
from typing import Any

from bot.contracts.people import AuditAction, AuditSubject
from bot.desk.spreadsheet import safe_cell
from bot.gateway.mode_changes import actor_of
from bot.gateway.store_access import AsyncStore
from bot.store.agents import AgentIdentity
from bot.store.audit import audit, was_seen_lately
from bot.store.people_models import AuditEvent

COLUMNS = ("at", "actor", "action", "subject_kind", "subject_id", "detail")


async def note_reading(
    store: AsyncStore,
    agent: AgentIdentity,
    action: AuditAction,
    conversation_id: str | None,
) -> None:
    """Writes what an agent read; that he saw a conversation, once an hour."""
    actor, is_sight = actor_of(agent), action is AuditAction.CONVERSATION_SEEN
    if is_sight and await store.read(was_seen_lately, actor, conversation_id):
        return
    kind = AuditSubject.CONVERSATION if conversation_id else None
    await store.write(audit, actor, action, kind, conversation_id)


def audit_shape(event: AuditEvent) -> dict[str, Any]:
    """One row of the trail."""
    return {
        "id": event.id,
        "at": event.at.isoformat(),
        "actor": event.actor,
        "action": event.action,
        "subject_kind": event.subject_kind,
        "subject_id": event.subject_id,
        "detail": event.detail,
    }


def audit_csv(events: Iterable[AuditEvent]) -> str:
    """The trail as CSV (RFC 4180), every cell quoted, none run by a spreadsheet."""
    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for event in events:
        shape = audit_shape(event)
        detail = event.detail
        shape["detail"] = json.dumps(detail, ensure_ascii=False) if detail else ""
        writer.writerow(safe_cell(str(shape[name] or "")) for name in COLUMNS)
    return out.getvalue()
