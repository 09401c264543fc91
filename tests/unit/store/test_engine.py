from pathlib import Path

import pytest
import sqlalchemy as sa

from bot.store.engine import create_sessions, forgettable_sessions
from tests.postgres import POSTGRES_URL

FULL, NORMAL = 2, 1


@pytest.fixture
def sessions(tmp_path: Path):
    made = create_sessions(f"sqlite:///{tmp_path}/store.db")
    yield made
    made.kw["bind"].dispose()


def synchronous(sessions) -> int:
    with sessions.begin() as session:
        return session.scalar(sa.text("PRAGMA synchronous"))


def test_what_may_be_forgotten_does_not_wait_for_the_disk(sessions):
    assert synchronous(forgettable_sessions(sessions)) == NORMAL


def test_the_next_write_on_the_same_connection_is_on_the_disk_again(sessions):
    synchronous(forgettable_sessions(sessions))
    assert synchronous(sessions) == FULL


@pytest.mark.postgres
def test_postgresql_compiles_no_query_of_ours():
    sessions = create_sessions(POSTGRES_URL)
    try:
        sessions.kw["bind"].connect().close()
    except sa.exc.OperationalError:
        pytest.skip("PostgreSQL does not answer on 127.0.0.1:5432")
    with sessions() as session:
        session.rollback()  # what is set in a transaction would be undone with it
        assert session.scalar(sa.text("SHOW jit")) == "off"
    sessions.kw["bind"].dispose()
