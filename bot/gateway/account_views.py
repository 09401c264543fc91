"""HTTP for one's own account: name, password, sessions, second factor."""

from __future__ import annotations

from typing import Any

from aiohttp import web
from sqlalchemy.orm import Session

from bot.contracts.people import AuditAction, AuditSubject
from bot.errors import Refused
from bot.gateway import second_factor
from bot.gateway.access import current_agent, logged_in
from bot.gateway.body import read_body
from bot.gateway.keys import SESSION_WATCH, SETTINGS, STORE
from bot.gateway.login_brake import check_brake, note_failure, subjects_of
from bot.gateway.mode_changes import actor_of
from bot.gateway.password_check import refuse_weak
from bot.gateway.people_schemas import (
    Code,
    NewName,
    NewPassword,
    OwnPassword,
    PasswordAndCode,
)
from bot.gateway.people_shapes import me_shape, session_shape
from bot.gateway.session_rights import lacks_second_factor
from bot.knowledge.brand import default_brand
from bot.store.agent_sessions import (
    LoggedIn,
    list_sessions,
    revoke_session,
    revoke_sessions,
)
from bot.store.agents import AgentIdentity, password_matches, set_name, set_password
from bot.store.audit import audit


async def get_me(request: web.Request) -> web.Response:
    """GET /desk/me: who asks, and what the role allows."""
    return web.json_response(_me(request, await logged_in(request)))


async def post_me(request: web.Request) -> web.Response:
    """POST /desk/me: another name to show."""
    who = await logged_in(request)
    name = (await read_body(request, NewName)).name
    await request.app[STORE].write(_rename, who.agent, name)
    return web.json_response({**_me(request, who), "name": name})


def _me(request: web.Request, who: LoggedIn) -> dict[str, Any]:
    must = lacks_second_factor(who, request.app[SETTINGS])
    return me_shape(who, must, default_brand().opening.time_zone)


def _rename(session: Session, agent: AgentIdentity, name: str) -> None:
    set_name(session, agent.id, name)
    audit(session, actor_of(agent), AuditAction.NAME_CHANGED)


async def post_password(request: web.Request) -> web.Response:
    """POST /desk/me/password: another password; the other sessions end."""
    who = await logged_in(request)
    asked = await read_body(request, NewPassword)
    await check_own_password(request, who.agent, asked.current)
    refuse_weak(asked.new, (who.agent.username, who.agent.name))
    ended = await request.app[STORE].write(
        _change_password, who.agent, asked.new, who.session_id
    )
    await request.app[SESSION_WATCH].look()
    return web.json_response({"ended": ended})


def _change_password(
    session: Session, agent: AgentIdentity, password: str, kept: str
) -> int:
    set_password(session, agent.id, password)
    audit(session, actor_of(agent), AuditAction.PASSWORD_CHANGED)
    return revoke_sessions(session, agent.id, but=kept)


async def check_own_password(
    request: web.Request, agent: AgentIdentity, password: str
) -> None:
    """Makes sure that the owner asks, not somebody at an open screen.

    Raises:
        Refused: 403 `wrong_password`; 429 after too many.
    """
    subjects = subjects_of(request, agent.username)
    await check_brake(request, subjects)
    if not await request.app[STORE].read(password_matches, agent.username, password):
        await note_failure(request, subjects, agent.username, "password")
        raise Refused(403, "wrong_password", "Mot de passe incorrect.")


async def get_sessions(request: web.Request) -> web.Response:
    """GET /desk/me/sessions: where one is logged in."""
    who = await logged_in(request)
    found = await request.app[STORE].read(list_sessions, who.agent.id)
    shapes = [session_shape(each, who.session_id) for each in found]
    return web.json_response({"sessions": shapes})


async def delete_session(request: web.Request) -> web.Response:
    """DELETE /desk/me/sessions/{id}: ends one login, at once."""
    agent = await current_agent(request)
    session_id = request.match_info["id"]
    ended = await request.app[STORE].write(_revoke_one, agent, session_id)
    if not ended:
        raise Refused(404, "unknown_session", "Cette session est déjà terminée.")
    await request.app[SESSION_WATCH].look()
    return web.json_response({"ended": 1})


def _revoke_one(session: Session, agent: AgentIdentity, session_id: str) -> bool:
    ended = revoke_session(session, agent.id, session_id)
    if ended:
        action, kind = AuditAction.SESSION_REVOKED, AuditSubject.SESSION
        audit(session, actor_of(agent), action, kind, session_id)
    return ended


async def delete_other_sessions(request: web.Request) -> web.Response:
    """DELETE /desk/me/sessions: ends every login but this one."""
    who = await logged_in(request)
    ended = await request.app[STORE].write(_revoke_others, who.agent, who.session_id)
    await request.app[SESSION_WATCH].look()
    return web.json_response({"ended": ended})


def _revoke_others(session: Session, agent: AgentIdentity, kept: str) -> int:
    ended = revoke_sessions(session, agent.id, but=kept)
    if ended:
        detail = {"ended": ended}
        audit(session, actor_of(agent), AuditAction.SESSION_REVOKED, detail=detail)
    return ended


async def post_second_factor(request: web.Request) -> web.Response:
    """POST /desk/me/second_factor: a secret for an authenticator, with its QR code."""
    agent = await current_agent(request)
    await check_own_password(
        request, agent, (await read_body(request, OwnPassword)).password
    )
    shown = await request.app[STORE].write(
        second_factor.start, agent, default_brand().name
    )
    return web.json_response(shown)


async def post_second_factor_confirm(request: web.Request) -> web.Response:
    """POST /desk/me/second_factor/confirm: turns it on; recovery codes, once."""
    agent = await current_agent(request)
    code = (await read_body(request, Code)).code
    codes = await _with_code(request, agent, second_factor.confirm, code)
    return web.json_response({"recovery_codes": codes})


async def post_second_factor_disable(request: web.Request) -> web.Response:
    """POST /desk/me/second_factor/disable."""
    agent = await current_agent(request)
    proofs = await read_body(request, PasswordAndCode)
    await check_own_password(request, agent, proofs.password)
    await _with_code(request, agent, second_factor.disable, proofs.code)
    return web.json_response({})


async def _with_code(
    request: web.Request, agent: AgentIdentity, operation: Any, code: str
) -> Any:
    """Runs an operation that checks a code; wrong ones count against guessing."""
    subjects = subjects_of(request, agent.username)
    await check_brake(request, subjects)
    try:
        return await request.app[STORE].write(operation, agent, code)
    except Refused as refused:
        if refused.code in second_factor.GUESSES:
            await note_failure(request, subjects, agent.username, "code")
        raise
