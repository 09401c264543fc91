"""A store made by the migrations, on each kind of database that answers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy.orm import Session, sessionmaker

from bot.store import migrate
from bot.store.engine import create_engine, sessions_for
from tests.postgres import postgres_schema


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """An empty database."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path}/store.db"
    else:
        with postgres_schema() as url:
            yield url


@pytest.fixture
def sessions(database_url: str) -> Iterator[sessionmaker]:
    migrate.upgrade(database_url)
    engine = create_engine(database_url)
    yield sessions_for(engine)
    engine.dispose()


@pytest.fixture
def session(sessions: sessionmaker) -> Iterator[Session]:
    with sessions.begin() as session:
        yield session
