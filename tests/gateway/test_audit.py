"""The trail says who saw and did what, and never a word of it."""

from __future__ import annotations

import csv
import io

import pytest

from bot.contracts.people import Role
from tests.gateway.conftest import PASSWORD
from tests.gateway.fake_rasa import answer

SECRET_WORDS = "mon découvert me ronge"


@pytest.fixture
async def boss(new_agent):
    return await new_agent("admin", Role.ADMINISTRATOR)


async def _actions(boss, **filters) -> list[str]:
    query = "&".join(f"{name}={value}" for name, value in filters.items())
    page = await boss.call("GET", f"/audit?{query}")
    return [event["action"] for event in reversed(page["events"])]


@pytest.fixture
async def handled(agent, customer, fake_rasa):
    """A conversation that an agent took, answered and gave back."""
    fake_rasa.will(answer("Un instant.", handoff="requested"))
    await customer.says(SECRET_WORDS)
    await agent.does("claim", customer.id)
    await agent.sees(customer.id)
    await agent.sees(customer.id)
    await agent.says(customer.id, "Je comprends.")
    await agent.says(customer.id, "à rappeler", private=True)
    await agent.does("return_to_bot", customer.id)
    return customer


async def test_a_visit_is_written_down_step_by_step(handled, boss) -> None:
    actions = await _actions(boss, subject=handled.id)
    assert actions == [
        "claimed",
        "conversation_seen",
        "message_sent",
        "note_added",
        "returned",
    ]


async def test_the_trail_holds_no_words_of_the_conversation(handled, boss) -> None:
    page = str(await boss.call("GET", "/audit"))
    for words in (SECRET_WORDS, "Je comprends", "à rappeler"):
        assert words not in page


async def test_a_refused_claim_leaves_no_row(handled, new_agent, boss) -> None:
    rival = await new_agent("noor")
    await rival.does("claim", handled.id, expect=409)
    assert await _actions(boss, actor="noor") == ["login"]


async def test_doors_are_written_down(client, agent, boss) -> None:
    for username in ("camille", "motdepasse-tapé-ici"):
        body = {"username": username, "password": "faux"}
        await client.post("/api/v1/desk/session", json=body)
    await agent.call("DELETE", "/session")
    page = await boss.call("GET", "/audit?action=login_failed")
    subjects = [event["subject_id"] for event in page["events"]]
    assert subjects == [None, "camille"]  # what nobody is called may be a password
    assert await _actions(boss, actor="camille") == ["login", "logout"]


async def test_erasing_a_conversation_keeps_who_saw_it(handled, boss) -> None:
    await handled.client.delete(handled.path(), headers=handled.headers)
    assert "conversation_seen" in await _actions(boss, subject=handled.id)


async def test_the_trail_is_exported_and_says_so(handled, boss) -> None:
    response = await boss.client.get(
        "/api/v1/desk/audit?format=csv",
        headers={"Authorization": f"Bearer {boss.token}"},
    )
    assert response.headers["Content-Type"].startswith("text/csv")
    rows = list(csv.DictReader(io.StringIO(await response.text())))
    assert rows[0]["action"] == "login"
    assert {"claimed", "returned"} <= {row["action"] for row in rows}
    assert "audit_exported" in await _actions(boss)


async def test_filters_by_time_and_page(handled, boss) -> None:
    assert await _actions(boss, since="2099-01-01T00:00:00Z") == []
    assert await _actions(boss, until="2099-01-01T00:00:00Z") != []
    page = await boss.call("GET", "/audit?page=99")
    assert page["events"] == []
    assert page["pages"] == 1


@pytest.mark.parametrize(
    "query",
    [
        "action=inventée",
        "since=hier",
        "since=2026-01-01T00:00:00",
        "page=0",
        "x=1",
        "actor=a&actor=b",
        "format=xml",
    ],
)
async def test_a_filter_that_cannot_be_is_refused(boss, query) -> None:
    refused = await boss.call("GET", f"/audit?{query}", expect=400)
    assert refused["error"]["code"] == "invalid_request"


async def test_what_people_do_to_people_is_written_down(boss, new_agent) -> None:
    await new_agent("noor")
    await boss.call("POST", "/people/noor/role", {"role": "supervisor"})
    await boss.call("POST", "/people/noor/role", {"role": "supervisor"})
    page = await boss.call("GET", "/audit?subject=noor")
    assert [event["action"] for event in page["events"]] == ["role_changed"]
    assert page["events"][0]["actor"] == "agent:admin"
    assert page["events"][0]["detail"] == {"from": "agent", "to": "supervisor"}


async def test_a_login_says_from_which_device(client, agent, boss) -> None:
    body = {"username": "camille", "password": PASSWORD}
    agent_name = "Mozilla/5.0 (Windows NT 10.0) Chrome/120.0 Safari/537.36"
    await client.post(
        "/api/v1/desk/session", json=body, headers={"User-Agent": agent_name}
    )
    page = await boss.call("GET", "/audit?actor=camille&action=login")
    assert page["events"][0]["detail"]["device"] == "Chrome sous Windows"
