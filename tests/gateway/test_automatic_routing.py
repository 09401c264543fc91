"""Conversations that find their agent by themselves, on one gateway and on two."""

from __future__ import annotations

import asyncio

import pytest

from bot.contracts.people import Availability, Role
from bot.desk.routing_policy import Assignment, default_routing_policy
from bot.gateway.app import create_app
from bot.gateway.keys import KEEPER
from bot.store.models import utc_now


@pytest.fixture
def policy():
    automatic = {"assignment": Assignment.AUTOMATIC}
    return default_routing_policy().copy(update=automatic)


@pytest.fixture
def app(settings, sessions, wording, policy):
    return create_app(settings, sessions=sessions, wording=wording, routing=policy)


async def _until_active(agent, count: int) -> list:
    for _ in range(200):
        active = (await agent.call("GET", "/queue"))["active"]
        if len(active) >= count:
            break
        await asyncio.sleep(0.02)
    return active


async def test_conversations_go_to_who_is_here_and_has_room(
    escalate, agent, new_agent, set_agent
) -> None:
    await new_agent("ines")
    await new_agent("noor")
    set_agent("camille", seen_at=utc_now(), capacity=1)
    set_agent("ines", seen_at=utc_now(), availability=Availability.AWAY.value)
    set_agent("noor", seen_at=utc_now(), role=Role.DESIGNER.value)
    for _ in range(2):
        await escalate()
    active = await _until_active(agent, 1)
    await asyncio.sleep(0.1)
    active = (await agent.call("GET", "/queue"))["active"]
    assert [item["agent"]["username"] for item in active] == ["camille"]
    assert active[0]["assigned_by"] == "automatic"
    assert len((await agent.call("GET", "/queue"))["waiting"]) == 1
    set_agent("ines", availability=Availability.AVAILABLE.value)
    await escalate()
    active = await _until_active(agent, 3)
    assert sorted(item["agent"]["username"] for item in active) == [
        "camille",
        "ines",
        "ines",
    ]


async def test_two_gateways_route_each_conversation_once(
    escalate, agent, app, settings, sessions, wording, policy, set_agent, aiohttp_client
) -> None:
    other = create_app(settings, sessions=sessions, wording=wording, routing=policy)
    await aiohttp_client(other)
    customers = [await escalate() for _ in range(6)]
    set_agent("camille", seen_at=utc_now(), capacity=5)
    given = await asyncio.gather(
        *(gateway[KEEPER].assign_waiting() for gateway in (app, other) for _ in "ab")
    )
    active = await _until_active(agent, 5)
    assert sum(given) <= 5
    assert len(active) == 5  # never beyond the capacity
    assert len((await agent.call("GET", "/queue"))["waiting"]) == 1
    for item in active:
        claims = [
            change
            for change in (await agent.sees(item["id"]))["mode_changes"]
            if change["to"] == "human"
        ]
        assert len(claims) == 1
    assert len(customers) == 6


async def test_who_gave_it_back_does_not_get_it_again(
    escalate, agent, set_agent
) -> None:
    set_agent("camille", seen_at=utc_now())
    customer = await escalate()
    await _until_active(agent, 1)
    await agent.does("release", customer.id)
    await asyncio.sleep(0.2)
    assert [item["id"] for item in (await agent.call("GET", "/queue"))["waiting"]] == [
        customer.id
    ]
