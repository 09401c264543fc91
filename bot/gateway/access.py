"""Who may ask: customers by token, agents by session, browsers by origin."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from urllib.parse import urlsplit

from aiohttp import web
from sqlalchemy.orm import Session

from bot.errors import Refused
from bot.gateway.keys import SETTINGS, STORE
from bot.settings import Settings
from bot.store.agents import AgentIdentity, find_agent_by_token
from bot.store.conversations import find_by_token
from bot.store.models import Conversation, utc_now

COOKIE = "ecoute_desk"
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


async def current_agent(request: web.Request) -> AgentIdentity:
    """The agent who asks, by bearer token or by the console's cookie.

    Raises:
        Refused: 401 without a valid session; 403 for a cookie sent by another site.
    """
    token = bearer_token(request)
    if token is None:
        token = request.cookies.get(COOKIE)
        if token and request.method not in SAFE_METHODS and not is_same_site(request):
            raise Refused(403, "foreign_origin", "Demande venue d’un autre site.")
    if not token:
        raise unauthorized()
    agent = await request.app[STORE].read(find_agent_by_token, token)
    if agent is None:
        raise unauthorized()
    return agent


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
