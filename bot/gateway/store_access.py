"""The synchronous store, called from the event loop without blocking it."""

from __future__ import annotations

import asyncio
import functools
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

from sqlalchemy.orm import sessionmaker

from bot.store.engine import (
    POOL_SIZE,
    forgettable_sessions,
    is_sqlite,
    reading_sessions,
)

Result = TypeVar("Result")


class AsyncStore:
    """Runs functions of `bot.store` in threads, one short transaction per call.

    SQLite has one writer at a time; our own writers queue for one thread instead of
    polling the file's lock. PostgreSQL gets as many threads as connections.
    """

    def __init__(
        self, sessions: sessionmaker, info: Mapping[str, Any] | None = None
    ) -> None:
        """Keeps the factory and what sessions carry; threads start on first use."""
        self._writing = sessions
        self._info = dict(info or {})
        self._reading = reading_sessions(sessions)
        self._forgettable = forgettable_sessions(sessions)
        sqlite = is_sqlite(str(sessions.kw["bind"].url))
        self._writers = ThreadPoolExecutor(1 if sqlite else POOL_SIZE, "store-write")
        self._readers = ThreadPoolExecutor(POOL_SIZE // 2, "store-read")
        if str(sessions.kw["bind"].url) in ("sqlite://", "sqlite:///:memory:"):
            # One connection, shared: readers must take turns with the writer.
            self._readers = self._writers
            self._reading = self._writing

    async def write(
        self, function: Callable[..., Result], *args: Any, **kwargs: Any
    ) -> Result:
        """Calls `function(session, …)` in a transaction that commits at its end."""
        return await self._run(self._writers, self._writing, function, *args, **kwargs)

    async def write_forgettable(
        self, function: Callable[..., Result], *args: Any, **kwargs: Any
    ) -> Result:
        """As `write`, for what a power cut may undo without harm, such as a lease."""
        return await self._run(
            self._writers, self._forgettable, function, *args, **kwargs
        )

    async def read(
        self, function: Callable[..., Result], *args: Any, **kwargs: Any
    ) -> Result:
        """Calls `function(session, …)`, which must not write."""
        return await self._run(self._readers, self._reading, function, *args, **kwargs)

    async def _run(
        self,
        executor: ThreadPoolExecutor,
        sessions: sessionmaker,
        function: Callable[..., Result],
        *args: Any,
        **kwargs: Any,
    ) -> Result:
        def in_transaction() -> Result:
            with sessions.begin() as session:
                session.info.update(self._info)
                return function(session, *args, **kwargs)

        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(executor, functools.partial(in_transaction))

    def close(self) -> None:
        """Ends the threads and the connections."""
        self._writers.shutdown(wait=True, cancel_futures=True)
        self._readers.shutdown(wait=True, cancel_futures=True)
        self._writing.kw["bind"].dispose()
