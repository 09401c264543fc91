"""People are invited, given roles and kept out; somebody can always let others in."""

from __future__ import annotations

import asyncio

import pytest

from bot.contracts.people import Role
from bot.store.models import utc_now
from bot.store.people_models import Invitation
from tests.gateway.conftest import PASSWORD
from tests.gateway.fake_rasa import answer

GOOD = "quatre mots faciles à retenir"


@pytest.fixture
async def boss(new_agent):
    return await new_agent("admin", Role.ADMINISTRATOR)


async def _invite(by, role="agent", **more):
    return await by.call("POST", "/invitations", {"role": role, **more}, expect=201)


def _token(made) -> str:
    page, _, token = made["link"].partition("#invitation=")
    assert page.endswith("/console")
    return token


async def _accept(client, token, expect=201, **more):
    body = {"token": token, "username": "lea", "name": "Léa", "password": GOOD, **more}
    response = await client.post("/api/v1/desk/invitations/accept", json=body)
    data = await response.json()
    assert response.status == expect, data
    return data


async def test_an_invited_person_chooses_and_gets_in_once(client, boss) -> None:
    made = await _invite(boss, "supervisor", for_whom="Léa, plateau B")
    token = _token(made)
    response = await client.post("/api/v1/desk/invitations/look", json={"token": token})
    seen = await response.json()
    assert (seen["role"], seen["for_whom"]) == ("supervisor", "Léa, plateau B")
    accepted = await _accept(client, token)
    assert accepted == {"username": "lea", "name": "Léa", "role": "supervisor"}
    login = {"username": "lea", "password": GOOD}
    assert (await client.post("/api/v1/desk/session", json=login)).status == 200
    again = await _accept(client, token, expect=404, username="autre")
    assert again["error"]["code"] == "unknown_invitation"
    assert (await boss.call("GET", "/invitations"))["invitations"] == []


async def test_of_two_who_accept_at_once_one_gets_in(client, boss) -> None:
    token = _token(await _invite(boss))
    bodies = [
        {"token": token, "username": name, "name": "X", "password": GOOD}
        for name in ("lea", "leo")
    ]
    path = "/api/v1/desk/invitations/accept"
    responses = await asyncio.gather(*(client.post(path, json=body) for body in bodies))
    assert sorted(response.status for response in responses) == [201, 404]


async def test_a_taken_name_leaves_the_invitation_open(client, boss) -> None:
    token = _token(await _invite(boss))
    refused = await _accept(client, token, expect=409, username="admin")
    assert refused["error"]["code"] == "username_taken"
    await _accept(client, token)


@pytest.mark.parametrize(
    ("password", "says"),
    [
        ("court", "12 caractères"),
        ("aaaaaaaaaaaaaaaa", "se répètent"),
        ("vive-lea-exemple-2026", "identifiant"),
        ("Motdepasse2026!", "premiers"),
    ],
)
async def test_a_weak_password_is_refused_with_the_reason(
    client, boss, password, says
) -> None:
    token = _token(await _invite(boss))
    refused = await _accept(client, token, expect=400, password=password)
    assert refused["error"]["code"] == "weak_password"
    assert says in refused["error"]["message"]


async def test_a_revoked_and_an_old_link_open_nothing(client, boss, sessions) -> None:
    revoked = await _invite(boss)
    await boss.call("DELETE", f"/invitations/{revoked['id']}")
    await _accept(client, _token(revoked), expect=404)
    old = await _invite(boss)
    with sessions.begin() as session:
        session.get(Invitation, old["id"]).expires_at = utc_now()
    await _accept(client, _token(old), expect=404)


async def test_guessing_links_is_slowed_down(client) -> None:
    for _ in range(5):
        await _accept(client, "inventé", expect=404)
    refused = await _accept(client, "inventé", expect=429)
    assert refused["error"]["code"] == "too_many_logins"


async def test_supervisors_invite_agents_only(new_agent) -> None:
    supervisor = await new_agent("noor", Role.SUPERVISOR)
    await _invite(supervisor)
    body = {"role": "administrator"}
    refused = await supervisor.call("POST", "/invitations", body, expect=403)
    assert refused["error"]["code"] == "not_allowed"


async def test_supervisors_see_people_and_change_none(new_agent, boss) -> None:
    supervisor = await new_agent("noor", Role.SUPERVISOR)
    people = (await supervisor.call("GET", "/people"))["people"]
    assert {person["username"] for person in people} == {"admin", "noor"}
    assert "password" not in str(people)
    await supervisor.call("POST", "/people/admin/disable", expect=403)
    made = await _invite(boss, "administrator")
    await supervisor.call("DELETE", f"/invitations/{made['id']}", expect=403)


async def test_the_store_keeps_no_token(boss, sessions) -> None:
    token = _token(await _invite(boss))
    with sessions.begin() as session:
        kept = session.query(Invitation).one()
        assert token not in str(vars(kept))


async def test_the_last_administrator_stays(new_agent, boss) -> None:
    for path, body in (
        ("/people/admin/role", {"role": "agent"}),
        ("/people/admin/disable", None),
    ):
        refused = await boss.call("POST", path, body, expect=409)
        assert refused["error"]["code"] == "last_administrator"
    await new_agent("deux", Role.ADMINISTRATOR)
    changed = await boss.call("POST", "/people/admin/role", {"role": "agent"})
    assert changed["role"] == "agent"
    await boss.call("GET", "/people", expect=403)  # it counts at once


async def test_of_two_who_demote_each_other_one_stays(new_agent, boss) -> None:
    other = await new_agent("deux", Role.ADMINISTRATOR)
    statuses = await asyncio.gather(
        boss.call("POST", "/people/deux/role", {"role": "agent"}, expect=None),
        other.call("POST", "/people/admin/role", {"role": "agent"}, expect=None),
    )
    assert 200 in statuses
    assert statuses != [200, 200]


async def test_disabling_ends_sessions_and_gives_conversations_back(
    agent, boss, customer, fake_rasa
) -> None:
    fake_rasa.will(answer("Un instant.", handoff="requested"))
    await customer.says("un humain")
    await agent.does("claim", customer.id)
    off = await boss.call("POST", "/people/camille/disable")
    assert off["disabled"] is True
    assert await agent.call("GET", "/me", expect=None) == 401
    queue = await boss.call("GET", "/queue")
    assert [item["id"] for item in queue["waiting"]] == [customer.id]
    login = {"username": "camille", "password": PASSWORD}
    response = await agent.client.post("/api/v1/desk/session", json=login)
    assert response.status == 401
    await boss.call("POST", "/people/camille/enable")
    response = await agent.client.post("/api/v1/desk/session", json=login)
    assert response.status == 200


async def test_the_link_of_somebody_disabled_opens_nothing(
    client, new_agent, boss
) -> None:
    supervisor = await new_agent("noor", Role.SUPERVISOR)
    token = _token(await _invite(supervisor))
    await boss.call("POST", "/people/noor/disable")
    await _accept(client, token, expect=404)
