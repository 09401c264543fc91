"""HTTP for what customers asked of the hotline: calls to make, complaints to read."""

from __future__ import annotations

from typing import Any

from aiohttp import web
from sqlalchemy.orm import Session

from bot.contracts.loan_files import CallbackState
from bot.errors import Refused
from bot.gateway.access import current_agent
from bot.gateway.keys import STORE
from bot.store.callbacks import list_open_callbacks, mark_done
from bot.store.complaints import list_open_complaints, mark_read
from bot.store.hotline_models import Callback, Complaint


def callback_shape(callback: Callback) -> dict[str, Any]:
    """A call to make; the number is whole, because somebody has to dial it."""
    return {
        "id": callback.id,
        "conversation_id": callback.conversation_id,
        "phone": callback.phone,
        "slot_start": callback.slot_start.isoformat(),
        "slot_end": callback.slot_end.isoformat(),
        "topic": callback.topic,
        "created_at": callback.created_at.isoformat(),
    }


def complaint_shape(complaint: Complaint) -> dict[str, Any]:
    """A complaint to read; `about` is an id of complaint_subjects.yml."""
    return {
        "id": complaint.id,
        "conversation_id": complaint.conversation_id,
        "receipt": complaint.receipt,
        "text": complaint.text,
        "about": complaint.about,
        "at": complaint.at.isoformat(),
    }


async def get_callbacks(request: web.Request) -> web.Response:
    """GET /desk/callbacks: calls still to be made, the earliest first."""
    await current_agent(request)
    return web.json_response(await request.app[STORE].read(_read_callbacks))


async def post_callback_done(request: web.Request) -> web.Response:
    """POST /desk/callbacks/{id}/done: the call was made; twice is the same as once."""
    agent = await current_agent(request)
    state = await request.app[STORE].write(
        mark_done, request.match_info["id"], agent.id
    )
    if state is None:
        raise Refused(404, "unknown_callback", "Ce rappel n’existe pas.")
    if state == CallbackState.CANCELLED.value:
        raise Refused(409, "callback_cancelled", "Ce rappel a été annulé.")
    return web.json_response({"id": request.match_info["id"], "state": state})


async def get_complaints(request: web.Request) -> web.Response:
    """GET /desk/complaints: those that nobody has read, the oldest first."""
    await current_agent(request)
    return web.json_response(await request.app[STORE].read(_read_complaints))


async def post_complaint_read(request: web.Request) -> web.Response:
    """POST /desk/complaints/{id}/read; twice is the same as once."""
    await current_agent(request)
    state = await request.app[STORE].write(mark_read, request.match_info["id"])
    if state is None:
        raise Refused(404, "unknown_complaint", "Cette réclamation n’existe pas.")
    return web.json_response({"id": request.match_info["id"], "state": state})


def _read_callbacks(session: Session) -> dict[str, Any]:
    found = list_open_callbacks(session)
    return {"callbacks": [callback_shape(each) for each in found]}


def _read_complaints(session: Session) -> dict[str, Any]:
    found = list_open_complaints(session)
    return {"complaints": [complaint_shape(each) for each in found]}
