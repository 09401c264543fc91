"""Second factors are sealed in the store; a lost key locks nobody out for good."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any

import pyotp
import pytest
from aiohttp.test_utils import TestClient
from aiohttp.web import Application
from sqlalchemy.orm import sessionmaker

from bot.contracts.people import Role
from bot.errors import SettingsError
from bot.gateway.app import create_app
from bot.gateway.desk_time import DeskTime
from bot.gateway.keys import STORE
from bot.gateway.sealing import seal_second_factors
from bot.gateway.wording import Wording
from bot.privacy.secret_box import SEALED, SecretBox, new_key
from bot.settings import Settings
from bot.store.models import utc_now
from bot.store.people_models import SecondFactor
from tests.gateway.conftest import PASSWORD, DeskAgent

KEY, OTHER = new_key(), new_key()


@pytest.fixture
def settings(settings: Settings) -> Settings:
    return replace(settings, secrets_keys=(KEY,))


@pytest.fixture
async def start_again(
    settings: Settings,
    sessions: sessionmaker,
    wording: Wording,
    desk_time: DeskTime,
    aiohttp_client: Callable[[Application], Awaitable[TestClient]],
) -> Callable[..., Awaitable[TestClient]]:
    """A gateway on the same store, with other keys."""

    async def start(*keys: str) -> TestClient:
        changed = replace(settings, secrets_keys=keys)
        app = create_app(changed, sessions=sessions, wording=wording, time=desk_time)
        return await aiohttp_client(app)

    return start


async def log_in(client: TestClient, code: str, expect: int = 200) -> Any:
    body = {"username": "camille", "password": PASSWORD, "code": code}
    response = await client.post("/api/v1/desk/session", json=body)
    data = await response.json()
    assert response.status == expect, data
    client.session.cookie_jar.clear()
    return data


def code_of(secret: str, steps: int = 1) -> str:
    return pyotp.TOTP(secret).at(utc_now(), steps)


async def enable(agent: DeskAgent) -> tuple[str, list[str]]:
    started = await agent.call("POST", "/me/second_factor", {"password": PASSWORD})
    body = {"code": code_of(started["secret"], 0)}
    done = await agent.call("POST", "/me/second_factor/confirm", body)
    return started["secret"], done["recovery_codes"]


def stored(sessions: sessionmaker) -> str:
    with sessions() as session:
        return str(session.query(SecondFactor).one().secret)


async def test_the_store_holds_it_sealed_and_a_code_opens(
    agent: DeskAgent, sessions: sessionmaker
) -> None:
    secret, _ = await enable(agent)
    assert stored(sessions).startswith(SEALED)
    assert secret not in stored(sessions)
    await log_in(agent.client, code_of(secret))


async def test_one_that_was_in_clear_is_sealed_at_the_start_and_still_opens(
    agent: DeskAgent,
    sessions: sessionmaker,
    start_again: Callable[..., Awaitable[TestClient]],
) -> None:
    secret, _ = await enable(agent)
    with sessions.begin() as session:
        session.query(SecondFactor).one().secret = secret
    later = await start_again(KEY)
    await seal_second_factors(later.app[STORE], SecretBox([KEY]))
    assert stored(sessions).startswith(SEALED)
    await log_in(later, code_of(secret))


async def test_a_new_key_opens_what_the_old_one_sealed(
    agent: DeskAgent,
    sessions: sessionmaker,
    start_again: Callable[..., Awaitable[TestClient]],
) -> None:
    secret, _ = await enable(agent)
    later = await start_again(OTHER, KEY)
    await log_in(later, code_of(secret))
    await seal_second_factors(later.app[STORE], SecretBox([OTHER, KEY]))
    assert SecretBox([OTHER]).open(stored(sessions)) == secret


async def test_a_lost_key_is_told_and_a_recovery_code_opens(
    agent: DeskAgent, start_again: Callable[..., Awaitable[TestClient]]
) -> None:
    secret, codes = await enable(agent)
    later = await start_again(OTHER)
    refused = await log_in(later, code_of(secret), expect=403)
    assert refused["error"]["code"] == "second_factor_unreadable"
    assert "code de secours" in refused["error"]["message"]
    assert "administrateur" in refused["error"]["message"]
    opened = await log_in(later, codes[0])
    again = DeskAgent(later, "camille", opened["token"])
    proofs = {"password": PASSWORD, "code": codes[1]}
    await again.call("POST", "/me/second_factor/disable", proofs)
    secret, _ = await enable(again)
    await log_in(later, code_of(secret))


async def test_an_administrator_takes_away_one_that_no_key_opens(
    agent: DeskAgent,
    new_agent: Callable[..., Awaitable[DeskAgent]],
    start_again: Callable[..., Awaitable[TestClient]],
) -> None:
    await enable(agent)
    boss = await new_agent("admin", Role.ADMINISTRATOR)
    later = await start_again(OTHER)
    there = DeskAgent(later, "admin", boss.token)
    await there.call("POST", "/people/camille/reset_second_factor")
    await log_in(later, "")


async def test_guesses_count_also_when_no_key_opens_it(
    agent: DeskAgent, start_again: Callable[..., Awaitable[TestClient]]
) -> None:
    await enable(agent)
    later = await start_again(OTHER)
    for _ in range(5):
        await log_in(later, "123456", expect=403)
    await log_in(later, "123456", expect=429)


async def test_without_a_key_nobody_sets_one_up_but_old_ones_are_asked(
    agent: DeskAgent,
    sessions: sessionmaker,
    settings: Settings,
    wording: Wording,
    aiohttp_client: Callable[[Application], Awaitable[TestClient]],
) -> None:
    bare = replace(settings, secrets_keys=(), database_url="postgresql://a@b/c")
    client = await aiohttp_client(create_app(bare, sessions=sessions, wording=wording))
    keyless = DeskAgent(client, "camille", agent.token)
    asked = {"password": PASSWORD}
    refused = await keyless.call("POST", "/me/second_factor", asked, expect=409)
    assert refused["error"]["code"] == "second_factor_unavailable"
    secret, _ = await enable(agent)
    with sessions.begin() as session:
        session.query(SecondFactor).one().secret = secret
    await log_in(client, code_of(secret))


def test_it_is_not_required_of_people_who_cannot_set_it_up(
    settings: Settings, sessions: sessionmaker, wording: Wording
) -> None:
    bare = replace(
        settings,
        secrets_keys=(),
        database_url="postgresql://a@b/c",
        desk_second_factor="required",
    )
    with pytest.raises(SettingsError, match="BOT_SECRETS_KEY"):
        create_app(bare, sessions=sessions, wording=wording)
