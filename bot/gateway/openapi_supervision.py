"""The supervisors' board and history in the OpenAPI description."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bot.contracts.desk import Resolution, TimerKind
from bot.contracts.people import Availability
from bot.desk.history_choice import Number
from bot.gateway.openapi_schemas import (
    REASON,
    TEXT,
    TIME,
    UUID,
    Schema,
    array,
    nullable,
    record,
    ref,
)
from bot.gateway.supervision_schemas import MAX_OFFSET, MAX_WORD_CHARS

COUNT: Schema = {"type": "integer", "minimum": 0}
SECONDS: Schema = {"type": "number", "description": "Seconds."}
DAY: Schema = {"type": "string", "format": "date"}
CLOCK: Schema = {"type": "string", "enum": [kind.value for kind in TimerKind]}
AVAILABILITY: Schema = {"type": "string", "enum": [each.value for each in Availability]}
RESOLUTION: Schema = {"type": "string", "enum": [each.value for each in Resolution]}

_HELD = record(
    id=UUID,
    reason=TEXT,
    agent=TEXT,
    since=TIME,
    unanswered_s=nullable(SECONDS),
    preview=TEXT,
)
_PROMISE = record(id=UUID, clock=CLOCK, at=TIME)
_CALL = record(id=UUID, callback_id=UUID, start=TIME, end=TIME, topic=nullable(TEXT))
_BOARD = record(
    at=TIME,
    waiting=record(
        count=COUNT,
        longest_wait_s=nullable(SECONDS),
        by_reason=array(record(key=TEXT, count=COUNT)),
        conversations=array(
            record(id=UUID, reason=TEXT, since=TIME, wait_s=SECONDS, preview=TEXT)
        ),
    ),
    held=record(count=COUNT, conversations=array(_HELD)),
    agents=array(
        record(
            username=TEXT,
            name=TEXT,
            availability=AVAILABILITY,
            capacity={"type": "integer"},
            seen_at=nullable(TIME),
            unanswered_s=nullable(SECONDS),
            conversations=array(_HELD),
        )
    ),
    broken=array(_PROMISE),
    soon=array(_PROMISE),
    calls=record(late=array(_CALL), today=array(_CALL)),
)

_SPREAD = record(
    known=COUNT, of=COUNT, median_s=nullable(SECONDS), p90_s=nullable(SECONDS)
)
_MEAN = record(known=COUNT, of=COUNT, value=nullable({"type": "number"}))


def _bars(key: Schema) -> Schema:
    return array(record(key=nullable(key), count=COUNT))


_WHOLE: Schema = {"type": "integer"}
_HISTORY = record(
    to=DAY,
    time_zone=TEXT,
    return_within_hours=COUNT,
    pause_minutes=COUNT,
    handoffs=COUNT,
    waits=record(
        abandoned=COUNT,
        abandoned_wait=_SPREAD,
        to_human=_SPREAD,
        first_answer=_SPREAD,
        next_answers=_SPREAD,
        next_answer_handoffs=COUNT,
        resolution=_SPREAD,
    ),
    by_reason=_bars(TEXT),
    by_topic=_bars(TEXT),
    by_region=_bars(TEXT),
    by_agent=_bars(TEXT),
    outcomes=_bars(TEXT),
    resolutions=_bars({**RESOLUTION, "enum": [*RESOLUTION["enum"], None]}),
    tags=_bars(TEXT),
    satisfaction=_MEAN,
    scores=_bars(_WHOLE),
    mood=record(start=_MEAN, end=_MEAN, change=_MEAN),
    by_hour=_bars(_WHOLE),
    by_weekday=_bars(_WHOLE),
    contacts=nullable(
        record(conversations=COUNT, with_human=COUNT, returned=COUNT, contained=COUNT)
    ),
    choices=record(
        reasons=array(REASON),
        agents=array(record(username=TEXT, name=TEXT)),
        topics=array(TEXT),
        regions=array(TEXT),
    ),
)
_HISTORY["properties"]["from"] = DAY  # a word of Python's own
_HISTORY["required"].append("from")
_CONVERSATIONS = record(
    total=COUNT,
    conversations=array(
        record(
            id=UUID,
            at=TIME,
            reason=nullable(TEXT),
            topic=nullable(TEXT),
            agent=nullable(TEXT),
            outcome=nullable(TEXT),
            wait_s=nullable(SECONDS),
            score=nullable(_WHOLE),
            preview=TEXT,
        )
    ),
    next=nullable(COUNT),
)

SUPERVISION_SCHEMAS: dict[str, Schema] = {
    "Board": _BOARD,
    "History": _HISTORY,
    "HistoryConversations": _CONVERSATIONS,
}


def _query(name: str, schema: Schema, required: bool = False) -> Schema:
    return {"name": name, "in": "query", "schema": schema, "required": required}


_WORD: Schema = {"type": "string", "minLength": 1, "maxLength": MAX_WORD_CHARS}
PERIOD: tuple[Schema, ...] = (
    _query("from", DAY, required=True),
    _query("to", DAY, required=True),
    _query("reason", _WORD),
    _query("agent", _WORD),
    _query("topic", _WORD),
    _query("region", _WORD),
)
CHOICE: tuple[Schema, ...] = (
    _query("number", {"type": "string", "enum": [each.value for each in Number]}),
    _query("value", {"type": "string", "maxLength": MAX_WORD_CHARS}),
    _query("offset", {"type": "integer", "minimum": 0, "maximum": MAX_OFFSET}),
)
TABLE = {"text/csv": {"schema": TEXT}}
AGENT: list[dict[str, list[str]]] = [{"agent": []}]


def supervision_paths(operation: Callable[..., dict[str, Any]]) -> dict[str, Any]:
    """The operations; `operation` describes one."""

    def look(summary: str, answer: str, *parameters: Schema) -> dict[str, Any]:
        errors = (400, 401, 403) if parameters else (401, 403)
        return {
            "get": operation(
                summary, ref(answer), *errors, security=AGENT, parameters=parameters
            )
        }

    def table(summary: str) -> dict[str, Any]:
        path = look(summary, "Nothing", *PERIOD)
        path["get"]["responses"]["200"]["content"] = TABLE
        return path

    history = "/api/v1/desk/history"
    return {
        "/api/v1/desk/board": look("The desk at this moment.", "Board"),
        history: look("A period in figures.", "History", *PERIOD),
        f"{history}.csv": table("The same figures as a table."),
        f"{history}/conversations": look(
            "Conversations that a number counts, the newest first.",
            "HistoryConversations",
            *PERIOD,
            *CHOICE,
        ),
        f"{history}/conversations.csv": table("The period's handoffs, one a line."),
    }
