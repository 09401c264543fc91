"""The served description is true: no 500 and no answer that it does not announce."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from typing import Any

import pytest
import requests
import schemathesis
from aiohttp import web
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from schemathesis.checks import (
    content_type_conformance,
    not_a_server_error,
    response_schema_conformance,
    status_code_conformance,
)

from bot.contracts.people import Role
from bot.gateway.app import create_app
from bot.gateway.wording import SAID_BY_GATEWAY, Wording
from bot.settings import load_settings
from bot.store import migrate
from bot.store.agents import add_agent
from bot.store.engine import create_sessions
from tests.gateway.conftest import PASSWORD
from tests.gateway.fake_rasa import TOKEN, FakeRasa, answer

CHECKS = (
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
)


async def _start(app: web.Application, runners: list[web.AppRunner]) -> str:
    runner = web.AppRunner(app)
    await runner.setup()
    runners.append(runner)
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    port = site._server.sockets[0].getsockname()[1]
    return f"http://127.0.0.1:{port}"


@pytest.fixture(scope="module")
def address(tmp_path_factory: Any) -> Iterator[str]:
    """A gateway in a thread of its own, with a scripted Rasa that often escalates."""
    var = tmp_path_factory.mktemp("openapi")
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()

    def call(coroutine: Any) -> Any:
        return asyncio.run_coroutine_threadsafe(coroutine, loop).result(30)

    runners: list[web.AppRunner] = []
    fake = FakeRasa()
    for _ in range(2000):
        fake.will(answer("Bonjour."), answer("Un instant.", handoff="requested"))
    rasa = call(_start(fake.app(), runners))
    settings = load_settings(
        {
            "BOT_RASA_URL": rasa,
            "BOT_ACTIONS_URL": f"{rasa}/webhook",
            "BOT_RASA_TOKEN": TOKEN,
            "BOT_VAR_DIR": str(var),
            "BOT_LOGIN_ATTEMPTS_PER_MINUTE": "0",
        }
    )
    migrate.upgrade(settings.database_url)
    sessions = create_sessions(settings.database_url)
    with sessions.begin() as session:
        add_agent(session, "camille", "Camille", PASSWORD, Role.ADMINISTRATOR)
    words = Wording({name: [{"text": name}] for name in SAID_BY_GATEWAY})

    async def start_gateway() -> str:
        app = create_app(settings, sessions=sessions, wording=words)
        return await _start(app, runners)

    yield call(start_gateway())
    for runner in reversed(runners):
        call(runner.cleanup())
    loop.call_soon_threadsafe(loop.stop)
    thread.join(10)
    loop.close()


@pytest.fixture(scope="module")
def schema(address: str) -> Any:
    return schemathesis.from_uri(f"{address}/api/v1/openapi.json")


def _one_of_each(address: str) -> tuple[dict[str, str], str]:
    login = {"username": "camille", "password": PASSWORD}
    agent = requests.post(f"{address}/api/v1/desk/session", json=login, timeout=10)
    opened = requests.post(f"{address}/api/v1/conversations", json={}, timeout=10)
    return {"agent": agent.json()["token"], **opened.json()}, opened.json()["id"]


def test_every_operation_answers_as_described(schema: Any, address: str) -> None:
    operations = [found.ok() for found in schema.get_all_operations()]
    described = schema.raw_schema["paths"].values()
    verbs = {"get", "post", "patch", "put", "delete"}
    assert len(operations) == sum(len(verbs & set(path)) for path in described) > 30
    keys, conversation_id = _one_of_each(address)
    for operation in operations:
        _exercise(operation, address, keys, conversation_id)


def _exercise(operation: Any, address: str, keys: Any, conversation_id: str) -> None:
    desk = "/desk/" in operation.path
    known = False

    def one_case(case: Any) -> None:
        nonlocal known, keys, conversation_id
        known = not known
        case.headers = {**(case.headers or {})}
        case.headers.pop("Authorization", None)
        if known:  # half of the calls hold the right key and name a real conversation
            token = keys["agent"] if desk else keys["token"]
            case.headers["Authorization"] = f"Bearer {token}"
            if case.path_parameters:
                case.path_parameters["id"] = conversation_id
        response = case.call(base_url=address)
        case.validate_response(response, checks=CHECKS)
        if operation.method in ("delete", "post") and response.status_code == 200:
            keys, conversation_id = _one_of_each(address)

    test = given(case=operation.as_strategy())(one_case)
    hypothesis_settings(
        max_examples=15,
        deadline=None,
        database=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
    )(test)()
