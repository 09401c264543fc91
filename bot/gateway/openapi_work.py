"""The calls of agents at work, for the OpenAPI description."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bot.contracts.desk import Resolution
from bot.desk.transcript import MEDIA_TYPES, Format
from bot.gateway.openapi_schemas import (
    MODE,
    SEQ,
    TEXT,
    TIME,
    UUID,
    Schema,
    array,
    nullable,
    record,
    ref,
)
from bot.gateway.work_schemas import MAX_NOTE_CHARS, MAX_PAGE, MAX_QUERY_CHARS

_TAG: Schema = {"type": "string", "pattern": "^[a-z_]{1,40}$"}
_NOTE: Schema = {"type": "string", "maxLength": MAX_NOTE_CHARS}
_FLAG: Schema = {"type": "boolean"}
_COUNT: Schema = {"type": "integer", "minimum": 0}

WORK_SCHEMAS: dict[str, Schema] = {
    "CannedAnswers": record(answers=array(record(id=TEXT, title=TEXT, text=TEXT))),
    "ClosingChoices": record(tags=array(record(id=_TAG, title=TEXT)), most=_COUNT),
    "Closing": record(
        ("resolution", "tags", "summary"),
        resolution=nullable(
            {"type": "string", "enum": [each.value for each in Resolution]}
        ),
        tags={**array(_TAG), "maxItems": 30},
        summary=nullable(_NOTE),
    ),
    "Mention": record(
        id=_COUNT,
        conversation_id=UUID,
        note_id=UUID,
        text=TEXT,
        by=nullable(TEXT),
        at=TIME,
        seen=_FLAG,
    ),
    "Mentions": record(unseen=_COUNT, mentions=array(ref("Mention"))),
    "Unseen": record(unseen=_COUNT),
    "ReadMark": record(seq=SEQ),
    "SearchResults": record(
        results=array(
            record(
                id=UUID,
                mode=MODE,
                updated_at=TIME,
                customer_name=nullable(TEXT),
                agent=nullable(TEXT),
                tags=array(TEXT),
                kind={"type": "string", "enum": ["message", "note", "other"]},
                seq=nullable(SEQ),
                excerpt=TEXT,
            )
        ),
        page=_COUNT,
        more=_FLAG,
    ),
}


def _query(name: str, **schema: Any) -> Schema:
    return {"name": name, "in": "query", "schema": schema}


SEARCH_QUERY = (
    _query("q", type="string", maxLength=MAX_QUERY_CHARS),
    _query("mode", **MODE),
    _query("agent", type="string", maxLength=64),
    _query("tag", **_TAG),
    _query("since", type="string", format="date"),
    _query("until", type="string", format="date"),
    _query("page", type="integer", minimum=1, maximum=MAX_PAGE),
)
TRANSCRIPT_QUERY = (
    _query("format", type="string", enum=[each.value for each in Format]),
    _query("notes", **_FLAG),
    _query("masked", **_FLAG),
)
CONVERSATION_QUERY = _query(
    "conversation", type="string", pattern="^[0-9A-Za-z-]{1,64}$"
)


def work_paths(
    operation: Callable[..., dict[str, Any]], by_id: Schema, agent: Any
) -> dict[str, Any]:
    """The paths.

    Args:
        operation: Writes one operation, as for the other calls.
        by_id: The parameter `id` of a path.
        agent: The key that agents show.
    """

    def get(summary: str, answer: str, *errors: int, **more: Any) -> dict[str, Any]:
        return {"get": operation(summary, ref(answer), *errors, security=agent, **more)}

    one = "/api/v1/desk/conversations/{id}"
    return {
        "/api/v1/desk/canned_answers": get(
            "Ready answers, filled in for a conversation; gaps stay visible.",
            "CannedAnswers", 400, 401, 404, parameters=(CONVERSATION_QUERY,),
        ),
        "/api/v1/desk/tags": get(
            "What may be ticked at the end of a conversation.", "ClosingChoices", 401
        ),
        "/api/v1/desk/mentions": get(
            "Notes that name the agent who asks, the newest first.", "Mentions", 401
        ),
        "/api/v1/desk/search": get(
            "Conversations by words, mode, agent, tag and day.", "SearchResults",
            400, 401, 503, parameters=SEARCH_QUERY,
        ),
        f"{one}/close": {
            "parameters": [by_id],
            "post": operation(
                "Ends the conversation; says how it ended and what it was about.",
                ref("Standing"), 400, 401, 403, 404, 409, 413,
                body="Closing", body_required=False, security=agent,
            ),
        },
        f"{one}/reopen": {
            "parameters": [by_id],
            "post": operation(
                "Takes back a conversation that was returned or closed.",
                ref("Standing"), 401, 403, 404, 409, security=agent,
            ),
        },
        f"{one}/read": {
            "parameters": [by_id],
            "post": operation(
                "The agent in charge has it on screen up to a message.",
                ref("ReadMark"), 400, 401, 403, 404, 409, 413,
                body="ReadMark", security=agent,
            ),
        },
        f"{one}/mentions/seen": {
            "parameters": [by_id],
            "post": operation(
                "The agent has looked at the notes that name him.", ref("Unseen"),
                401, 403, security=agent,
            ),
        },
        f"{one}/transcript": {
            "parameters": [by_id],
            **_transcript(operation, agent),
        },
    }  # fmt: skip


def _transcript(operation: Callable[..., dict[str, Any]], agent: Any) -> dict[str, Any]:
    described = operation(
        "What was said, as a file; personal data masked unless asked otherwise.",
        {"type": "object"}, 400, 401, 404, parameters=TRANSCRIPT_QUERY, security=agent,
    )  # fmt: skip
    content = described["responses"]["200"]["content"]
    for written_as in (Format.TXT, Format.HTML):
        content[MEDIA_TYPES[written_as]] = {"schema": {"type": "string"}}
    return {"get": described}
