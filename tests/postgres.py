"""A schema of a test's own on the PostgreSQL server of the machine, if there is one."""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
import sqlalchemy as sa

from bot.store.engine import create_engine

POSTGRES_URL = "postgresql://root@127.0.0.1:5432/test"


@contextmanager
def postgres_schema(*, is_durable: bool = False) -> Iterator[str]:
    """Gives the URL of an empty schema that is dropped afterwards.

    Skips the test when no server answers; on CI that is an error.

    Args:
        is_durable: Whether commits wait for the disk, for tests that kill processes.
    """
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
    options = f"-csearch_path%3D{schema}"
    if not is_durable:
        options += "%20-csynchronous_commit%3Doff"
    yield f"{POSTGRES_URL}?options={options}"
    with engine.begin() as connection:
        connection.execute(sa.schema.DropSchema(schema, cascade=True))
    engine.dispose()
