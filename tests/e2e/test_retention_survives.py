"""A night's deletions while gateways are killed: whole, and told once."""

from __future__ import annotations

import asyncio
import time
import uuid
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import sessionmaker

from bot.contracts.people import AuditAction
from bot.contracts.retention import ServiceJob
from bot.store import migrate
from bot.store.engine import create_engine, sessions_for
from bot.store.models import Conversation, utc_now
from bot.store.people_models import AuditEvent
from bot.store.service_timers import ensure_timer
from tests.e2e.gateway_process import Gateway, gateway_on

pytestmark = [pytest.mark.e2e, pytest.mark.slow, pytest.mark.timeout(240)]

OLD = 2_000  # fewer are gone before the kill arrives
YOUNG = 5
PATIENCE_S = 120.0

StartGateway = Callable[[], Awaitable[Gateway]]


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path}/store.db"


@pytest.fixture
def sessions(url: str) -> Iterator[sessionmaker]:
    """A store whose night is overdue."""
    migrate.upgrade(url)
    engine = create_engine(url)
    made = sessions_for(engine)
    now = utc_now()
    ages = [9999] * OLD + [1] * YOUNG
    with made.begin() as session:
        rows = [_row(now - timedelta(days=days)) for days in ages]
        session.execute(sa.insert(Conversation.__table__), rows)
        ensure_timer(session, ServiceJob.RETENTION, now - timedelta(hours=3))
    yield made
    engine.dispose()


def _row(at: Any) -> dict[str, Any]:
    key = str(uuid.uuid4())
    seen = dict.fromkeys(("last_seq", "customer_read_seq", "agent_read_seq"), 0)
    moments = {"created_at": at, "updated_at": at}
    return {"id": key, "token_hash": key, "mode": "bot", **seen, **moments}


@pytest.fixture
async def start_gateway(url: str, tmp_path: Path) -> AsyncIterator[StartGateway]:
    running: list[Gateway] = []

    async def start() -> Gateway:
        gateway = gateway_on(url, tmp_path)
        running.append(gateway)
        await gateway.start()
        return gateway

    yield start
    for gateway in running:
        await gateway.stop()


def count(sessions: sessionmaker) -> int:
    with sessions() as session:
        return int(session.scalar(sa.select(sa.func.count(Conversation.id))))


def trail(sessions: sessionmaker) -> list[Any]:
    with sessions() as session:
        applied = AuditEvent.action == AuditAction.RETENTION_APPLIED.value
        return list(session.scalars(sa.select(AuditEvent.detail).where(applied)))


async def until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE_S
    while not condition():
        assert time.monotonic() < deadline, "the night did not end"
        await asyncio.sleep(0.01)


async def test_a_gateway_that_is_killed_goes_on_when_it_is_back(
    sessions: sessionmaker, start_gateway: StartGateway
) -> None:
    gateway = await start_gateway()
    await until(lambda: count(sessions) < OLD + YOUNG)
    await gateway.kill()
    left = count(sessions)
    assert YOUNG < left, "it was killed too late to show anything"
    assert trail(sessions) == []
    await gateway.start()
    await until(lambda: bool(trail(sessions)))
    assert count(sessions) == YOUNG
    assert trail(sessions) == [{"conversations": OLD}]


async def test_of_two_gateways_one_does_it_and_a_restart_does_nothing(
    sessions: sessionmaker, start_gateway: StartGateway
) -> None:
    first, _ = await asyncio.gather(start_gateway(), start_gateway())
    await until(lambda: bool(trail(sessions)))
    await first.kill()
    await first.start()
    assert count(sessions) == YOUNG
    assert trail(sessions) == [{"conversations": OLD}]
