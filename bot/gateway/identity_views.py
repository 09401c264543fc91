"""POST /conversations/{id}/identity: whose conversation it is, says the site."""

from __future__ import annotations

from typing import Any

from aiohttp import web
from sqlalchemy.orm import Session

from bot.errors import Refused
from bot.gateway.access import customer_conversation_id
from bot.gateway.body import read_body
from bot.gateway.identity import Identity, read_identity
from bot.gateway.identity_schemas import IdentityInput
from bot.gateway.keys import BROADCASTER, LIMITS, SETTINGS, STORE
from bot.gateway.mode_changes import get_locked
from bot.gateway.shapes import customer_shape
from bot.store.models import utc_now


async def post_identity(request: web.Request) -> web.Response:
    """Binds the conversation; the same person again only brings his name up to date."""
    conversation_id = await customer_conversation_id(request)
    request.app[LIMITS].check_identity(conversation_id)
    given = await read_body(request, IdentityInput)
    secret = request.app[SETTINGS].identity_secret
    identity = read_identity(given.token, secret, utc_now())
    customer, is_news = await request.app[STORE].write(bind, conversation_id, identity)
    if is_news:
        # Agents who have it open read the name at once.
        await request.app[BROADCASTER].conversation(conversation_id)
    return web.json_response({"customer": customer})


def bind(
    session: Session, conversation_id: str, identity: Identity
) -> tuple[dict[str, Any] | None, bool]:
    """Writes down whose conversation it is, once and for all.

    Returns:
        The customer, and whether that was not known before.

    Raises:
        Refused: 404, it was erased meanwhile; 409, it is somebody else's.
    """
    conversation = get_locked(session, conversation_id)
    if conversation.customer_id not in (None, identity.customer_id):
        raise Refused(
            409,
            "identity_mismatch",
            "Cette conversation est à une autre personne.",
        )
    known = customer_shape(conversation)
    conversation.customer_id = identity.customer_id
    conversation.customer_name = identity.name or conversation.customer_name
    customer = customer_shape(conversation)
    return customer, customer != known
