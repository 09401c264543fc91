"""A gateway in this process, its store in memory or PostgreSQL, and a scripted Rasa."""

from __future__ import annotations

import shutil
import uuid
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from aiohttp.test_utils import TestClient, TestServer
from aiohttp.web import Application
from argon2 import PasswordHasher
from sqlalchemy.orm import sessionmaker

from bot.contracts.people import Role
from bot.gateway.app import create_app
from bot.gateway.desk_time import DeskTime
from bot.gateway.wording import SAID_BY_GATEWAY, Wording
from bot.settings import Settings, load_settings
from bot.store import migrate
from bot.store.agents import add_agent
from bot.store.engine import create_engine, sessions_for
from bot.store.models import Agent, Base
from tests.gateway.desk_times import FakeClock, open_time
from tests.gateway.fake_rasa import TOKEN, FakeRasa, answer
from tests.postgres import postgres_schema

PASSWORD = "mot-de-passe-d-essai"


@pytest.fixture(autouse=True)
def _quick_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Passwords of tests need not withstand anybody."""
    quick = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr("bot.store.agents._HASHER", quick)
    monkeypatch.setattr("bot.store.agents._DECOY_HASH", quick.hash("decoy"))


@pytest.fixture
def fake_rasa() -> FakeRasa:
    return FakeRasa()


@pytest.fixture
async def rasa_server(fake_rasa: FakeRasa) -> AsyncIterator[TestServer]:
    server = TestServer(fake_rasa.app())
    await server.start_server()
    yield server
    await server.close()


@pytest.fixture
def wording() -> Wording:
    responses: dict[str, Any] = {
        name: [{"text": f"{name} {{agent}}"}] for name in SAID_BY_GATEWAY
    }
    responses["utter_ask_rate"] = [{"text": "Le taux est de 0 % en Île-de-France."}]
    return Wording(responses)


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite store made by the migrations; to be copied, not written to."""
    path = tmp_path_factory.mktemp("migrated") / "store.db"
    migrate.upgrade(f"sqlite:///{path}")
    return path


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def sessions(
    request: pytest.FixtureRequest, tmp_path: Path, migrated_file: Path
) -> Iterator[sessionmaker]:
    """A fresh store on each kind of database."""
    if request.param == "sqlite":
        shutil.copy(migrated_file, tmp_path / "store.db")
        engine = create_engine(f"sqlite:///{tmp_path}/store.db")
        yield sessions_for(engine)
        engine.dispose()
        return
    with postgres_schema() as url:
        inside = create_engine(url)
        Base.metadata.create_all(inside)
        yield sessions_for(inside)
        inside.dispose()


@pytest.fixture
def settings(rasa_server: TestServer, tmp_path: Any) -> Settings:
    base = str(rasa_server.make_url("")).rstrip("/")
    return load_settings(
        {
            "BOT_RASA_URL": base,
            "BOT_RASA_TOKEN": TOKEN,
            "BOT_ACTIONS_URL": f"{base}/webhook",
            "BOT_RASA_TIMEOUT_S": "0.5",
            "BOT_VAR_DIR": str(tmp_path),
            "BOT_INSTANCE": "test:1",
        }
    )


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def desk_time(clock: FakeClock) -> DeskTime:
    """Always open, and silent to who waits: most tests are about something else."""
    return open_time(clock, told_at_once=False)


@pytest.fixture
def app(
    settings: Settings, sessions: sessionmaker, wording: Wording, desk_time: DeskTime
) -> Application:
    return create_app(settings, sessions=sessions, wording=wording, time=desk_time)


@dataclass
class Customer:
    """A customer's program on the other side of the API."""

    client: TestClient
    id: str
    token: str

    @property
    def headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}"}

    def path(self, rest: str = "") -> str:
        return f"/api/v1/conversations/{self.id}{rest}"

    async def post(self, body: Any, expect: int = 200) -> Any:
        response = await self.client.post(
            self.path("/messages"), json=body, headers=self.headers
        )
        data = await response.json()
        assert response.status == expect, data
        return data

    async def says(self, text: str, message_id: str | None = None) -> Any:
        body = {"message_id": message_id or str(uuid.uuid4()), "text": text}
        return await self.post(body)

    async def presses(self, payload: str, title: str) -> Any:
        return await self.post(
            {"message_id": str(uuid.uuid4()), "payload": payload, "title": title}
        )

    async def messages(self, after: int = 0) -> list[dict[str, Any]]:
        response = await self.client.get(
            self.path(f"/messages?after={after}"), headers=self.headers
        )
        assert response.status == 200
        return list((await response.json())["messages"])


@dataclass
class DeskAgent:
    """An agent's program on the other side of the API."""

    client: TestClient
    username: str
    token: str

    async def call(
        self, method: str, path: str, body: Any = None, expect: int | None = 200
    ) -> Any:
        response = await self.client.request(
            method,
            f"/api/v1/desk{path}",
            json=body,
            headers={"Authorization": f"Bearer {self.token}"},
        )
        data = await response.json()
        if expect is None:
            return response.status
        assert response.status == expect, data
        return data

    async def does(self, what: str, conversation_id: str, expect: int = 200) -> Any:
        return await self.call(
            "POST", f"/conversations/{conversation_id}/{what}", expect=expect
        )

    async def says(
        self, conversation_id: str, text: str, private: bool = False, expect: int = 200
    ) -> Any:
        body = {"message_id": str(uuid.uuid4()), "text": text, "private": private}
        path = f"/conversations/{conversation_id}/messages"
        return await self.call("POST", path, body, expect=expect)

    async def sees(self, conversation_id: str) -> Any:
        return await self.call("GET", f"/conversations/{conversation_id}")


@pytest.fixture
async def client(
    app: Application, aiohttp_client: Callable[..., Awaitable[TestClient]]
) -> TestClient:
    return await aiohttp_client(app)


@pytest.fixture
def new_customer(client: TestClient) -> Callable[[], Awaitable[Customer]]:
    async def make() -> Customer:
        response = await client.post("/api/v1/conversations", json={})
        assert response.status == 201
        opened = await response.json()
        assert opened["mode"] == "bot"
        return Customer(client, opened["id"], opened["token"])

    return make


@pytest.fixture
async def customer(new_customer: Callable[[], Awaitable[Customer]]) -> Customer:
    return await new_customer()


@pytest.fixture
def new_agent(
    client: TestClient, sessions: sessionmaker
) -> Callable[..., Awaitable[DeskAgent]]:
    async def make(username: str, role: Role = Role.AGENT) -> DeskAgent:
        with sessions.begin() as session:
            add_agent(session, username, username.title(), PASSWORD, role)
        response = await client.post(
            "/api/v1/desk/session", json={"username": username, "password": PASSWORD}
        )
        assert response.status == 200
        client.session.cookie_jar.clear()
        return DeskAgent(client, username, (await response.json())["token"])

    return make


@pytest.fixture
async def agent(new_agent: Callable[..., Awaitable[DeskAgent]]) -> DeskAgent:
    return await new_agent("camille")


@pytest.fixture
def set_agent(sessions: sessionmaker) -> Callable[..., None]:
    """Changes an agent as time or a supervisor would."""

    def change(username: str, **values: Any) -> None:
        with sessions.begin() as session:
            session.execute(
                sa.update(Agent).where(Agent.username == username).values(**values)
            )

    return change


@pytest.fixture
async def supervisor(
    new_agent: Callable[[str], Awaitable[DeskAgent]], set_agent: Callable[..., None]
) -> DeskAgent:
    agent = await new_agent("sacha")
    set_agent("sacha", role=Role.SUPERVISOR.value)
    return agent


@pytest.fixture
def escalate(
    fake_rasa: FakeRasa, new_customer: Callable[[], Awaitable[Customer]]
) -> Callable[..., Awaitable[Customer]]:
    """Opens a conversation that waits for a human."""

    async def one(reason: str = "requested") -> Customer:
        customer = await new_customer()
        fake_rasa.will(answer("Je vous passe quelqu’un.", handoff=reason))
        await customer.says("un humain, vite")
        return customer

    return one
