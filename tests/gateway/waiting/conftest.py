"""Customers who wait, agents who are there or not, and time that passes."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from bot.gateway.desk_time import DeskTime
from bot.gateway.keys import TIMEKEEPER
from bot.store.models import Agent, utc_now
from tests.gateway.desk_times import FakeClock, open_time


@pytest.fixture
def desk_time(clock: FakeClock) -> DeskTime:
    return open_time(clock)


@pytest.fixture
def agent_there(agent: Any, sessions: Any, clock: FakeClock) -> Any:
    """An agent whose console gives signs of life, also in the future."""

    def stays(seconds: float = 10_000) -> None:
        with sessions.begin() as session:
            there_until = utc_now() + timedelta(seconds=seconds)
            session.execute(sa.update(Agent).values(seen_at=there_until))

    stays()
    agent.stays = stays
    return agent


@pytest.fixture
def later(app: Any, clock: FakeClock) -> Any:
    """Lets time pass and the timekeeper look at its clocks."""

    async def pass_time(seconds: float) -> None:
        clock.advance(seconds)
        await app[TIMEKEEPER].fire_all()

    return pass_time
