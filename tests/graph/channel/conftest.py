from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import aiohttp
import pytest
from rasa.core.agent import Agent
from rasa.core.lock_store import InMemoryLockStore
from rasa.utils.endpoints import EndpointConfig

from bot.channel.tracker_store import ConversationTrackerStore
from bot.supervisor.ports import find_free_port

from ..escalation.project import train, without_rasas_notice
from .service import ActionServer, Gateway, Service

PATIENCE_S = 0.5  # what an action may take in these tests


@pytest.fixture(scope="session")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return train(tmp_path_factory.mktemp("channel"))


@pytest.fixture
async def actions() -> AsyncIterator[ActionServer]:
    server = ActionServer()
    await server.start()
    yield server
    await server.stop()


@pytest.fixture
def database(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path}/tracker.db"


@pytest.fixture
def agent(model: Path, actions: ActionServer, database: str) -> Agent:
    with without_rasas_notice():
        return Agent.load(
            str(model),
            action_endpoint=EndpointConfig(actions.url),
            tracker_store=ConversationTrackerStore(host=database),
            lock_store=InMemoryLockStore(),
        )


@pytest.fixture(scope="session")
def service() -> Iterator[Service]:
    service = Service(find_free_port(), PATIENCE_S)
    yield service
    service.stop()


@pytest.fixture
async def gateway(service: Service, agent: Agent) -> AsyncIterator[Gateway]:
    service.app.ctx.agent = agent
    async with aiohttp.ClientSession() as http:
        yield Gateway(http, agent, service.url)
    service.run(service.forget_agent())
