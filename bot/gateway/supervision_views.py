"""HTTP for supervisors: the board, the history, and their exports."""

from __future__ import annotations

import asyncio
from zoneinfo import ZoneInfo

from aiohttp import web

from bot.desk.history_tables import conversations_table, figures_table
from bot.desk.history_words import default_history_words
from bot.desk.supervision_rules import default_supervision_rules
from bot.gateway.keys import STORE, SUPERVISION
from bot.gateway.supervision_schemas import (
    Asked,
    ConversationsQuery,
    HistoryQuery,
    period_of,
    read_query,
)
from bot.gateway.supervision_shapes import history_shape
from bot.knowledge.brand import default_brand
from bot.store.history_rows import Period, read_choices
from bot.store.models import utc_now


def desk_zone() -> ZoneInfo:
    """Where the desk's clock hangs: the time zone of data/knowledge/brand.yml."""
    return ZoneInfo(default_brand().opening.time_zone)


async def get_board(request: web.Request) -> web.Response:
    """GET /desk/board: the desk at this moment."""
    return web.json_response(await request.app[SUPERVISION].board(utc_now()))


async def get_history(request: web.Request) -> web.Response:
    """GET /desk/history: a period in figures."""
    asked, period = _read_period(request, HistoryQuery)
    found, choices = await asyncio.gather(
        request.app[SUPERVISION].history(period),
        request.app[STORE].read(read_choices, period),
    )
    days = {"from": asked.from_.isoformat(), "to": asked.to.isoformat()}
    rules = default_supervision_rules()
    return web.json_response(
        {
            **days,
            "time_zone": desk_zone().key,
            "return_within_hours": rules.return_within_hours,
            "pause_minutes": rules.pause_minutes,
            **history_shape(found, choices),
        }
    )


async def get_history_csv(request: web.Request) -> web.Response:
    """GET /desk/history.csv: the same figures as a table."""
    asked, period = _read_period(request, HistoryQuery)
    found = await request.app[SUPERVISION].history(period)
    text = figures_table(found, default_history_words())
    return _csv(text, f"historique-{asked.from_}-{asked.to}.csv")


async def get_conversations(request: web.Request) -> web.Response:
    """GET /desk/history/conversations: those that a number counts."""
    asked, period = _read_period(request, ConversationsQuery)
    return web.json_response(
        await request.app[SUPERVISION].conversations(
            period, asked.number, asked.value, asked.offset
        )
    )


async def get_conversations_csv(request: web.Request) -> web.Response:
    """GET /desk/history/conversations.csv: the period's handoffs, one a line."""
    asked, period = _read_period(request, HistoryQuery)
    rows = await request.app[SUPERVISION].handoffs(period)
    # A hundred thousand lines take longer than customers' messages may wait.
    text = await asyncio.to_thread(
        conversations_table, rows, default_history_words(), desk_zone()
    )
    return _csv(text, f"transmissions-{asked.from_}-{asked.to}.csv")


def _read_period(request: web.Request, model: type[Asked]) -> tuple[Asked, Period]:
    asked = read_query(request, model)
    return asked, period_of(asked, desk_zone(), default_supervision_rules())


def _csv(text: str, name: str) -> web.Response:
    return web.Response(
        body=text.encode("utf-8"),
        content_type="text/csv",
        charset="utf-8",
        headers={
            "Content-Disposition": f'attachment; filename="{name}"',
            "Cache-Control": "no-store",
        },
    )
