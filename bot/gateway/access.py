"""Who may ask: customers by token, agents by session, browsers by origin."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from typing import cast
from urllib.parse import urlsplit

from aiohttp import web
from sqlalchemy.orm import Session

from bot.contracts.people import Permission
from bot.desk.permissions import may
from bot.errors import Refused
from bot.gateway.keys import SETTINGS, STORE
from bot.gateway.session_rights import lacks_second_factor
from bot.settings import Settings
from bot.store.agent_sessions import LoggedIn, find_logged_in
from bot.store.agents import AgentIdentity
from bot.store.conversations import find_by_token
from bot.store.models import Conversation, utc_now

COOKIE = "ecoute_desk"
_LOGGED_IN = "logged_in"
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


def unauthorized() -> Refused:
    """The answer to a missing or unknown key."""
    return Refused(401, "unauthorized", "Accès refusé : identifiez-vous.")


def bearer_token(request: web.Request) -> str | None:
    """The token of the `Authorization` header; `None` without one."""
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    return token.strip() or None if scheme.lower() == "bearer" else None


def find_live_conversation(
    session: Session, token: str, ttl_h: float
) -> Conversation | None:
    """The conversation a token opens, unless nothing happened there for `ttl_h` hours.

    Args:
        session: A reading session.
        token: As the client shows it.
        ttl_h: Hours; 0 = for ever.
    """
    conversation = find_by_token(session, token)
    if conversation is None or ttl_h == 0:
        return conversation
    expired = conversation.updated_at < utc_now() - timedelta(hours=ttl_h)
    return None if expired else conversation


async def customer_conversation_id(request: web.Request) -> str:
    """The conversation of the path, if the request's token is its own.

    Raises:
        Refused: 401 without a known token; 404 for somebody else's conversation,
            which is no different from one that does not exist.
    """
    token = bearer_token(request)
    if token is None:
        raise unauthorized()
    conversation = await request.app[STORE].read(
        find_live_conversation, token, request.app[SETTINGS].conversation_ttl_h
    )
    if conversation is None:
        raise unauthorized()
    if conversation.id != request.match_info["id"]:
        raise Refused(404, "unknown_conversation", "Cette conversation n’existe pas.")
    return str(conversation.id)


def session_token(request: web.Request) -> str | None:
    """The agent's token: a bearer's, or the console's cookie from our own pages.

    Raises:
        Refused: 403 for a cookie sent by another site.
    """
    token = bearer_token(request)
    if token is None:
        token = request.cookies.get(COOKIE)
        if token and request.method not in SAFE_METHODS and not is_same_site(request):
            raise Refused(403, "foreign_origin", "Demande venue d’un autre site.")
    return token or None


async def logged_in(request: web.Request) -> LoggedIn:
    """Who asks, and by which session; asked of the store once a request.

    Raises:
        Refused: 401 without a valid session; 403 for a cookie sent by another site.
    """
    if _LOGGED_IN not in request:
        token = session_token(request)
        who = await request.app[STORE].read(find_logged_in, token) if token else None
        if who is None:
            raise unauthorized()
        request[_LOGGED_IN] = who
    return cast(LoggedIn, request[_LOGGED_IN])


async def current_agent(request: web.Request) -> AgentIdentity:
    """The agent who asks. What his role allows was checked by `desk_guard` before.

    Raises:
        Refused: 401 without a valid session; 403 for a cookie sent by another site.
    """
    return (await logged_in(request)).agent


async def require(request: web.Request, permission: Permission) -> AgentIdentity:
    """The agent who asks, if his role allows this.

    Raises:
        Refused: 401 without a valid session; 403 `not_allowed`, or
            `second_factor_required` before the one that everybody needs is set up.
    """
    who = await logged_in(request)
    if lacks_second_factor(who, request.app[SETTINGS]):
        raise Refused(
            403,
            "second_factor_required",
            "Activez d’abord la double authentification dans « Mon compte ».",
        )
    if not may(who.agent.role, permission):
        raise not_allowed()
    return who.agent


def not_allowed() -> Refused:
    """The answer to somebody whose role is not there for this."""
    return Refused(403, "not_allowed", "Votre rôle ne permet pas cette opération.")


def is_same_site(request: web.Request) -> bool:
    """Whether a browser sent this from one of our own pages."""
    origin = request.headers.get("Origin")
    if origin is None:
        return request.headers.get("Sec-Fetch-Site") == "same-origin"
    return is_own_origin(origin, request.host, request.app[SETTINGS])


def is_own_origin(origin: str, host: str, settings: Settings) -> bool:
    """Whether an `Origin` is the address the request came to, or our public one."""
    return urlsplit(origin).netloc == host or origin == settings.public_url


def is_allowed_origin(origin: str, host: str, settings: Settings) -> bool:
    """Whether pages of an origin may talk to us as a customer."""
    return is_own_origin(origin, host, settings) or origin in settings.allowed_origins


def client_address(request: web.Request) -> str:
    """Whom limits are counted against; a proxy's word counts only when trusted."""
    if request.app[SETTINGS].trust_proxy:
        forwarded = request.headers.get("X-Forwarded-For", "").split(",")[-1].strip()
        if forwarded:
            return forwarded
    return request.remote or "unknown"


def hashed(*parts: str) -> str:
    """A name for a subject that reveals neither address nor username."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()
