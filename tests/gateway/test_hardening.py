"""Each test names the threat that it keeps out."""

from __future__ import annotations

import asyncio
import json
import uuid
from dataclasses import replace

import pytest

from bot.gateway.access import COOKIE
from bot.gateway.keys import CUSTOMERS, LIMITS, SETTINGS
from bot.gateway.rate_limit import RateLimit
from tests.gateway.conftest import PASSWORD
from tests.gateway.fake_rasa import answer


def _message(**more):
    return {"message_id": str(uuid.uuid4()), "text": "bonjour", **more}


@pytest.mark.parametrize(
    ("method", "rest"),
    [
        ("GET", "/messages"),
        ("POST", "/messages"),
        ("POST", "/feedback"),
        ("DELETE", ""),
    ],
)
async def test_another_customers_token_opens_nothing(
    customer, new_customer, method, rest
) -> None:
    thief = await new_customer()
    for headers, expected in (
        (thief.headers, 404),
        ({"Authorization": "Bearer inventé"}, 401),
        ({"Authorization": "Basic abc"}, 401),
        ({}, 401),
    ):
        response = await customer.client.request(
            method, customer.path(rest), json=_message(), headers=headers
        )
        assert response.status == expected
        assert set((await response.json())["error"]) == {"code", "message"}


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b"{", id="half an object"),
        pytest.param(b"[]", id="a list"),
        pytest.param(b"\xff\xfe", id="not UTF-8"),
        pytest.param(b"[" * 60_000, id="deep nesting"),
        pytest.param(json.dumps(_message(text="")).encode(), id="empty text"),
        pytest.param(json.dumps(_message(text="x" * 2001)).encode(), id="long text"),
        pytest.param(json.dumps(_message(extra=1)).encode(), id="unknown field"),
        pytest.param(
            json.dumps({"message_id": "1", "text": "x"}).encode(), id="no uuid"
        ),
        pytest.param(
            json.dumps(_message(payload="x", text=None)).encode(), id="payload"
        ),
    ],
)
async def test_bad_bodies_get_an_error_and_store_nothing(customer, body) -> None:
    response = await customer.client.post(
        customer.path("/messages"), data=body, headers=customer.headers
    )
    data = await response.json()
    assert response.status == 400, data
    assert "pydantic" not in str(data)
    assert "Union" not in str(data)
    assert await customer.messages() == []


async def test_an_oversized_body_is_refused(customer) -> None:
    response = await customer.client.post(
        customer.path("/messages"), data=b"x" * 200_000, headers=customer.headers
    )
    assert response.status == 413
    assert (await response.json())["error"]["code"] == "body_too_large"


async def test_html_in_a_message_comes_back_as_the_same_characters(customer) -> None:
    text = "<img src=x onerror=alert(1)>"
    await customer.says(text)
    assert (await customer.messages())[0]["text"] == text


async def test_nul_and_half_characters_cannot_break_the_store(customer) -> None:
    body = (
        b'{"message_id": "%s", "text": "a\\u0000b\\ud800c"}'
        % str(uuid.uuid4()).encode()
    )
    response = await customer.client.post(
        customer.path("/messages"), data=body, headers=customer.headers
    )
    assert response.status == 200
    assert (await customer.messages())[0]["text"] == "abc"


async def test_another_sites_page_is_kept_out(customer) -> None:
    foreign = {"Origin": "https://ailleurs.example"}
    response = await customer.client.post(
        "/api/v1/conversations", json={}, headers=foreign
    )
    assert response.status == 403
    preflight = await customer.client.options(
        "/api/v1/conversations",
        headers={**foreign, "Access-Control-Request-Method": "POST"},
    )
    assert "Access-Control-Allow-Origin" not in preflight.headers


async def test_the_agents_cookie_is_strict_and_useless_to_another_site(
    client, agent
) -> None:
    response = await client.post(
        "/api/v1/desk/session",
        json={"username": "camille", "password": PASSWORD},
    )
    cookie = response.cookies[COOKIE]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Strict"
    claim = "/api/v1/desk/conversations/x/claim"
    foreign = await client.post(claim, headers={"Origin": "https://ailleurs.example"})
    assert foreign.status == 403
    assert (await client.post(claim)).status == 403  # a cookie alone proves nothing
    same_site = await client.post(claim, headers={"Sec-Fetch-Site": "same-origin"})
    assert same_site.status == 404


@pytest.mark.parametrize(
    "path",
    [
        "/desk/queue",
        "/desk/me",
        "/desk/conversations/x",
    ],
)
async def test_the_desk_is_closed_to_customers(customer, path) -> None:
    for headers in ({}, customer.headers):
        response = await customer.client.get(f"/api/v1{path}", headers=headers)
        assert response.status == 401


async def test_guessing_passwords_is_slowed(client, agent) -> None:
    statuses = []
    for _ in range(7):
        response = await client.post(
            "/api/v1/desk/session", json={"username": "camille", "password": "non"}
        )
        statuses.append(response.status)
    assert statuses == [401] * 5 + [429] * 2


async def test_logging_out_ends_the_token(agent) -> None:
    await agent.call("DELETE", "/session")
    await agent.call("GET", "/me", expect=401)


async def test_unknown_addresses_and_methods_get_the_same_shape(client) -> None:
    for method, path, status in (
        ("GET", "/api/v1/nothing", 404),
        ("PUT", "/api/v1/conversations", 405),
        ("GET", "/web/../bot/settings.py", 404),
        ("GET", "/web/%2e%2e/domain.yml", 404),
    ):
        response = await client.request(method, path)
        assert response.status == status
        assert set((await response.json())["error"]) == {"code", "message"}


async def test_more_turns_than_can_wait_are_refused_and_not_stored(
    app, customer, fake_rasa
) -> None:
    fake_rasa.delay_s = 0.3
    app[CUSTOMERS]._settings = replace(app[SETTINGS], max_pending_turns=1)
    first = asyncio.create_task(customer.says("un"))
    await asyncio.sleep(0.1)
    refused = await customer.post(_message(), expect=429)
    assert refused["error"]["code"] == "too_many_turns"
    await first
    assert [m["text"] for m in await customer.messages()] == ["un", "Écho : un"]


async def test_a_flood_of_conversations_is_refused(app, client) -> None:
    app[LIMITS]._conversations = RateLimit(2)
    statuses = [
        (await client.post("/api/v1/conversations", json={})).status for _ in range(3)
    ]
    assert statuses == [201, 201, 429]


async def test_an_unreadable_handoff_notice_still_calls_a_human(
    customer, fake_rasa
) -> None:
    broken = answer("Un instant.")
    broken["messages"].append({"custom": {"type": "handoff", "reason": "inconnue"}})
    fake_rasa.will(broken)
    said = await customer.says("bonjour")
    assert said["escalation"]["reason"] == "designer_rule"


async def test_browser_files_travel_compressed_and_only_once(client) -> None:
    for path in ("/", "/console", "/widget.js", "/web/chat.js"):
        first = await client.get(path, headers={"Accept-Encoding": "gzip"})
        assert first.status == 200
        assert first.headers["Content-Encoding"] == "gzip"
        again = await client.get(path, headers={"If-None-Match": first.headers["ETag"]})
        assert again.status == 304
    page = await client.get("/")
    assert "default-src 'self'" in page.headers["Content-Security-Policy"]
    assert "unsafe-inline" not in page.headers["Content-Security-Policy"]
