"""Who is there, who looks on, and what a crash of the gateway does to both."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest
import sqlalchemy as sa

from bot.desk.routing_policy import default_routing_policy
from bot.gateway.app import create_app
from bot.gateway.keys import KEEPER
from bot.gateway.wording import AGENT_LEFT
from bot.store.agents import find_agent
from bot.store.conversations import find_conversation
from bot.store.models import Agent, ModeChange, utc_now
from bot.store.queue import list_queue
from tests.gateway.test_sockets import Browser

GONE_AFTER_S = default_routing_policy().agent_gone_seconds


@pytest.fixture
async def new_tab(client):
    tabs: list[Browser] = []

    async def make(agent, gateway=client) -> Browser:
        tab = Browser("/desk")
        tabs.append(tab)
        return await tab.connect(gateway, auth={"token": agent.token})

    yield make
    for tab in tabs:
        await tab.sio.disconnect()


async def _last(tab: Browser, event: str, accept) -> dict:
    for _ in range(500):
        heard = tab.all(event)
        if heard and accept(heard[-1]):
            return heard[-1]
        await asyncio.sleep(0.02)
    raise AssertionError(f"{event} never said so: {heard[-1:]}")


def _named(username: str, agents: dict) -> dict:
    return next(a for a in agents["agents"] if a["username"] == username)


async def test_colleagues_hear_who_comes_and_who_looks_where(
    escalate, agent, new_agent, new_tab
) -> None:
    customer = await escalate()
    await agent.does("claim", customer.id)
    ines = await new_agent("ines")
    mine = await new_tab(agent)
    await mine.call("watch", {"id": customer.id})
    hers = await new_tab(ines)
    await _last(mine, "agents", lambda a: _named("ines", a)["connected"])
    await hers.call("watch", {"id": customer.id})
    looking = [{"username": "ines", "name": "Ines", "joined": False}]
    news = await _last(mine, "viewers", lambda v: v["viewers"] == looking)
    assert news["id"] == customer.id  # the agent in charge is no mere viewer
    assert (await agent.sees(customer.id))["viewers"] == looking
    (item,) = (await agent.call("GET", "/queue"))["active"]
    assert item["viewers"] == looking
    await hers.call("unwatch", {"id": customer.id})
    await _last(mine, "viewers", lambda v: v["viewers"] == [])


async def test_whoever_hangs_up_looks_no_more_unless_in_another_tab(
    escalate, agent, new_agent, new_tab
) -> None:
    customer = await escalate()
    ines = await new_agent("ines")
    mine, first, second = await new_tab(agent), await new_tab(ines), await new_tab(ines)
    for tab in (first, second):
        await tab.call("watch", {"id": customer.id})
    await _last(mine, "viewers", lambda v: len(v["viewers"]) == 1)
    await first.sio.disconnect()
    await asyncio.sleep(0.2)
    assert len((await agent.sees(customer.id))["viewers"]) == 1
    await second.sio.disconnect()
    await _last(mine, "viewers", lambda v: v["viewers"] == [])


async def test_an_open_console_gives_signs_of_life(
    agent, app, new_tab, set_agent, sessions
) -> None:
    await new_tab(agent)
    set_agent("camille", seen_at=None)
    await app[KEEPER].make_round()
    with sessions() as session:
        seen_at = session.scalar(
            sa.select(Agent.seen_at).where(Agent.username == "camille")
        )
    assert seen_at is not None
    assert utc_now() - seen_at < timedelta(seconds=30)


async def test_a_viewer_whose_gateway_died_is_forgotten(
    escalate, agent, app, new_agent, new_tab, sessions
) -> None:
    customer = await escalate()
    ines = await new_agent("ines")
    with sessions.begin() as session:
        inserted = sa.text(
            "INSERT INTO viewers (conversation_id, agent_id, since, seen_at) "
            "VALUES (:id, :agent, :at, :at)"
        )
        at = sa.bindparam("at", type_=Agent.seen_at.type)
        session.execute(
            inserted.bindparams(at),
            {
                "id": customer.id,
                "agent": find_agent(session, ines.username).id,
                "at": utc_now() - timedelta(minutes=5),
            },
        )
    mine = await new_tab(agent)
    assert (await agent.sees(customer.id))["viewers"] == []
    await app[KEEPER].make_round()
    await _last(mine, "viewers", lambda v: v["id"] == customer.id)


@pytest.fixture
def crash(settings, sessions, wording, aiohttp_client, set_agent):
    """Kills the gateway as `kill -9` does, and starts another on the same store.

    Nothing of the first one is closed or told; its agents were last seen `ago` seconds
    before the new one starts, and everything else happened before that.
    """

    async def again(ago: float, *usernames: str):
        past = utc_now() - timedelta(seconds=ago)
        for username in usernames:
            set_agent(username, seen_at=past)
        with sessions.begin() as session:
            session.execute(sa.update(ModeChange).values(at=past))
        return await aiohttp_client(
            create_app(settings, sessions=sessions, wording=wording)
        )

    return again


async def test_a_crash_changes_neither_the_order_nor_who_holds_what(
    escalate, agent, sessions, crash
) -> None:
    reasons = ("low_confidence", "requested", "negative_sentiment", "requested")
    customers = [await escalate(reason) for reason in reasons]
    await agent.does("claim", customers[1].id)
    with sessions() as session:
        before = [item.conversation_id for item in list_queue(session)]
    restarted = await crash(3600, "camille")
    await restarted.app[KEEPER].take_from_gone()
    with sessions() as session:
        assert [item.conversation_id for item in list_queue(session)] == before
        assert find_conversation(session, customers[1].id).mode == "human"
    assert before[0] == customers[2].id


async def test_after_a_crash_who_comes_back_in_time_keeps_his_conversation(
    escalate, agent, new_agent, new_tab, crash
) -> None:
    ines = await new_agent("ines")
    kept, lost = await escalate(), await escalate()
    await agent.does("claim", kept.id)
    await ines.does("claim", lost.id)
    restarted = await crash(3600, "camille", "ines")
    await new_tab(agent, restarted)
    keeper = restarted.app[KEEPER]
    await keeper.take_from_gone()
    queue = await agent.call("GET", "/queue")
    assert queue["waiting"] == []  # Ines may still come back
    keeper.watching_since -= timedelta(seconds=GONE_AFTER_S + 1)
    await keeper.take_from_gone()
    queue = await agent.call("GET", "/queue")
    assert [item["id"] for item in queue["waiting"]] == [lost.id]
    assert [item["id"] for item in queue["active"]] == [kept.id]


async def test_two_gateways_take_from_the_same_agent_once(
    escalate, agent, app, crash
) -> None:
    customer = await escalate()
    await agent.does("claim", customer.id)
    other = (await crash(3600, "camille")).app
    for gateway in (app, other):
        gateway[KEEPER].watching_since -= timedelta(seconds=GONE_AFTER_S + 1)
    await asyncio.gather(
        *(gateway[KEEPER].take_from_gone() for gateway in (app, other, app, other))
    )
    changes = (await agent.sees(customer.id))["mode_changes"]
    assert [change["reason"] for change in changes].count("agent_gone") == 1
    said = [m["text"] for m in await customer.messages()]
    assert sum(text.startswith(AGENT_LEFT) for text in said) == 1
