"""HTTP for who works at the desk: /desk/people."""

from __future__ import annotations

from typing import Any

from aiohttp import web
from sqlalchemy.orm import Session

from bot.gateway import people_changes
from bot.gateway.access import current_agent
from bot.gateway.body import read_body
from bot.gateway.keys import BROADCASTER, SESSION_WATCH, STORE, WORDING
from bot.gateway.mode_changes import actor_of
from bot.gateway.people_schemas import NewRole
from bot.gateway.people_shapes import person_shape
from bot.gateway.wording import AGENT_LEFT
from bot.store.people import find_member, list_guarded, list_people


async def get_people(request: web.Request) -> web.Response:
    """GET /desk/people."""
    return web.json_response(await request.app[STORE].read(_read_people))


def _read_people(session: Session) -> dict[str, Any]:
    guarded = list_guarded(session)
    return {"people": [person_shape(each, guarded) for each in list_people(session)]}


async def post_role(request: web.Request) -> web.Response:
    """POST /desk/people/{username}/role."""
    role = (await read_body(request, NewRole)).role
    return await _change(request, people_changes.change_role, role)


async def post_disable(request: web.Request) -> web.Response:
    """POST /desk/people/{username}/disable: out at once, conversations wait again."""
    store, broadcaster = request.app[STORE], request.app[BROADCASTER]
    actor, username = actor_of(await current_agent(request)), _username(request)
    name = (await _person(request)).get("name", "")
    words = request.app[WORDING].say(AGENT_LEFT, agent=name)
    said = await store.write(people_changes.disable, actor, username, words)
    await request.app[SESSION_WATCH].look()
    for message in said:
        await broadcaster.message(message)
        await broadcaster.conversation(message.conversation_id)
    broadcaster.queue_changed()
    return web.json_response(await _person(request))


async def post_enable(request: web.Request) -> web.Response:
    """POST /desk/people/{username}/enable."""
    return await _change(request, people_changes.enable)


async def post_reset_second_factor(request: web.Request) -> web.Response:
    """POST /desk/people/{username}/reset_second_factor."""
    return await _change(request, people_changes.reset_second_factor)


async def _change(request: web.Request, operation: Any, *args: Any) -> web.Response:
    actor, username = actor_of(await current_agent(request)), _username(request)
    await request.app[STORE].write(operation, actor, username, *args)
    await request.app[SESSION_WATCH].look()
    return web.json_response(await _person(request))


def _username(request: web.Request) -> str:
    return str(request.match_info["username"])


async def _person(request: web.Request) -> dict[str, Any]:
    return await request.app[STORE].read(_read_person, _username(request))


def _read_person(session: Session, username: str) -> dict[str, Any]:
    agent = find_member(session, username)
    return person_shape(agent, list_guarded(session)) if agent else {}
