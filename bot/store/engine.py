"""Opens the store: one engine per database, SQLite and PostgreSQL by the same code."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import make_url
from sqlalchemy.orm import Session, sessionmaker
from sqlalchemy.pool import QueuePool, StaticPool

from bot.errors import SettingsError
from bot.settings import load_settings
from bot.store.folding import SQLITE_NAME, fold

# How long a writer waits for another process's write, in seconds.
SQLITE_BUSY_TIMEOUT_S = 15
POOL_SIZE = 10
JIT_SINCE = 110_000  # PostgreSQL 11, as its driver writes it


def is_sqlite(database_url: str) -> bool:
    """Whether the URL names an SQLite database."""
    return bool(make_url(database_url).get_backend_name() == "sqlite")


def create_engine(database_url: str) -> sa.engine.Engine:
    """Opens an engine whose transactions are safe to share between processes.

    Raises:
        SettingsError: The URL cannot be read, or names another kind of database.
    """
    try:
        backend = make_url(database_url).get_backend_name()
    except sa.exc.ArgumentError as error:
        raise SettingsError(
            "Expected BOT_DATABASE_URL to be a database URL such as "
            "`postgresql://user:password@host/name`, but it could not be read."
        ) from error
    if backend == "sqlite":
        return _create_sqlite_engine(database_url)
    if backend == "postgresql":
        engine = sa.create_engine(
            database_url, future=True, pool_size=POOL_SIZE, pool_pre_ping=True
        )
        sa.event.listen(engine, "connect", _prepare_postgresql_connection)
        sa.event.listen(engine, "begin", _begin_postgresql_transaction)
        return engine
    raise SettingsError(
        "Expected BOT_DATABASE_URL to name SQLite or PostgreSQL, "
        f"but found {backend!r}."
    )


def _create_sqlite_engine(database_url: str) -> sa.engine.Engine:
    path = make_url(database_url).database
    in_memory = path in (None, "", ":memory:")
    options: dict[str, Any] = {"poolclass": StaticPool}
    if not in_memory:
        Path(str(path)).parent.mkdir(parents=True, exist_ok=True)
        # Kept open: whenever a file's last connection closes, SQLite writes the log
        # back and syncs several times, and SQLAlchemy would close after each use.
        options = {"poolclass": QueuePool, "pool_size": POOL_SIZE}
    engine = sa.create_engine(
        database_url,
        future=True,
        connect_args={"check_same_thread": False, "timeout": SQLITE_BUSY_TIMEOUT_S},
        **options,
    )
    sa.event.listen(engine, "connect", _prepare_sqlite_connection)
    sa.event.listen(engine, "begin", _begin_sqlite_transaction)
    return engine


def _prepare_sqlite_connection(connection: Any, _record: Any) -> None:
    # The driver must not start transactions by itself: it would begin them as readers,
    # and a reader that becomes a writer fails at once instead of waiting.
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode=WAL")
    # An acknowledged message is on the disk, whatever happens to the machine.
    cursor.execute("PRAGMA synchronous=FULL")
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.close()
    connection.create_function(SQLITE_NAME, 1, fold, deterministic=True)


def _begin_sqlite_transaction(connection: Any) -> None:
    options = connection.get_execution_options()
    kind = options.get("sqlite_begin", "IMMEDIATE")
    if kind != "DEFERRED":
        level = "NORMAL" if options.get("may_be_forgotten") else "FULL"
        connection.exec_driver_sql(f"PRAGMA synchronous={level}")
    connection.exec_driver_sql(f"BEGIN {kind}")


def _prepare_postgresql_connection(connection: Any, _record: Any) -> None:
    # Compiling a query takes longer than any of ours gains: a year's history waits a
    # second less without it (`bot bench history`).
    if connection.server_version >= JIT_SINCE:
        cursor = connection.cursor()
        cursor.execute("SET jit = off")
        cursor.close()
        connection.commit()


def _begin_postgresql_transaction(connection: Any) -> None:
    if connection.get_execution_options().get("may_be_forgotten"):
        connection.exec_driver_sql("SET LOCAL synchronous_commit TO OFF")


def create_sessions(database_url: str) -> sessionmaker:
    """Makes the factory of writing sessions: `with sessions.begin() as session:`."""
    return sessions_for(create_engine(database_url))


def sessions_for(engine: sa.engine.Engine) -> sessionmaker:
    """Makes the factory of writing sessions of an engine that is already open."""
    return sessionmaker(engine, class_=Session, future=True, expire_on_commit=False)


def reading_sessions(sessions: sessionmaker) -> sessionmaker:
    """Makes a factory for sessions that only read, so they wait for no writer."""
    engine = sessions.kw["bind"].execution_options(sqlite_begin="DEFERRED")
    return sessions_for(engine)


def forgettable_sessions(sessions: sessionmaker) -> sessionmaker:
    """Makes a factory for writes that do not wait for the disk.

    A power cut may undo the latest of them, whole and in order; a crash of ours cannot,
    and whatever is written durably afterwards keeps them too.
    """
    engine = sessions.kw["bind"].execution_options(may_be_forgotten=True)
    return sessions_for(engine)


@lru_cache(maxsize=1)
def session_factory() -> sessionmaker:
    """The factory for the database of the settings, opened on first use."""
    return create_sessions(load_settings().database_url)
