"""A session that ends anywhere ends everywhere: its sockets hear nothing more."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest
import socketio

from bot.contracts.people import Role
from bot.gateway.keys import SESSION_WATCH
from bot.gateway.session_rights import may_listen
from bot.store.agent_sessions import LoggedIn
from bot.store.agents import AgentIdentity
from bot.store.models import utc_now
from bot.store.people_models import AgentSession
from tests.gateway.fake_rasa import answer

PATIENCE_S = 20.0


@pytest.fixture
async def listen(client):
    opened: list[socketio.AsyncClient] = []

    async def connect(agent) -> socketio.AsyncClient:
        sio = socketio.AsyncClient(reconnection=False)
        opened.append(sio)
        await sio.connect(
            str(client.make_url("")),
            namespaces=["/desk"],
            auth={"token": agent.token},
            transports=["websocket"],
            wait_timeout=PATIENCE_S,
        )
        return sio

    yield connect
    for sio in opened:
        await sio.disconnect()


async def _hung_up(sio: socketio.AsyncClient) -> bool:
    for _ in range(200):
        if "/desk" not in sio.namespaces:
            return True
        await asyncio.sleep(0.02)
    return False


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/people/camille/disable", None),
        ("/people/camille/role", {"role": "designer"}),
    ],
)
async def test_who_may_no_longer_hear_is_hung_up_on_at_once(
    agent, new_agent, listen, path, body
) -> None:
    boss = await new_agent("admin", Role.ADMINISTRATOR)
    out, stays = await listen(agent), await listen(boss)
    await boss.call("POST", path, body)
    assert await _hung_up(out)
    assert "/desk" in stays.namespaces


async def test_a_session_that_another_gateway_ended_is_found_by_the_round(
    app, agent, sessions, listen
) -> None:
    sio = await listen(agent)
    assert await app[SESSION_WATCH].look() == 0
    with sessions.begin() as session:
        session.delete(session.query(AgentSession).one())
    assert await app[SESSION_WATCH].look() == 1
    assert await _hung_up(sio)


async def test_designers_hear_nothing(new_agent, listen) -> None:
    designer = await new_agent("noor", Role.DESIGNER)
    with pytest.raises(socketio.exceptions.ConnectionError):
        await listen(designer)


@pytest.mark.parametrize(
    ("role", "guarded", "rule", "hears"),
    [
        (Role.AGENT, False, "optional", True),
        (Role.AGENT, False, "required", False),
        (Role.AGENT, True, "required", True),
        (Role.DESIGNER, True, "required", False),
    ],
)
def test_a_socket_asks_for_role_and_second_factor(
    settings, role, guarded, rule, hears
) -> None:
    agent = AgentIdentity(1, "lea", "Léa", role)
    who = LoggedIn(agent, "s", guarded, utc_now())
    assert may_listen(who, replace(settings, desk_second_factor=rule)) is hears


async def test_watching_by_socket_is_seeing(
    agent, new_agent, listen, customer, fake_rasa
) -> None:
    fake_rasa.will(answer("Bonjour."))
    await customer.says("bonjour")
    sio = await listen(agent)
    await sio.call("watch", {"id": customer.id}, namespace="/desk", timeout=PATIENCE_S)
    boss = await new_agent("admin", Role.ADMINISTRATOR)
    page = await boss.call("GET", f"/audit?subject={customer.id}")
    assert [event["action"] for event in page["events"]] == ["conversation_seen"]
