"""HTTP for who works and who holds what: /api/v1/desk/agents and ownership."""

from __future__ import annotations

from typing import Any

from aiohttp import web
from sqlalchemy.orm import Session

from bot.contracts.people import Availability
from bot.desk.routing_policy import RoutingPolicy
from bot.errors import Refused
from bot.gateway.access import current_agent
from bot.gateway.body import read_body
from bot.gateway.keys import BROADCASTER, OWNERSHIP, ROUTING, STORE
from bot.gateway.queue_shapes import desk_agent_shape, read_desk_agents
from bot.gateway.routing_schemas import AgentChange, Assign, AvailabilityInput
from bot.gateway.skill_choices import read_skill_choices
from bot.store.desk_agents import list_desk_agents, lock_agent


async def get_agents(request: web.Request) -> web.Response:
    """GET /desk/agents: everybody, and the skills that can be chosen."""
    await current_agent(request)
    return web.json_response(
        await request.app[STORE].read(_read_agents, request.app[ROUTING])
    )


async def set_my_availability(request: web.Request) -> web.Response:
    """POST /desk/me/availability."""
    agent = await current_agent(request)
    wanted = (await read_body(request, AvailabilityInput)).availability
    shape = await request.app[STORE].write(_set_availability, agent.username, wanted)
    request.app[BROADCASTER].agents_changed()
    return web.json_response(shape)


async def change_agent(request: web.Request) -> web.Response:
    """PATCH /desk/agents/{username}."""
    await current_agent(request)
    change = await read_body(request, AgentChange)
    username = request.match_info["username"]
    shape = await request.app[STORE].write(_change_agent, username, change)
    request.app[BROADCASTER].agents_changed()
    return web.json_response(shape)


async def assign(request: web.Request) -> web.Response:
    """POST /desk/conversations/{id}/assign."""
    supervisor = await current_agent(request)
    to = (await read_body(request, Assign)).to
    return web.json_response(
        await request.app[OWNERSHIP].assign(request.match_info["id"], supervisor, to)
    )


async def take_over(request: web.Request) -> web.Response:
    """POST /desk/conversations/{id}/take_over."""
    supervisor = await current_agent(request)
    return web.json_response(
        await request.app[OWNERSHIP].take_over(request.match_info["id"], supervisor)
    )


async def join(request: web.Request) -> web.Response:
    """POST /desk/conversations/{id}/join."""
    supervisor = await current_agent(request)
    return web.json_response(
        await request.app[OWNERSHIP].join(request.match_info["id"], supervisor)
    )


def _read_agents(session: Session, policy: RoutingPolicy) -> dict[str, Any]:
    return {
        **read_desk_agents(session, policy),
        "known_skills": read_skill_choices(session),
    }


def _set_availability(
    session: Session, username: str, wanted: Availability
) -> dict[str, Any]:
    agent = lock_agent(session, username)
    if agent is not None:
        agent.availability = wanted.value
        session.flush()
    return _shape_of(session, username)


def _change_agent(
    session: Session, username: str, change: AgentChange
) -> dict[str, Any]:
    # The database compares bytes: it would not even look for these.
    agent = lock_agent(session, username) if username.isprintable() else None
    if agent is None:
        raise Refused(404, "unknown_agent", "Ce conseiller n’existe pas.")
    if change.capacity is not None:
        agent.capacity = change.capacity
    if change.skills is not None:
        agent.skills = change.skills.dict()
    session.flush()
    return _shape_of(session, username)


def _shape_of(session: Session, username: str) -> dict[str, Any]:
    found = (a for a in list_desk_agents(session) if a.username == username)
    agent = next(found, None)
    if agent is None:
        raise Refused(404, "unknown_agent", "Ce conseiller n’existe pas.")
    return desk_agent_shape(agent)
