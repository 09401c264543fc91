"""A store made by the migrations, on each kind of database that answers."""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session, sessionmaker

from bot.store import migrate
from bot.store.engine import create_engine, sessions_for

POSTGRES_URL = "postgresql://root@127.0.0.1:5432/test"


def _postgres_schema() -> Iterator[str]:
    """The URL of an empty schema of its own, dropped afterwards."""
    engine = create_engine(POSTGRES_URL)
    try:
        engine.connect().close()
    except sa.exc.OperationalError:
        if os.environ.get("CI") == "true":
            raise
        pytest.skip("PostgreSQL does not answer on 127.0.0.1:5432")
    schema = f"test_{uuid.uuid4().hex}"
    with engine.begin() as connection:
        connection.execute(sa.schema.CreateSchema(schema))
    # Without waiting for the disk: no test pulls the plug.
    options = f"-csearch_path%3D{schema}%20-csynchronous_commit%3Doff"
    yield f"{POSTGRES_URL}?options={options}"
    with engine.begin() as connection:
        connection.execute(sa.schema.DropSchema(schema, cascade=True))
    engine.dispose()


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """An empty database."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path}/store.db"
    else:
        yield from _postgres_schema()


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
