"""HTTP for the door of the desk: in, with a password and perhaps a code, and out."""

from __future__ import annotations

import secrets
from datetime import timedelta

from aiohttp import web
from sqlalchemy.orm import Session

from bot.contracts.people import AuditAction, AuditSubject
from bot.desk.devices import describe_device
from bot.errors import Refused
from bot.gateway.access import COOKIE, current_agent, session_token
from bot.gateway.body import read_body
from bot.gateway.keys import SETTINGS, STORE
from bot.gateway.login_brake import check_brake, note_failure, subjects_of
from bot.gateway.mode_changes import actor_of
from bot.gateway.people_schemas import Login
from bot.gateway.second_factor import GUESSES, check_second_factor
from bot.gateway.shapes import agent_shape
from bot.store.agent_sessions import close_agent_session, open_agent_session
from bot.store.agents import AgentIdentity, find_agent, password_matches
from bot.store.audit import audit
from bot.store.models import utc_now

MAX_USER_AGENT_CHARS = 500


async def log_in(request: web.Request) -> web.Response:
    """POST /desk/session: a bearer token in the body, the same one in a cookie.

    Failures are counted for the username and for the address, over all gateways.
    """
    login = await read_body(request, Login)
    store, settings = request.app[STORE], request.app[SETTINGS]
    subjects = subjects_of(request, login.username)
    await check_brake(request, subjects)
    if not await store.read(password_matches, login.username, login.password):
        await note_failure(request, subjects, login.username, "password")
        raise wrong_login()
    lifetime = timedelta(hours=settings.agent_session_h)
    token = secrets.token_urlsafe(32)
    device = describe_device(
        request.headers.get("User-Agent", "")[:MAX_USER_AGENT_CHARS]
    )
    try:
        agent = await store.write(_open_session, login, token, device, lifetime)
    except Refused as refused:
        if refused.code in GUESSES:
            await note_failure(request, subjects, login.username, "code")
        raise
    response = web.json_response({"token": token, **agent_shape(agent)})
    response.set_cookie(
        COOKIE,
        token,
        max_age=int(lifetime.total_seconds()),
        httponly=True,
        samesite="Strict",
        secure=request.secure or settings.public_url.startswith("https://"),
        path="/",
    )
    return response


def wrong_login() -> Refused:
    """The answer to a wrong name and to a wrong password: the same."""
    return Refused(401, "wrong_login", "Identifiant ou mot de passe incorrect.")


def _open_session(
    session: Session, login: Login, token: str, device: str, lifetime: timedelta
) -> AgentIdentity:
    agent = find_agent(session, login.username)
    if agent is None:
        raise wrong_login()
    how = check_second_factor(session, agent, login.code)
    session_id = open_agent_session(
        session, agent.id, token, utc_now() + lifetime, device
    )
    audit(
        session,
        actor_of(agent),
        AuditAction.LOGIN,
        AuditSubject.SESSION,
        session_id,
        {"device": device, "second_factor": how},
    )
    return agent


async def log_out(request: web.Request) -> web.Response:
    """DELETE /desk/session."""
    agent = await current_agent(request)
    token = session_token(request)
    await request.app[STORE].write(_close_session, token, agent)
    response = web.json_response({})
    response.del_cookie(COOKIE, path="/")
    return response


def _close_session(session: Session, token: str, agent: AgentIdentity) -> None:
    close_agent_session(session, token)
    audit(session, actor_of(agent), AuditAction.LOGOUT)
