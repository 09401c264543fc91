"""Reads the store and counts, for the supervisors' pages."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from bot.contracts.supervision import HandoffFacts
from bot.desk.board import board
from bot.desk.history import History, history
from bot.desk.history_choice import OF_CONVERSATIONS, Number, is_counted
from bot.desk.supervision_rules import SupervisionRules
from bot.gateway.store_access import AsyncStore
from bot.gateway.supervision_schemas import start_of_day
from bot.gateway.supervision_shapes import (
    board_shape,
    conversation_item_shape,
    handoff_shape,
    page_shape,
)
from bot.store.board_rows import read_board
from bot.store.contact_rows import (
    ContactRules,
    count_contacts,
    count_of,
    list_contacts,
)
from bot.store.history_rows import Period, read_handoffs, read_said
from bot.store.previews import read_previews


class SupervisionService:
    """Everything that takes a reading session or several."""

    def __init__(
        self, store: AsyncStore, rules: SupervisionRules, zone: ZoneInfo
    ) -> None:
        """Keeps its collaborators; `zone` is where the desk's clock hangs."""
        self._store = store
        self._rules = rules
        self._zone = zone

    async def board(self, now: datetime) -> dict[str, Any]:
        """The desk at this moment."""
        soon = timedelta(minutes=self._rules.soon_minutes)
        tomorrow = now.astimezone(self._zone).date() + timedelta(days=1)
        facts = await self._store.read(read_board, now + soon)
        ends = start_of_day(tomorrow, self._zone).timestamp()
        found = board(facts, now.timestamp(), ends, soon.total_seconds())
        return board_shape(found, now.timestamp())

    async def history(self, period: Period) -> History:
        """A period in figures; counted in threads, beside the conversations."""
        if period.is_filtered:
            return await self._store.read(self._count, period)
        found, contacts = await asyncio.gather(
            self._store.read(self._count, period),
            self._store.read(count_contacts, self._contact_rules(period)),
        )
        return replace(found, contacts=contacts)

    def _count(self, session: Session, period: Period) -> History:
        rows = read_handoffs(session, period)
        answered = [row for row in rows if row.answered is not None]
        sample = answered[: self._rules.next_answer_handoffs]
        said = read_said(session, [row.conversation_id for row in sample])
        return history(rows, sample, said, None, self._zone)

    def _contact_rules(self, period: Period) -> ContactRules:
        return ContactRules(
            since=period.since,
            until=period.until,
            pause=timedelta(minutes=self._rules.pause_minutes),
            within=timedelta(hours=self._rules.return_within_hours),
        )

    async def handoffs(self, period: Period) -> list[HandoffFacts]:
        """The handoffs of a period, the newest first, as many as an export holds."""
        rows = await self._store.read(read_handoffs, period)
        return rows[: self._rules.export_rows]

    async def conversations(
        self, period: Period, number: Number, value: str | None, offset: int
    ) -> dict[str, Any]:
        """One page of the conversations that a number counts."""
        if number in OF_CONVERSATIONS:
            return await self._store.read(self._list_contacts, period, number, offset)
        return await self._store.read(self._list, period, number, value, offset)

    def _list(
        self,
        session: Session,
        period: Period,
        number: Number,
        value: str | None,
        offset: int,
    ) -> dict[str, Any]:
        rows = read_handoffs(session, period)
        counted = [row for row in rows if is_counted(row, number, value, self._zone)]
        shown = counted[offset : offset + self._rules.page_size]
        previews = read_previews(session, [row.conversation_id for row in shown])
        items = [handoff_shape(row, previews) for row in shown]
        return page_shape(items, len(counted), offset)

    def _list_contacts(
        self, session: Session, period: Period, number: Number, offset: int
    ) -> dict[str, Any]:
        rules = self._contact_rules(period)
        ids = list_contacts(session, number, rules, offset, self._rules.page_size)
        previews = read_previews(session, ids)
        items = [conversation_item_shape(key, previews) for key in ids]
        return page_shape(items, count_of(session, number, rules), offset)
