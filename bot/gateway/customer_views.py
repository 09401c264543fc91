"""HTTP for customers: /api/v1/conversations."""

from __future__ import annotations

from aiohttp import web
from sqlalchemy.orm import Session

from bot.gateway.access import client_address, customer_conversation_id
from bot.gateway.body import read_after, read_body
from bot.gateway.keys import CUSTOMERS, STORE
from bot.gateway.schemas import CustomerMessage, FeedbackInput, NewConversation
from bot.gateway.shapes import message_shape
from bot.gateway.standing import read_conversation
from bot.store.conversations import find_conversation, set_feedback
from bot.store.messages import list_messages


async def open_conversation(request: web.Request) -> web.Response:
    """POST /conversations."""
    new = await read_body(request, NewConversation, optional=True)
    opened = await request.app[CUSTOMERS].open(new, client_address(request))
    return web.json_response(opened, status=201)


async def post_message(request: web.Request) -> web.Response:
    """POST /conversations/{id}/messages: answers when the turn is answered."""
    conversation_id = await customer_conversation_id(request)
    said = await read_body(request, CustomerMessage)
    return web.json_response(await request.app[CUSTOMERS].answer(conversation_id, said))


def _read_messages(
    session: Session, conversation_id: str, after: int
) -> dict[str, object]:
    conversation = find_conversation(session, conversation_id)
    messages = list_messages(session, conversation_id, after)
    return {
        "messages": [message_shape(message) for message in messages],
        "mode": conversation.mode if conversation else "closed",
        "conversation": read_conversation(session, conversation_id),
    }


async def get_messages(request: web.Request) -> web.Response:
    """GET /conversations/{id}/messages?after=SEQ."""
    conversation_id = await customer_conversation_id(request)
    after = read_after(request)
    return web.json_response(
        await request.app[STORE].read(_read_messages, conversation_id, after)
    )


async def post_feedback(request: web.Request) -> web.Response:
    """POST /conversations/{id}/feedback."""
    conversation_id = await customer_conversation_id(request)
    given = await read_body(request, FeedbackInput)
    await request.app[STORE].write(
        set_feedback, conversation_id, given.score, given.comment
    )
    return web.json_response({"score": given.score})


async def delete_conversation(request: web.Request) -> web.Response:
    """DELETE /conversations/{id}: a receipt."""
    conversation_id = await customer_conversation_id(request)
    return web.json_response(await request.app[CUSTOMERS].erase(conversation_id))
