"""HTTP for the audit trail: /desk/audit, for administrators."""

from __future__ import annotations

from itertools import islice
from typing import Any

from aiohttp import web
from sqlalchemy.orm import Session

from bot.contracts.people import AuditAction
from bot.gateway.access import current_agent
from bot.gateway.audit_trail import audit_csv, audit_shape
from bot.gateway.body import invalid, parse
from bot.gateway.keys import STORE
from bot.gateway.mode_changes import actor_of
from bot.gateway.people_schemas import AuditQuery
from bot.store.agents import AgentIdentity
from bot.store.audit import PAGE_SIZE, AuditFilter, audit, iterate_events, list_events

MAX_EXPORTED_ROWS = 100_000


async def get_audit(request: web.Request) -> web.Response:
    """GET /desk/audit: a page of the trail, or all that was asked for as CSV."""
    agent = await current_agent(request)
    if len(request.query) != len(set(request.query)):
        raise invalid("Chaque filtre ne se donne qu’une fois.")
    asked = parse(AuditQuery, dict(request.query))
    wanted = AuditFilter(
        asked.actor, asked.action, asked.subject, asked.since, asked.until
    )
    if asked.format == "json":
        return web.json_response(
            await request.app[STORE].read(_read_page, wanted, asked.page)
        )
    return web.Response(
        text=await request.app[STORE].write(_export, wanted, agent),
        content_type="text/csv",
        charset="utf-8",
        headers={"Content-Disposition": 'attachment; filename="journal.csv"'},
    )


def _read_page(session: Session, wanted: AuditFilter, page: int) -> dict[str, Any]:
    events, total = list_events(session, wanted, page)
    return {
        "events": [audit_shape(event) for event in events],
        "page": page,
        "pages": max(1, -(-total // PAGE_SIZE)),
        "total": total,
    }


def _export(session: Session, wanted: AuditFilter, agent: AgentIdentity) -> str:
    """The rows, and one more that says who took them out."""
    text = audit_csv(islice(iterate_events(session, wanted), MAX_EXPORTED_ROWS))
    audit(session, actor_of(agent), AuditAction.AUDIT_EXPORTED)
    return text
