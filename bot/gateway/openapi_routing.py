"""The part of the OpenAPI description about the queue and the agents at work."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bot.contracts.desk import AssignedBy, TimerKind
from bot.contracts.people import Availability, Role
from bot.desk.routing_policy import Assignment
from bot.gateway.openapi_schemas import (
    MODE,
    REASON,
    SIGNAL,
    TEXT,
    TIME,
    UUID,
    Schema,
    array,
    nullable,
    record,
    ref,
)
from bot.gateway.routing_schemas import MAX_CAPACITY, MAX_SKILL_CHARS, MAX_SKILLS

USERNAME: Schema = {
    "name": "username",
    "in": "path",
    "required": True,
    "schema": {"type": "string", "minLength": 1, "maxLength": 64},
}
_POINTS: Schema = {"type": "number", "minimum": 0}
_SKILL: Schema = {"type": "string", "minLength": 1, "maxLength": MAX_SKILL_CHARS}
_SKILL_LIST: Schema = {**array(_SKILL), "maxItems": MAX_SKILLS}
_CAPACITY: Schema = {"type": "integer", "minimum": 0, "maximum": MAX_CAPACITY}


def _one_of(values: Any) -> Schema:
    return {"type": "string", "enum": [each.value for each in values]}


_SKILLS = record(topics=array(TEXT), regions=array(TEXT), languages=array(TEXT))
_SUBJECT: dict[str, Schema] = {
    "topic": nullable(TEXT),
    "region": nullable(TEXT),
    "language": nullable(TEXT),
    "breaches": array(record(clock=_one_of(TimerKind), at=TIME)),
    "viewers": array(ref("Looking")),
    "promise": nullable(ref("Promise")),
}

ROUTING_SCHEMAS: dict[str, Schema] = {
    "Looking": record(username=TEXT, name=TEXT, joined={"type": "boolean"}),
    "AgentName": record(username=TEXT, name=TEXT),
    "QueueItem": record(
        (),
        id=UUID,
        reason=REASON,
        signals=array(SIGNAL),
        waiting_s={"type": "number", "minimum": 0},
        preview=TEXT,
        since=TIME,
        priority=_POINTS,
        priority_parts={"type": "object", "additionalProperties": _POINTS},
        left_message={"type": "boolean"},
        preferred_agent=nullable(ref("AgentName")),
        **_SUBJECT,
    ),
    "ActiveItem": record(
        (),
        id=UUID,
        mode=MODE,
        agent=ref("AgentName"),
        reason=TEXT,
        preview=TEXT,
        since=TIME,
        assigned_by=nullable(_one_of(AssignedBy)),
        **_SUBJECT,
    ),
    "DeskAgent": record(
        username=TEXT,
        name=TEXT,
        role=_one_of(Role),
        availability=_one_of(Availability),
        connected={"type": "boolean"},
        load={"type": "integer", "minimum": 0},
        capacity=_CAPACITY,
        skills=_SKILLS,
    ),
    "DeskAgents": record(
        agents=array(ref("DeskAgent")),
        known_skills=_SKILLS,
        topics={"type": "object", "additionalProperties": TEXT},
        routing=record(
            assignment=_one_of(Assignment), overflow_s={"type": "integer", "minimum": 0}
        ),
    ),
    "AvailabilityInput": record(availability=_one_of(Availability)),
    "AgentChange": record(
        ("capacity", "skills"),
        capacity=_CAPACITY,
        skills=record(
            ("topics", "regions", "languages"),
            topics=_SKILL_LIST,
            regions=_SKILL_LIST,
            languages=_SKILL_LIST,
        ),
    ),
    "Assign": record(to={"type": "string", "minLength": 1, "maxLength": 64}),
}


def routing_paths(
    operation: Callable[..., dict[str, Any]], conversation: Schema, security: Any
) -> dict[str, Any]:
    """The paths; `operation` builds one, as everywhere in the description."""
    one = "/api/v1/desk/conversations/{id}"

    def supervise(summary: str, *errors: int, body: str | None = None) -> Schema:
        post = operation(
            summary, ref("Standing"), 401, 403, 404, 409, *errors, body=body,
            security=security,
        )  # fmt: skip
        return {"parameters": [conversation], "post": post}

    return {
        f"{one}/assign": supervise(
            "A supervisor gives the conversation to an agent.", 400, 413, body="Assign"
        ),
        f"{one}/take_over": supervise("A supervisor becomes the one who writes."),
        f"{one}/join": supervise("A supervisor takes part, by private notes."),
        "/api/v1/desk/me/availability": {
            "post": operation(
                "Whether new conversations may be given to me.", ref("DeskAgent"),
                400, 401, 403, 413, body="AvailabilityInput", security=security,
            )
        },
        "/api/v1/desk/agents": {
            "get": operation(
                "Everybody at the desk: here or away, how busy, with which skills.",
                ref("DeskAgents"), 401, security=security,
            )
        },
        "/api/v1/desk/agents/{username}": {
            "parameters": [USERNAME],
            "patch": operation(
                "A supervisor changes what an agent can hold and what he knows.",
                ref("DeskAgent"), 400, 401, 403, 404, 413, body="AgentChange",
                security=security,
            ),
        },
    }  # fmt: skip
