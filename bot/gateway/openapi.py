"""The OpenAPI description, served at /api/v1/openapi.json and checked by tests."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from aiohttp import web

from bot.gateway.openapi_customer import (
    CUSTOMER_SCHEMAS,
    EXPORT_FORMAT,
    EXPORT_LANGUAGE,
    PLAIN,
)
from bot.gateway.openapi_desk import desk_paths
from bot.gateway.openapi_evidence import EVIDENCE_SCHEMAS
from bot.gateway.openapi_files import CSV, FILE_SCHEMAS, FORMAT, REFERENCE
from bot.gateway.openapi_hotline import HOTLINE_SCHEMAS
from bot.gateway.openapi_people import people_paths
from bot.gateway.openapi_people_schemas import PEOPLE_SCHEMAS
from bot.gateway.openapi_routing import ROUTING_SCHEMAS, routing_paths
from bot.gateway.openapi_schemas import SCHEMAS, SEQ, Schema, ref
from bot.gateway.openapi_supervision import SUPERVISION_SCHEMAS, supervision_paths
from bot.gateway.openapi_work import WORK_SCHEMAS, work_paths

ERRORS = {
    400: "Something in the request is not what is described here.",
    401: "No valid token.",
    403: "Not allowed: to this role, or to another site; or nobody vouches for whom.",
    404: "There is no such conversation, or it is not yours.",
    409: "Not possible in the present state.",
    413: "The body is too large.",
    429: "Too many at once.",
    503: "It took too long.",
}
Security = list[dict[str, list[str]]]
CUSTOMER: Security = [{"customer": []}]
AGENT: Security = [{"agent": []}]


def _json(schema: Schema) -> dict[str, Any]:
    return {"application/json": {"schema": schema}}


def _operation(
    summary: str,
    answer: Schema,
    *errors: int,
    status: int = 200,
    body: str | None = None,
    body_required: bool = True,
    security: Security | None = None,
    parameters: tuple[Schema, ...] = (),
) -> dict[str, Any]:
    responses: dict[str, Any] = {
        str(status): {"description": "Done.", "content": _json(answer)}
    }
    if security is AGENT:  # whoever has a session may still not be allowed
        errors = tuple(sorted({401, 403, *errors}))
    for error in errors:
        responses[str(error)] = {
            "description": ERRORS[error],
            "content": _json(ref("Error")),
        }
    operation: dict[str, Any] = {
        "summary": summary,
        "responses": responses,
        "security": security or [],
    }
    if body is not None:
        operation["requestBody"] = {
            "required": body_required,
            "content": _json(ref(body)),
        }
    if parameters:
        operation["parameters"] = list(parameters)
    return operation


ID: Schema = {
    "name": "id",
    "in": "path",
    "required": True,
    "schema": {"type": "string", "pattern": "^[0-9A-Za-z-]{1,64}$"},
}
MESSAGE_SEQ: Schema = {"name": "seq", "in": "path", "required": True, "schema": SEQ}
AFTER: Schema = {"name": "after", "in": "query", "schema": {**SEQ, "default": 0}}


def _customer_paths() -> dict[str, Any]:
    one = "/api/v1/conversations/{id}"
    export = _operation(
        "Everything the customer may see, as a file.",
        ref("CustomerExport"),
        400,
        401,
        404,
        429,
        parameters=(EXPORT_FORMAT, EXPORT_LANGUAGE),
        security=CUSTOMER,
    )
    export["responses"]["200"]["content"].update(PLAIN)
    return {
        "/api/v1/conversations": {
            "post": _operation(
                "Opens a conversation.", ref("OpenedConversation"), 400, 403, 413, 429,
                status=201, body="NewConversation", body_required=False,
            )
        },
        one: {
            "parameters": [ID],
            "delete": _operation(
                "Erases the conversation everywhere.", ref("Receipt"), 401, 403, 404,
                security=CUSTOMER,
            ),
        },
        f"{one}/messages": {
            "parameters": [ID],
            "post": _operation(
                "Says something and waits for the answer.", ref("Answer"),
                400, 401, 403, 404, 409, 413, 429,
                body="CustomerMessage", security=CUSTOMER,
            ),
            "get": _operation(
                "What was said after a number, in order.", ref("Messages"),
                400, 401, 404, parameters=(AFTER,), security=CUSTOMER,
            ),
        },
        f"{one}/messages/{{seq}}/share": {
            "parameters": [ID, MESSAGE_SEQ],
            "post": _operation(
                "Makes a public page of a message marked `shareable`; gives its link.",
                ref("SharedLink"), 400, 401, 403, 404, 413, 429,
                status=201, body="Share", security=CUSTOMER,
            ),
        },
        f"{one}/identity": {
            "parameters": [ID],
            "post": _operation(
                "Says whose conversation it is, by a token of the site's server.",
                ref("Identified"), 400, 401, 403, 404, 409, 413, 429,
                body="IdentityInput", security=CUSTOMER,
            ),
        },
        f"{one}/export": {"parameters": [ID], "get": export},
        f"{one}/feedback": {
            "parameters": [ID],
            "post": _operation(
                "Says how listened to the customer felt.", ref("Score"),
                400, 401, 403, 404, 413, body="FeedbackInput", security=CUSTOMER,
            ),
        },
    }  # fmt: skip


def _hotline_paths() -> dict[str, Any]:
    def done(summary: str, answer: str, *errors: int) -> dict[str, Any]:
        post = _operation(summary, ref(answer), 401, 403, *errors, security=AGENT)
        return {"parameters": [ID], "post": post}

    return {
        "/api/v1/desk/callbacks": {
            "get": _operation(
                "Calls still to be made, the earliest first.", ref("Callbacks"), 401,
                security=AGENT,
            )
        },
        "/api/v1/desk/callbacks/{id}/done": done(
            "The call was made.", "CallbackStanding", 404, 409
        ),
        "/api/v1/desk/complaints": {
            "get": _operation(
                "Complaints that nobody has read, the oldest first.",
                ref("Complaints"), 401, security=AGENT,
            )
        },
        "/api/v1/desk/complaints/{id}/read": done(
            "An agent has read the complaint.", "ComplaintStanding", 404
        ),
        "/api/v1/brand": {
            "get": _operation("Whose assistant this is.", ref("Brand"))
        },
    }  # fmt: skip


def _file_paths() -> dict[str, Any]:
    def decide(summary: str) -> dict[str, Any]:
        operation = _operation(
            summary, ref("FileAlert"), 400, 401, 403, 404, 409, 413,
            body="AlertDecision", security=AGENT,
        )  # fmt: skip
        return {"parameters": [ID], "post": operation}

    export = _operation(
        "Everything known of a file, for another tool; noted in its audit trail.",
        ref("FileExport"), 400, 401, 404, security=AGENT, parameters=(FORMAT,),
    )  # fmt: skip
    export["responses"]["200"]["content"].update(CSV)
    return {
        "/api/v1/desk/alerts/{id}/lift": decide("Lifts an alert: a false one."),
        "/api/v1/desk/alerts/{id}/confirm": decide("Confirms an alert."),
        "/api/v1/desk/files/{reference}/export": {
            "parameters": [REFERENCE],
            "get": export,
        },
    }


@lru_cache(maxsize=1)
def describe_api() -> dict[str, Any]:
    """The whole description, OpenAPI 3.0."""
    return {
        "openapi": "3.0.3",
        "info": {
            "title": "Écoute",
            "version": "1",
            "description": "Customers talk to a bot, and to people when it matters.",
        },
        "paths": {
            **_customer_paths(),
            **desk_paths(_operation, ID, AGENT),
            **_hotline_paths(),
            **work_paths(_operation, ID, AGENT),
            **_file_paths(),
            **routing_paths(_operation, ID, AGENT),
            **people_paths(_operation, AGENT, ID),
            **supervision_paths(_operation),
        },
        "components": {
            "schemas": {
                **SCHEMAS,
                **CUSTOMER_SCHEMAS,
                **HOTLINE_SCHEMAS,
                **FILE_SCHEMAS,
                **EVIDENCE_SCHEMAS,
                **SUPERVISION_SCHEMAS,
                **ROUTING_SCHEMAS,
                **WORK_SCHEMAS,
                **PEOPLE_SCHEMAS,
            },
            "securitySchemes": {
                "customer": {"type": "http", "scheme": "bearer"},
                "agent": {"type": "http", "scheme": "bearer"},
            },
        },
    }


async def openapi_json(request: web.Request) -> web.Response:
    """GET /api/v1/openapi.json."""
    return web.json_response(describe_api())
