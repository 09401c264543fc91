"""HTTP for agents: /api/v1/desk."""

from __future__ import annotations

import secrets
from datetime import timedelta

from aiohttp import web
from sqlalchemy.orm import Session

from bot.desk.canned import has_gap
from bot.errors import Refused
from bot.gateway.access import (
    COOKIE,
    bearer_token,
    client_address,
    current_agent,
    hashed,
)
from bot.gateway.body import read_body
from bot.gateway.broadcaster import read_queue
from bot.gateway.desk_view import read_desk_conversation
from bot.gateway.hand_back_schemas import HandBack
from bot.gateway.keys import DESK, SETTINGS, STORE, WORDING
from bot.gateway.schemas import AgentMessage, Login
from bot.gateway.shapes import agent_shape
from bot.gateway.work_schemas import Closing, Transfer
from bot.store.agents import (
    AgentIdentity,
    close_agent_session,
    count_failed_logins,
    find_agent,
    note_failed_login,
    open_agent_session,
    password_matches,
)
from bot.store.models import utc_now


async def log_in(request: web.Request) -> web.Response:
    """POST /desk/session: a bearer token in the body, the same one in a cookie.

    Failures are counted for the username and for the address, over all gateways.
    """
    login = await read_body(request, Login)
    store, settings = request.app[STORE], request.app[SETTINGS]
    subjects = [hashed("name", login.username), hashed("at", client_address(request))]
    limit = settings.login_attempts_per_minute
    if limit and await store.write(_failures, subjects) >= limit:
        raise Refused(
            429, "too_many_logins", "Trop d’essais. Réessayez dans une minute."
        )
    if not await store.read(password_matches, login.username, login.password):
        await store.write(_note_failures, subjects)
        raise Refused(401, "wrong_login", "Identifiant ou mot de passe incorrect.")
    lifetime = timedelta(hours=settings.agent_session_h)
    token = secrets.token_urlsafe(32)
    agent = await store.write(_open_session, login.username, token, lifetime)
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


def _failures(session: Session, subjects: list[str]) -> int:
    return max(count_failed_logins(session, subject) for subject in subjects)


def _note_failures(session: Session, subjects: list[str]) -> None:
    for subject in subjects:
        note_failed_login(session, subject)


def _open_session(
    session: Session, username: str, token: str, lifetime: timedelta
) -> AgentIdentity:
    agent = find_agent(session, username)
    if agent is None:
        raise Refused(401, "wrong_login", "Identifiant ou mot de passe incorrect.")
    open_agent_session(session, agent.id, token, utc_now() + lifetime)
    return agent


async def log_out(request: web.Request) -> web.Response:
    """DELETE /desk/session."""
    await current_agent(request)
    token = bearer_token(request) or request.cookies[COOKIE]
    await request.app[STORE].write(close_agent_session, token)
    response = web.json_response({})
    response.del_cookie(COOKIE, path="/")
    return response


async def get_me(request: web.Request) -> web.Response:
    """GET /desk/me."""
    return web.json_response(agent_shape(await current_agent(request)))


async def get_queue(request: web.Request) -> web.Response:
    """GET /desk/queue: who waits, most urgent first, and who is being served."""
    await current_agent(request)
    return web.json_response(await request.app[STORE].read(read_queue))


async def get_conversation(request: web.Request) -> web.Response:
    """GET /desk/conversations/{id}."""
    await current_agent(request)
    return web.json_response(
        await request.app[STORE].read(
            read_desk_conversation, request.match_info["id"], request.app[WORDING]
        )
    )


async def claim(request: web.Request) -> web.Response:
    """POST /desk/conversations/{id}/claim."""
    agent = await current_agent(request)
    return web.json_response(
        await request.app[DESK].claim(request.match_info["id"], agent)
    )


async def release(request: web.Request) -> web.Response:
    """POST /desk/conversations/{id}/release."""
    agent = await current_agent(request)
    return web.json_response(
        await request.app[DESK].release(request.match_info["id"], agent)
    )


async def transfer(request: web.Request) -> web.Response:
    """POST /desk/conversations/{id}/transfer."""
    agent = await current_agent(request)
    wish = await read_body(request, Transfer, optional=True)
    return web.json_response(
        await request.app[DESK].transfer(
            request.match_info["id"], agent, wish.to, wish.note or ""
        )
    )


async def return_to_bot(request: web.Request) -> web.Response:
    """POST /desk/conversations/{id}/return_to_bot, with a line for the next human."""
    agent = await current_agent(request)
    left = await read_body(request, HandBack, optional=True)
    return web.json_response(
        await request.app[DESK].return_to_bot(request.match_info["id"], agent, left)
    )


async def close(request: web.Request) -> web.Response:
    """POST /desk/conversations/{id}/close."""
    agent = await current_agent(request)
    closing = await read_body(request, Closing, optional=True)
    return web.json_response(
        await request.app[DESK].close(request.match_info["id"], agent, closing)
    )


async def post_message(request: web.Request) -> web.Response:
    """POST /desk/conversations/{id}/messages: to the customer, or a private note."""
    agent = await current_agent(request)
    said = await read_body(request, AgentMessage)
    desk, conversation_id = request.app[DESK], request.match_info["id"]
    if len(said.text) > request.app[SETTINGS].max_text_chars:
        raise Refused(400, "text_too_long", "Message trop long.")
    if said.private:
        return web.json_response(await desk.annotate(conversation_id, agent, said))
    if has_gap(said.text):
        raise Refused(
            400, "gap_not_filled", "Complétez ce qui est entre ⟦ et ⟧ avant d’envoyer."
        )
    return web.json_response(await desk.say(conversation_id, agent, said))
