"""Each role does its part and no more; no route of the desk is left without a rule."""

from __future__ import annotations

import pytest

from bot.contracts.people import Role
from bot.desk.sending_rules import read_sending_rules
from bot.gateway.app import create_app
from bot.gateway.desk_guard import ROUTES, route_name


def _desk_routes(app) -> set[str]:
    found = set()
    for route in app.router.routes():
        if route.method in ("HEAD", "OPTIONS", "*") or route.resource is None:
            continue
        name = route_name(route.method, route.resource.canonical)
        if name:
            found.add(name)
    return found


def test_every_route_of_the_desk_states_what_it_needs(app) -> None:
    missing = _desk_routes(app) - set(ROUTES)
    assert not missing, f"add these to ROUTES of bot/gateway/desk_guard.py: {missing}"


def test_no_rule_is_left_of_a_route_that_went(app) -> None:
    assert set(ROUTES) - _desk_routes(app) == set()


async def test_a_route_without_a_rule_answers_nobody(
    settings, sessions, wording, aiohttp_client, monkeypatch
) -> None:
    monkeypatch.delitem(ROUTES, "GET /queue")
    client = await aiohttp_client(
        create_app(settings, sessions=sessions, wording=wording)
    )
    response = await client.get("/api/v1/desk/queue")
    assert response.status == 403
    assert (await response.json())["error"]["code"] == "not_allowed"


@pytest.mark.parametrize(
    ("role", "path", "expected"),
    [
        (Role.AGENT, "/queue", 200),
        (Role.AGENT, "/people", 403),
        (Role.AGENT, "/audit", 403),
        (Role.SUPERVISOR, "/people", 200),
        (Role.SUPERVISOR, "/audit", 403),
        (Role.DESIGNER, "/queue", 403),
        (Role.DESIGNER, "/callbacks", 403),
        (Role.DESIGNER, "/conversations/x", 403),
        (Role.DESIGNER, "/me", 200),
        (Role.ADMINISTRATOR, "/queue", 200),
        (Role.ADMINISTRATOR, "/audit", 200),
    ],
    ids=lambda value: getattr(value, "value", str(value)),
)
async def test_a_role_opens_what_is_its_own(new_agent, role, path, expected) -> None:
    someone = await new_agent("quelquun", role)
    refused = await someone.call("GET", path, expect=expected)
    if expected == 403:
        assert refused["error"]["code"] == "not_allowed"
        assert "rôle" in refused["error"]["message"]


async def test_me_says_the_role_and_what_it_allows(new_agent) -> None:
    someone = await new_agent("noor", Role.SUPERVISOR)
    me = await someone.call("GET", "/me")
    assert me["role"] == "supervisor"
    assert {"assign", "see_board", "invite_agents"} <= set(me["permissions"])
    assert "manage_people" not in me["permissions"]
    assert me["second_factor"] is False
    assert me["must_set_up_second_factor"] is False
    assert me["hold_reply_s"] == read_sending_rules().hold_reply_seconds
