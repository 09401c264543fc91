"""HTTP for agents: /api/v1/desk."""

from __future__ import annotations

from aiohttp import web

from bot.desk.canned import has_gap
from bot.errors import Refused
from bot.gateway.access import current_agent
from bot.gateway.body import read_body
from bot.gateway.desk_view import read_desk_conversation
from bot.gateway.hand_back_schemas import HandBack
from bot.gateway.keys import DESK, ROUTING, SETTINGS, STORE, WORDING
from bot.gateway.queue_shapes import read_queue
from bot.gateway.schemas import AgentMessage
from bot.gateway.work_schemas import Closing, Transfer


async def get_queue(request: web.Request) -> web.Response:
    """GET /desk/queue: who waits, most urgent first, and who is being served."""
    await current_agent(request)
    return web.json_response(
        await request.app[STORE].read(read_queue, request.app[ROUTING])
    )


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
