"""One's own account: password, sessions, and a second factor that guards it."""

from __future__ import annotations

from dataclasses import replace

import pyotp
import pytest

from bot.contracts.people import Role
from bot.gateway.app import create_app
from bot.gateway.keys import SETTINGS
from bot.store.models import utc_now
from bot.store.people_models import AgentSession, SecondFactor
from tests.gateway.conftest import PASSWORD, DeskAgent

NEW = "une phrase assez longue"
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


async def _log_in(client, username="camille", expect=200, **more):
    body = {"username": username, "password": PASSWORD, **more}
    response = await client.post(
        "/api/v1/desk/session", json=body, headers={"User-Agent": FIREFOX}
    )
    data = await response.json()
    assert response.status == expect, data
    client.session.cookie_jar.clear()
    return data


async def _again(agent: DeskAgent) -> DeskAgent:
    opened = await _log_in(agent.client, agent.username)
    return DeskAgent(agent.client, agent.username, opened["token"])


def _code(secret: str, steps: int = 0) -> str:
    return pyotp.TOTP(secret).at(utc_now(), steps)


async def _enable(agent: DeskAgent) -> tuple[str, list[str]]:
    started = await agent.call("POST", "/me/second_factor", {"password": PASSWORD})
    body = {"code": _code(started["secret"])}
    done = await agent.call("POST", "/me/second_factor/confirm", body)
    return started["secret"], done["recovery_codes"]


async def test_a_new_password_needs_the_old_one_and_ends_other_sessions(agent) -> None:
    other = await _again(agent)
    wrong = {"current": "faux", "new": NEW}
    refused = await agent.call("POST", "/me/password", wrong, expect=403)
    assert refused["error"]["code"] == "wrong_password"
    body = {"current": PASSWORD, "new": NEW}
    assert await agent.call("POST", "/me/password", body) == {"ended": 1}
    assert await other.call("GET", "/me", expect=None) == 401
    assert await agent.call("GET", "/me", expect=None) == 200
    await _log_in(agent.client, expect=401)
    await _log_in(agent.client, password=NEW)


async def test_sessions_are_listed_in_words_and_revoked(agent) -> None:
    other = await _again(agent)
    listed = (await agent.call("GET", "/me/sessions"))["sessions"]
    assert [each["current"] for each in listed].count(True) == 1
    foreign = next(each for each in listed if not each["current"])
    assert foreign["device"] == "Firefox sous Linux"
    await agent.call("DELETE", f"/me/sessions/{foreign['id']}")
    assert await other.call("GET", "/me", expect=None) == 401
    gone = await agent.call("DELETE", f"/me/sessions/{foreign['id']}", expect=404)
    assert gone["error"]["code"] == "unknown_session"


async def test_nobody_revokes_somebody_elses_session(agent, new_agent) -> None:
    thief = await new_agent("noor")
    mine = (await agent.call("GET", "/me/sessions"))["sessions"][0]["id"]
    await thief.call("DELETE", f"/me/sessions/{mine}", expect=404)
    assert await thief.call("DELETE", "/me/sessions") == {"ended": 0}
    assert await agent.call("GET", "/me", expect=None) == 200


async def test_last_seen_moves_with_use(agent, sessions) -> None:
    long_ago = utc_now().replace(year=2020)
    with sessions.begin() as session:
        session.query(AgentSession).one().last_seen_at = long_ago
    await agent.call("GET", "/me")
    with sessions.begin() as session:
        assert session.query(AgentSession).one().last_seen_at.year > 2020


async def test_the_second_factor_is_asked_for_once_it_is_confirmed(agent) -> None:
    started = await agent.call("POST", "/me/second_factor", {"password": PASSWORD})
    assert started["uri"].startswith("otpauth://totp/")
    assert started["qr"]["path"].startswith("M")
    await _log_in(agent.client)  # not confirmed: not asked
    secret, codes = await _enable(agent)
    assert len(codes) == len(set(codes)) == 10
    refused = await _log_in(agent.client, expect=401)
    assert refused["error"]["code"] == "second_factor_needed"
    refused = await _log_in(agent.client, expect=401, code="000000")
    assert refused["error"]["code"] == "wrong_code"
    await _log_in(agent.client, code=_code(secret, 1))
    assert (await agent.call("GET", "/me"))["second_factor"] is True


async def test_a_password_of_the_clock_opens_once(agent) -> None:
    secret, _ = await _enable(agent)
    # The one that confirmed is used, too.
    await _log_in(agent.client, expect=401, code=_code(secret))
    code = _code(secret, 1)
    await _log_in(agent.client, code=code)
    refused = await _log_in(agent.client, expect=401, code=code)
    assert refused["error"]["code"] == "wrong_code"


async def test_a_recovery_code_opens_once(agent, sessions) -> None:
    _, codes = await _enable(agent)
    with sessions.begin() as session:
        assert codes[0] not in str(session.query(SecondFactor).one().recovery_hashes)
    await _log_in(agent.client, code=codes[0].upper())
    await _log_in(agent.client, expect=401, code=codes[0])
    await _log_in(agent.client, code=codes[1])


async def test_guessing_codes_is_slowed_down(agent) -> None:
    await _enable(agent)
    for _ in range(5):
        await _log_in(agent.client, expect=401, code="123456")
    refused = await _log_in(agent.client, expect=429, code="123456")
    assert refused["error"]["code"] == "too_many_logins"


async def test_turning_it_off_needs_password_and_code(agent) -> None:
    secret, _ = await _enable(agent)
    path = "/me/second_factor/disable"
    good = {"password": PASSWORD, "code": _code(secret, 1)}
    await agent.call("POST", path, {**good, "password": "faux"}, expect=403)
    await agent.call("POST", path, {**good, "code": "000000"}, expect=403)
    await agent.call("POST", path, good)
    await _log_in(agent.client)


async def test_an_administrator_resets_a_lost_second_factor(agent, new_agent) -> None:
    await _enable(agent)
    boss = await new_agent("admin", Role.ADMINISTRATOR)
    person = await boss.call("POST", "/people/camille/reset_second_factor")
    assert person["second_factor"] is False
    assert await agent.call("GET", "/me", expect=None) == 401  # the phone was lost
    await _log_in(agent.client)


@pytest.fixture
def strict_app(settings, sessions, wording):
    app = create_app(settings, sessions=sessions, wording=wording)
    app[SETTINGS] = replace(settings, desk_second_factor="required")
    return app


async def test_where_it_is_required_nothing_else_answers_first(
    strict_app, aiohttp_client, sessions
) -> None:
    from bot.store.agents import add_agent

    with sessions.begin() as session:
        add_agent(session, "camille", "Camille", PASSWORD)
    client = await aiohttp_client(strict_app)
    token = (await _log_in(client))["token"]
    agent = DeskAgent(client, "camille", token)
    assert (await agent.call("GET", "/me"))["must_set_up_second_factor"] is True
    for path in ("/queue", "/conversations/x", "/me/sessions"):
        refused = await agent.call("GET", path, expect=403)
        assert refused["error"]["code"] == "second_factor_required"
    await _enable(agent)
    await agent.call("GET", "/queue")


async def test_guessing_the_present_password_is_slowed_down(agent) -> None:
    wrong = {"current": "faux", "new": NEW}
    for _ in range(5):
        await agent.call("POST", "/me/password", wrong, expect=403)
    await agent.call("POST", "/me/password", wrong, expect=429)
    right = {"current": PASSWORD, "new": NEW}
    await agent.call("POST", "/me/password", right, expect=429)


async def test_a_name_is_changed_and_is_one_line(agent) -> None:
    changed = await agent.call("POST", "/me", {"name": "  Camille \n Exemple "})
    assert changed["name"] == "Camille Exemple"
    assert (await agent.call("GET", "/me"))["name"] == "Camille Exemple"
    for name in ("", "   ", "a\u202eb", "x" * 81):
        await agent.call("POST", "/me", {"name": name}, expect=400)
