"""What each address of the desk needs, and who is let through.

A route that is not in the table answers nobody: tests/gateway/test_permissions.py
walks every route and names the missing ones.
"""

from __future__ import annotations

from dataclasses import dataclass

from aiohttp import web

from bot.contracts.people import AuditAction
from bot.contracts.people import Permission as May
from bot.gateway.access import logged_in, not_allowed, require
from bot.gateway.audit_trail import note_reading
from bot.gateway.keys import STORE
from bot.gateway.middlewares import Handler
from bot.store.agent_sessions import touch_session

PREFIX = "/api/v1/desk"


@dataclass(frozen=True)
class Rule:
    """What a route needs.

    Attributes:
        needs: The permission; `None` lets everybody in, also without a session.
        sets_up: Whether it answers before a required second factor is set up.
        writes: What the audit trail says once it answered, of the conversation `id`
            when the route names one. For readings: changes are written by the store.
    """

    needs: May | None
    sets_up: bool = False
    writes: AuditAction | None = None


EVERYBODY = Rule(None)
SET_UP = Rule(May.OWN_ACCOUNT, sets_up=True)
OWN_ACCOUNT = Rule(May.OWN_ACCOUNT)
SEE = Rule(May.SEE_CONVERSATIONS)
ANSWER = Rule(May.ANSWER)
INVITE = Rule(May.INVITE_AGENTS)
BOARD = Rule(May.SEE_BOARD)
BOARD_FILE = Rule(May.SEE_BOARD, writes=AuditAction.BOARD_EXPORTED)
MANAGE = Rule(May.MANAGE_PEOPLE)

ROUTES: dict[str, Rule] = {
    # Doors
    "POST /session": EVERYBODY,
    "DELETE /session": SET_UP,
    "POST /invitations/look": EVERYBODY,
    "POST /invitations/accept": EVERYBODY,
    # One's own account
    "GET /me": SET_UP,
    "POST /me": OWN_ACCOUNT,
    "POST /me/password": OWN_ACCOUNT,
    "GET /me/sessions": OWN_ACCOUNT,
    "DELETE /me/sessions": OWN_ACCOUNT,
    "DELETE /me/sessions/{id}": OWN_ACCOUNT,
    "POST /me/second_factor": SET_UP,
    "POST /me/second_factor/confirm": SET_UP,
    "POST /me/second_factor/disable": OWN_ACCOUNT,
    # People
    "GET /people": INVITE,
    "POST /people/{username}/role": MANAGE,
    "POST /people/{username}/disable": MANAGE,
    "POST /people/{username}/enable": MANAGE,
    "POST /people/{username}/reset_second_factor": MANAGE,
    "GET /invitations": INVITE,
    "POST /invitations": INVITE,
    "DELETE /invitations/{id}": INVITE,
    "GET /audit": Rule(May.SEE_AUDIT),
    # Figures of the desk; files that leave it are written down
    "GET /board": BOARD,
    "GET /history": BOARD,
    "GET /history.csv": BOARD_FILE,
    "GET /history/conversations": BOARD,
    "GET /history/conversations.csv": BOARD_FILE,
    # Who works, and what each can hold
    "POST /me/availability": ANSWER,
    "GET /agents": SEE,
    "PATCH /agents/{username}": Rule(May.EDIT_ROUTING),
    # Conversations
    "GET /queue": SEE,
    "GET /conversations/{id}": Rule(
        May.SEE_CONVERSATIONS, writes=AuditAction.CONVERSATION_SEEN
    ),
    "POST /conversations/{id}/assign": Rule(May.ASSIGN),
    "POST /conversations/{id}/take_over": Rule(May.TAKE_OVER),
    "POST /conversations/{id}/join": Rule(May.TAKE_OVER),
    "POST /conversations/{id}/claim": ANSWER,
    "POST /conversations/{id}/release": ANSWER,
    "POST /conversations/{id}/transfer": ANSWER,
    "POST /conversations/{id}/return_to_bot": ANSWER,
    "POST /conversations/{id}/close": ANSWER,
    "POST /conversations/{id}/messages": ANSWER,
    "POST /conversations/{id}/reopen": ANSWER,
    "POST /conversations/{id}/read": ANSWER,
    "POST /conversations/{id}/mentions/seen": SEE,
    "GET /conversations/{id}/transcript": Rule(May.EXPORT),
    "GET /canned_answers": ANSWER,
    "GET /tags": SEE,
    "GET /mentions": SEE,
    "GET /search": SEE,
    # What customers asked of the hotline
    "GET /callbacks": SEE,
    "POST /callbacks/{id}/done": ANSWER,
    "GET /complaints": SEE,
    "POST /complaints/{id}/read": ANSWER,
    # Loan files
    "POST /alerts/{id}/lift": Rule(May.DECIDE_ALERTS),
    "POST /alerts/{id}/confirm": Rule(May.DECIDE_ALERTS),
    "GET /files/{reference}/export": Rule(May.EXPORT),
}


def route_name(method: str, canonical: str) -> str | None:
    """The name of a route in the table, `None` for one that is not of the desk."""
    if not canonical.startswith(f"{PREFIX}/"):
        return None
    method = "GET" if method == "HEAD" else method
    return f"{method} {canonical.removeprefix(PREFIX)}"


@web.middleware
async def desk_guard(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Lets a request of the desk through if its sender may; writes what he then saw."""
    resource = request.match_info.route.resource
    name = route_name(request.method, resource.canonical) if resource else None
    if name is None:
        return await handler(request)
    rule = ROUTES.get(name)
    if rule is None:
        raise not_allowed()
    if rule.needs is None:
        return await handler(request)
    who = await logged_in(request)
    if not rule.sets_up:
        await require(request, rule.needs)
    if who.is_stale:
        await request.app[STORE].write(touch_session, who.session_id)
    response = await handler(request)
    if rule.writes and response.status == 200:
        # Before it is sent: nobody reads what no row says he read.
        await note_reading(
            request.app[STORE], who.agent, rule.writes, request.match_info.get("id")
        )
    return response
