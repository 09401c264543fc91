"""Counts the openings of public pages, all those of one moment in one transaction."""

from __future__ import annotations

import asyncio
from collections import Counter
from datetime import date

from sqlalchemy.orm import Session

from bot.contracts.shares import ShareChannel
from bot.gateway.store_access import AsyncStore
from bot.store.shared_answers import count_open

Opened = tuple[str, ShareChannel, date]


class OpenCounter:
    """Counts exactly, without a write for each reader.

    Anybody may open a page, as often as he likes, and the store's one writer also keeps
    what customers say: openings that come while it writes go in together.
    """

    def __init__(self, store: AsyncStore) -> None:
        """Keeps the store."""
        self._store = store
        self._waiting: Counter[Opened] = Counter()
        self._next: asyncio.Task[None] | None = None
        self._writing = asyncio.Lock()

    async def count(self, code: str, channel: ShareChannel, day: date) -> None:
        """Counts one opening; returns when it is in the store.

        Args:
            code: Of a page that exists.
            channel: That the link named.
            day: In UTC.
        """
        self._waiting[code, channel, day] += 1
        if self._next is None:
            self._next = asyncio.create_task(self._write())
        # A reader who leaves does not take the others' openings with him.
        await asyncio.shield(self._next)

    async def _write(self) -> None:
        async with self._writing:
            opened, self._waiting, self._next = self._waiting, Counter(), None
            await self._store.write(_count_all, opened)


def _count_all(session: Session, opened: Counter[Opened]) -> None:
    # In one order everywhere: two gateways then never wait for each other's rows.
    for (code, channel, day), times in sorted(opened.items()):
        count_open(session, code, channel, day, times)
