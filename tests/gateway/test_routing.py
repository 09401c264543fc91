"""Who is served first and by whom, through the API of a real gateway."""

from __future__ import annotations

import asyncio

import pytest
import sqlalchemy as sa

from bot.gateway.keys import KEEPER
from bot.store.desk_models import Handoff
from bot.store.models import Conversation, utc_now
from tests.gateway.fake_rasa import answer


async def _waiting(agent) -> list:
    return (await agent.call("GET", "/queue"))["waiting"]


async def _active(agent) -> list:
    return (await agent.call("GET", "/queue"))["active"]


async def test_the_place_is_explained_in_points(escalate, agent) -> None:
    await escalate("negative_sentiment")
    (item,) = await _waiting(agent)
    parts = item["priority_parts"]
    assert (parts["reason"], set(parts)) == (20, {"reason", "waiting"})
    assert item["priority"] == pytest.approx(sum(parts.values()), abs=0.1)
    assert (item["preferred_agent"], item["viewers"], item["breaches"]) == (
        None,
        [],
        [],
    )


async def test_a_broken_promise_moves_a_customer_forward(
    escalate, agent, sessions
) -> None:
    first, second = await escalate(), await escalate()
    with sessions.begin() as session:
        session.execute(
            sa.update(Handoff)
            .where(Handoff.conversation_id == second.id)
            .values(breaches=[{"clock": "first_answer", "at": utc_now().isoformat()}])
        )
    waiting = await _waiting(agent)
    assert [item["id"] for item in waiting] == [second.id, first.id]
    assert waiting[0]["priority_parts"]["broken_promises"] == 5


async def test_anger_said_while_waiting_counts(escalate, agent, fake_rasa) -> None:
    first, second = await escalate(), await escalate()
    fake_rasa.mood = -0.9
    await second.says("c’est une honte")
    for _ in range(100):
        waiting = await _waiting(agent)
        if waiting[0]["id"] == second.id:
            break
        await asyncio.sleep(0.02)
    assert [item["id"] for item in waiting] == [second.id, first.id]
    assert waiting[0]["priority_parts"]["mood"] == 10


async def test_a_full_agent_takes_no_more_but_a_supervisor_may(
    escalate, agent, supervisor, set_agent
) -> None:
    one, two = await escalate(), await escalate()
    set_agent("camille", capacity=1)
    set_agent("sacha", capacity=0)
    await agent.does("claim", one.id)
    refused = await agent.does("claim", two.id, expect=409)
    assert refused["error"]["code"] == "at_capacity"
    assert "1 conversation, votre maximum" in refused["error"]["message"]
    await supervisor.does("claim", two.id)


async def test_two_claims_at_once_respect_the_capacity(
    escalate, agent, set_agent
) -> None:
    customers = [await escalate() for _ in range(4)]
    set_agent("camille", capacity=2)
    paths = [f"/conversations/{customer.id}/claim" for customer in customers]
    statuses = await asyncio.gather(
        *(agent.call("POST", path, expect=None) for path in paths)
    )
    assert sorted(statuses) == [200, 200, 409, 409]


async def test_my_availability_is_mine_to_change(agent) -> None:
    shape = await agent.call("POST", "/me/availability", {"availability": "away"})
    assert shape["availability"] == "away"
    (listed,) = (await agent.call("GET", "/agents"))["agents"]
    assert listed == shape
    await agent.call("POST", "/me/availability", {"availability": "asleep"}, expect=400)


async def test_capacity_and_skills_are_for_supervisors_to_change(
    agent, supervisor
) -> None:
    change = {"capacity": 2, "skills": {"regions": ["Bretagne", "Bretagne"]}}
    await agent.call("PATCH", "/agents/camille", change, expect=403)
    shape = await supervisor.call("PATCH", "/agents/camille", change)
    assert shape["capacity"] == 2
    assert shape["skills"] == {"topics": [], "regions": ["Bretagne"], "languages": []}
    seen = await agent.call("GET", "/agents")
    assert "Bretagne" in seen["known_skills"]["regions"]
    assert seen["topics"]["refusal"] == "Les refus et les recours"
    assert seen["routing"] == {"assignment": "by_hand", "overflow_s": 180}
    for bad in ({"capacity": 999}, {"capacity": "2"}, {"colour": 1}):
        await supervisor.call("PATCH", "/agents/camille", bad, expect=400)
    await supervisor.call("PATCH", "/agents/personne", {}, expect=404)


async def test_a_supervisor_gives_a_conversation_to_who_is_connected(
    escalate, agent, supervisor, set_agent
) -> None:
    customer = await escalate()
    path = f"/conversations/{customer.id}/assign"
    await agent.call("POST", path, {"to": "camille"}, expect=403)
    refused = await supervisor.call("POST", path, {"to": "camille"}, expect=409)
    assert refused["error"]["code"] == "agent_not_connected"
    set_agent("camille", seen_at=utc_now())
    given = await supervisor.call("POST", path, {"to": "camille"})
    assert (given["mode"], given["agent"]) == ("human", {"name": "Camille"})
    assert "Camille" in (await customer.messages())[-1]["text"]
    (item,) = await _active(agent)
    assert item["assigned_by"] == "supervisor"
    again = await supervisor.call("POST", path, {"to": "camille"}, expect=409)
    assert again["error"]["code"] == "already_assigned"
    changes = (await agent.sees(customer.id))["mode_changes"]
    assert (changes[-1]["actor"], changes[-1]["reason"]) == (
        "agent:sacha",
        "assigned:camille",
    )


async def test_a_supervisor_takes_over_and_the_agent_may_write_no_more(
    escalate, agent, supervisor
) -> None:
    customer = await escalate()
    await supervisor.does("take_over", customer.id, expect=409)
    await agent.does("claim", customer.id)
    await agent.does("take_over", customer.id, expect=403)
    taken = await supervisor.does("take_over", customer.id)
    assert taken["agent"] == {"name": "Sacha"}
    await agent.says(customer.id, "encore moi", expect=409)
    await supervisor.says(customer.id, "Bonjour, Sacha à votre écoute.")
    assert "Sacha" in (await customer.messages())[-2]["text"]


async def test_a_supervisor_joins_by_notes_only(escalate, agent, supervisor) -> None:
    customer = await escalate()
    await agent.does("claim", customer.id)
    before = len(await customer.messages())
    await supervisor.does("join", customer.id)
    seen = await agent.sees(customer.id)
    assert seen["viewers"] == [{"username": "sacha", "name": "Sacha", "joined": True}]
    await supervisor.says(customer.id, "Proposez un rappel.", private=True)
    await supervisor.says(customer.id, "à deux voix", expect=409)
    assert len(await customer.messages()) == before


async def test_an_agent_who_is_gone_loses_his_conversation_at_its_place(
    escalate, agent, app, set_agent, sessions
) -> None:
    first = await escalate()
    await agent.does("claim", first.id)
    second = await escalate()
    _let_time_pass(sessions)
    set_agent("camille", seen_at=None)
    keeper = app[KEEPER]
    await keeper.take_from_gone()
    assert len(await _active(agent)) == 1  # this gateway has only just started
    keeper.watching_since = utc_now().replace(year=2020)
    await keeper.take_from_gone()
    waiting = await _waiting(agent)
    assert [item["id"] for item in waiting] == [first.id, second.id]
    assert waiting[0]["preferred_agent"] == {"username": "camille", "name": "Camille"}
    assert (await first.messages())[-1]["sender"] == "system"
    changes = (await agent.sees(first.id))["mode_changes"]
    assert (changes[-1]["actor"], changes[-1]["reason"]) == ("system", "agent_gone")
    assert await keeper.take_from_gone() == 0


async def test_a_program_that_writes_is_no_agent_who_is_gone(
    escalate, agent, app, sessions
) -> None:
    customer = await escalate()
    await agent.does("claim", customer.id)
    _let_time_pass(sessions)
    await agent.says(customer.id, "Je cherche votre dossier.")
    app[KEEPER].watching_since = utc_now().replace(year=2020)
    assert await app[KEEPER].take_from_gone() == 0


def _let_time_pass(sessions) -> None:
    """Everything in the store happened an hour ago."""
    tables = ("mode_changes", "messages")
    with sessions.begin() as session:
        for table in tables:
            column = sa.Column("at", sa.DateTime(timezone=True))
            moment = utc_now().replace(year=2025)
            session.execute(sa.update(sa.table(table, column)).values(at=moment))


async def test_released_by_hand_nobody_is_preferred(escalate, agent) -> None:
    customer = await escalate()
    await agent.does("claim", customer.id)
    await agent.does("release", customer.id)
    (item,) = await _waiting(agent)
    assert item["preferred_agent"] is None


async def test_a_customer_who_comes_back_prefers_who_served_him(
    escalate, agent, sessions, fake_rasa
) -> None:
    first, second = await escalate(), await escalate()
    await agent.does("claim", first.id)
    await agent.does("return_to_bot", first.id)
    with sessions.begin() as session:  # the site vouches that both are one customer
        session.execute(sa.update(Conversation).values(customer_id="client-7"))
    fake_rasa.will(answer("Je vous passe quelqu’un.", handoff="requested"))
    await first.says("je reviens")
    preferred = {i["id"]: i["preferred_agent"] for i in await _waiting(agent)}
    camille = {"username": "camille", "name": "Camille"}
    assert preferred == {first.id: camille, second.id: camille}
