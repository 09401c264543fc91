"""HTTP for agents about loan files: alerts are decided, files are exported."""

from __future__ import annotations

from typing import Any

from aiohttp import web
from sqlalchemy.orm import Session

from bot.contracts.loan_files import AlertState
from bot.errors import Refused
from bot.gateway.access import current_agent
from bot.gateway.body import invalid, read_body
from bot.gateway.file_export import as_csv
from bot.gateway.file_shapes import alert_shape, export_shape, owner_name
from bot.gateway.keys import STORE
from bot.gateway.schemas import AlertDecision
from bot.store.agents import AgentIdentity
from bot.store.kyc_records import (
    EVENT_EXPORTED,
    add_audit_event,
    find_alert,
    mark_decided,
)
from bot.store.loan_files import find_file
from bot.store.loan_models import BeneficialOwner
from bot.store.models import Agent

FORMATS = ("json", "csv")


async def lift_alert(request: web.Request) -> web.Response:
    """POST /desk/alerts/{id}/lift: the agent found that it was not the same person."""
    return await _decide(request, AlertState.LIFTED)


async def confirm_alert(request: web.Request) -> web.Response:
    """POST /desk/alerts/{id}/confirm: the agent passes it on to compliance."""
    return await _decide(request, AlertState.CONFIRMED)


async def _decide(request: web.Request, state: AlertState) -> web.Response:
    agent = await current_agent(request)
    reason = (await read_body(request, AlertDecision)).reason
    alert_id = request.match_info["id"]
    return web.json_response(
        await request.app[STORE].write(decide_alert, alert_id, state, agent, reason)
    )


def decide_alert(
    session: Session,
    alert_id: str,
    state: AlertState,
    agent: AgentIdentity,
    reason: str,
) -> dict[str, Any]:
    """Decides an alert; of several agents, the first one.

    Raises:
        Refused: 404 unknown; 409 decided before.
    """
    alert = find_alert(session, alert_id)
    if alert is None:
        raise Refused(404, "unknown_alert", "Cette alerte n’existe pas.")
    decided = mark_decided(
        session,
        alert,
        state,
        agent_id=agent.id,
        username=agent.username,
        reason=reason,
    )
    if not decided:
        raise Refused(409, "already_decided", "Cette alerte est déjà traitée.")
    owner = session.get(BeneficialOwner, alert.owner_id or "")
    name = session.get(Agent, alert.decided_by).name
    return alert_shape(alert, owner_name(owner) if owner else None, name)


async def export_file(request: web.Request) -> web.Response:
    """GET /desk/files/{reference}/export: everything known of a file, for a tool."""
    agent = await current_agent(request)
    wanted = request.query.getall("format", ["json"])
    if len(wanted) != 1 or wanted[0] not in FORMATS:
        raise invalid("« format » doit être json ou csv.")
    reference = request.match_info["reference"]
    shape = await request.app[STORE].write(read_export, reference, wanted[0], agent)
    disposition = f'attachment; filename="{shape["reference"]}.{wanted[0]}"'
    headers = {"Content-Disposition": disposition}
    if wanted[0] == "json":
        return web.json_response(shape, headers=headers)
    return web.Response(
        text=as_csv(shape), content_type="text/csv", charset="utf-8", headers=headers
    )


def read_export(
    session: Session, reference: str, wanted: str, agent: AgentIdentity
) -> dict[str, Any]:
    """Reads the file and writes down who exported it, in one transaction.

    Raises:
        Refused: 404, there is none.
    """
    file = find_file(session, reference)
    if file is None:
        raise Refused(404, "unknown_file", "Ce dossier n’existe pas.")
    add_audit_event(
        session,
        file.id,
        EVENT_EXPORTED,
        f"agent:{agent.username}",
        {"format": wanted},
    )
    return export_shape(session, file)
