"""Whom a site vouches for: the signed token, and what it opens and closes."""

from __future__ import annotations

import dataclasses
import uuid
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from typing import Any

import jwt
import pytest
from aiohttp.web import Application
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import Refused, SettingsError
from bot.gateway.app import create_app
from bot.gateway.identity import Identity, read_identity
from bot.settings import Settings
from tests.gateway.test_sockets import new_tab  # noqa: F401

SECRET = "un-secret-partagé-avec-le-serveur-du-site"
NOW = datetime(2026, 11, 26, 10, tzinfo=timezone.utc)


def sign(now: datetime = NOW, *, secret: str = SECRET, **claims: Any) -> str:
    said = {
        "sub": "client-42",
        "name": "Nadia Belkacem",
        "aud": "ecoute",
        "exp": int((now + timedelta(hours=1)).timestamp()),
        **claims,
    }
    kept = {name: value for name, value in said.items() if value is not None}
    return jwt.encode(kept, secret, algorithm="HS256")


def at(**shift: float) -> int:
    return int((NOW + timedelta(**shift)).timestamp())


# ---- the rule ------------------------------------------------------------------------


def test_a_good_token_says_who_it_is() -> None:
    found = read_identity(sign(iat=at()), SECRET, NOW)
    assert found == Identity("client-42", "Nadia Belkacem")


def test_a_name_may_be_left_out() -> None:
    assert read_identity(sign(name=None), SECRET, NOW).name is None


@pytest.mark.parametrize(
    ("token", "code"),
    [
        pytest.param(sign(secret="x" * 40), "identity_invalid", id="another secret"),
        pytest.param(sign(aud="shop"), "identity_invalid", id="for somebody else"),
        pytest.param(sign(aud=None), "identity_invalid", id="for nobody"),
        pytest.param(sign(sub=None), "identity_invalid", id="of nobody"),
        pytest.param(sign(sub=""), "identity_invalid", id="an empty id"),
        pytest.param(sign(sub="x" * 129), "identity_invalid", id="too long an id"),
        pytest.param(sign(sub="a\x00b"), "identity_invalid", id="a NUL"),
        pytest.param(sign(name="x" * 81), "identity_invalid", id="too long a name"),
        pytest.param(sign(name="Nadia\nB"), "identity_invalid", id="two lines"),
        pytest.param(sign(name=7), "identity_invalid", id="a number as a name"),
        pytest.param(sign(exp=None), "identity_invalid", id="for ever"),
        pytest.param(sign(exp=at(hours=25)), "identity_invalid", id="for too long"),
        pytest.param(sign(exp=at(minutes=-2)), "identity_expired", id="too late"),
        pytest.param(sign(iat=at(hours=1)), "identity_invalid", id="of the future"),
        pytest.param("not.a.token", "identity_invalid", id="no token"),
        pytest.param(
            jwt.encode({"sub": "x", "aud": "ecoute", "exp": at(hours=1)}, None, "none"),
            "identity_invalid",
            id="unsigned",
        ),
        pytest.param(
            jwt.encode(
                {"sub": "x", "aud": "ecoute", "exp": at(hours=1)}, SECRET * 2, "HS512"
            ),
            "identity_invalid",
            id="another algorithm",
        ),
    ],
)
def test_a_bad_token_is_refused(token: str, code: str) -> None:
    with pytest.raises(Refused) as refused:
        read_identity(token, SECRET, NOW)
    assert (refused.value.status, refused.value.code) == (403, code)


def test_clocks_may_differ_a_little() -> None:
    late = sign(exp=at(seconds=-30), iat=at(seconds=30))
    assert read_identity(late, SECRET, NOW).customer_id == "client-42"


@given(st.text(max_size=200))
def test_whatever_arrives_is_refused_without_an_echo(text: str) -> None:
    with pytest.raises(Refused) as refused:
        read_identity(text, SECRET, NOW)
    assert len(text) < 8 or text not in refused.value.message


def test_requiring_identities_without_a_secret_ends_the_start(
    settings: Settings,
) -> None:
    with pytest.raises(SettingsError, match="BOT_IDENTITY_SECRET"):
        create_app(dataclasses.replace(settings, identity_required=True))


# ---- the doors -----------------------------------------------------------------------


@pytest.fixture
def app(
    request: pytest.FixtureRequest, settings: Settings, sessions: Any, wording: Any
) -> Application:
    """A gateway that knows the site's secret; `required` for a strict one."""
    strict = dataclasses.replace(
        settings,
        identity_secret=SECRET,
        identity_required=getattr(request, "param", None) == "required",
    )
    return create_app(strict, sessions=sessions, wording=wording)


required = pytest.mark.parametrize("app", ["required"], indirect=True)


def good(**claims: Any) -> str:
    return sign(datetime.now(timezone.utc), **claims)


@pytest.fixture
def identify() -> Callable[..., Any]:
    async def call(customer: Any, token: Any, expect: int = 200) -> Any:
        response = await customer.client.post(
            customer.path("/identity"), json={"token": token}, headers=customer.headers
        )
        data = await response.json()
        assert response.status == expect, data
        return data

    return call


async def test_agents_see_whom_the_site_vouches_for(customer, agent, identify) -> None:
    assert (await agent.sees(customer.id))["customer"] is None
    said = await identify(customer, good())
    assert said == {"customer": {"id": "client-42", "name": "Nadia Belkacem"}}
    assert (await agent.sees(customer.id))["customer"] == said["customer"]


async def test_an_agent_who_looks_on_reads_the_name_at_once(
    customer,
    agent,
    identify,
    new_tab,  # noqa: F811
) -> None:
    desk = await new_tab("/desk", auth={"token": agent.token})
    await desk.call("watch", {"id": customer.id})
    known = (await identify(customer, good()))["customer"]
    assert (await desk.waits_for("conversation"))["customer"] == known
    await identify(customer, good())  # the same again is no news
    await identify(customer, good(name="Nadia Roussel"))
    assert (await desk.waits_for("conversation", 2))["customer"] == {
        "id": "client-42",
        "name": "Nadia Roussel",
    }


async def test_the_name_reaches_nobody_who_does_not_look(
    customer,
    agent,
    identify,
    new_tab,  # noqa: F811
) -> None:
    desk = await new_tab("/desk", auth={"token": agent.token})
    await identify(customer, good())
    await desk.call("watch", {"id": customer.id})  # answered after what was told
    assert desk.all("conversation") == []


async def test_the_same_person_may_come_again_with_a_new_name(
    customer, identify
) -> None:
    await identify(customer, good())
    said = await identify(customer, good(name="Nadia Roussel"))
    assert said["customer"]["name"] == "Nadia Roussel"


async def test_a_conversation_never_becomes_somebody_else_s(
    customer, agent, identify
) -> None:
    await identify(customer, good())
    said = await identify(customer, good(sub="client-43", name="Paul"), expect=409)
    assert said["error"]["code"] == "identity_mismatch"
    assert (await agent.sees(customer.id))["customer"]["id"] == "client-42"


async def test_a_forged_token_changes_nothing_and_is_not_repeated(
    customer, agent, identify
) -> None:
    forged = good(secret="y" * 40)
    said = await identify(customer, forged, expect=403)
    assert said["error"]["code"] == "identity_invalid"
    assert forged[-20:] not in str(said)
    assert (await agent.sees(customer.id))["customer"] is None


async def test_guessing_is_slowed_down(customer, identify) -> None:
    for _ in range(20):
        await identify(customer, "x", expect=403)
    await identify(customer, "x", expect=429)


async def test_nobody_identifies_the_conversation_of_another(
    new_customer, identify
) -> None:
    mine, other = await new_customer(), await new_customer()
    response = await mine.client.post(
        other.path("/identity"), json={"token": good()}, headers=mine.headers
    )
    assert response.status == 404


@required
async def test_where_it_is_required_unknown_customers_write_at_no_door(
    customer,
    fake_rasa,
    identify,
    new_tab,  # noqa: F811
) -> None:
    said = {"message_id": str(uuid.uuid4()), "text": "bonjour"}
    refused = await customer.post(said, expect=403)
    assert refused["error"]["code"] == "identity_needed"
    tab = await new_tab()
    opened = await tab.call("session_request", {"session_id": customer.token})
    assert opened["id"] == customer.id
    answered = await tab.call("user_uttered", {"message": "bonjour"})
    assert answered["error"]["code"] == "identity_needed"
    assert (await customer.messages(), fake_rasa.turns) == ([], [])
    await identify(customer, good())
    assert (await customer.post(said))["seq"] == 1
    assert (await tab.call("user_uttered", {"message": "encore"}))["seq"] == 3


class TestWithoutASecret:
    @pytest.fixture
    def app(self, settings: Settings, sessions: Any, wording: Any) -> Application:
        return create_app(settings, sessions=sessions, wording=wording)

    async def test_nobody_is_identified(self, customer, identify) -> None:
        said = await identify(customer, good(), expect=403)
        assert said["error"]["code"] == "identity_off"
