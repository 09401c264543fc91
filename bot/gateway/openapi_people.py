"""The door, accounts, people and the audit trail, for the OpenAPI description."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bot.contracts.people import AuditAction
from bot.gateway.openapi_files import CSV
from bot.gateway.openapi_people_schemas import one_of
from bot.gateway.openapi_schemas import TIME, Schema, ref
from bot.gateway.people_schemas import MAX_PAGE

Operation = Callable[..., dict[str, Any]]

WHO: Schema = {
    "name": "username",
    "in": "path",
    "required": True,
    "schema": {"type": "string", "pattern": "^[0-9A-Za-z._-]{1,64}$"},
}


def _query(name: str, schema: Schema) -> Schema:
    return {"name": name, "in": "query", "schema": schema}


AUDIT_FILTERS: tuple[Schema, ...] = (
    _query("actor", {"type": "string", "maxLength": 80}),
    _query("action", one_of(AuditAction)),
    _query("subject", {"type": "string", "maxLength": 64}),
    _query("since", TIME),
    _query("until", TIME),
    _query("page", {"type": "integer", "minimum": 1, "maximum": MAX_PAGE}),
    _query("format", {"type": "string", "enum": ["json", "csv"]}),
)


def people_paths(operation: Operation, agent: Any, one_id: Schema) -> dict[str, Any]:
    """Every operation of this part.

    Args:
        operation: Describes one operation.
        agent: The security of agents.
        one_id: The parameter `id` of a path.
    """

    def post(summary: str, answer: str, *errors: int, **more: Any) -> dict[str, Any]:
        more.setdefault("security", agent)
        return {"post": operation(summary, ref(answer), *errors, **more)}

    def get(summary: str, answer: str, *errors: int, **more: Any) -> dict[str, Any]:
        more.setdefault("security", agent)
        return {"get": operation(summary, ref(answer), *errors, **more)}

    def delete(summary: str, answer: str, *errors: int) -> dict[str, Any]:
        done = operation(summary, ref(answer), *errors, security=agent)
        return {"delete": done}

    return {
        **_door_paths(post, delete),
        **_account_paths(get, post, delete, one_id),
        **_people_paths(get, post),
        **_invitation_paths(get, post, delete, one_id),
        **_audit_paths(get),
    }


def _door_paths(post: Operation, delete: Operation) -> dict[str, Any]:
    return {
        "/api/v1/desk/session": {
            **post(
                "An agent signs in; `code` with a second factor.", "AgentSession",
                400, 401, 403, 413, 429, body="Login", security=None,
            ),
            **delete("An agent signs out.", "Nothing"),
        },
    }  # fmt: skip


def _account_paths(
    get: Operation, post: Operation, delete: Operation, one_id: Schema
) -> dict[str, Any]:
    me = "/api/v1/desk/me"
    factor = f"{me}/second_factor"
    return {
        me: {
            **get("Who asks, and what the role allows.", "Me"),
            **post("Another name to show.", "Me", 400, 413, body="NewName"),
        },
        f"{me}/password": post(
            "Another password; the other sessions end.", "Ended", 400, 413, 429,
            body="NewPassword",
        ),
        f"{me}/sessions": {
            **get("Where one is logged in.", "Sessions"),
            **delete("Ends every login but this one.", "Ended"),
        },
        f"{me}/sessions/{{id}}": {
            "parameters": [one_id],
            **delete("Ends one login.", "Ended", 404),
        },
        factor: post(
            "A secret for an authenticator, with its QR code.", "StartedSecondFactor",
            400, 409, 413, 429, body="OwnPassword",
        ),
        f"{factor}/confirm": post(
            "Turns the second factor on; recovery codes, once.", "RecoveryCodes",
            400, 409, 413, 429, body="Code",
        ),
        f"{factor}/disable": post(
            "Turns the second factor off.", "Nothing", 400, 409, 413, 429,
            body="PasswordAndCode",
        ),
    }  # fmt: skip


def _people_paths(get: Operation, post: Operation) -> dict[str, Any]:
    one = "/api/v1/desk/people/{username}"

    def change(summary: str, *errors: int, **more: Any) -> dict[str, Any]:
        return {"parameters": [WHO], **post(summary, "Person", 404, *errors, **more)}

    return {
        "/api/v1/desk/people": get("Who works at the desk.", "People"),
        f"{one}/role": change("Another role.", 400, 409, 413, body="NewRole"),
        f"{one}/disable": change("Keeps somebody out; conversations wait again.", 409),
        f"{one}/enable": change("Lets somebody in again."),
        f"{one}/reset_second_factor": change("Takes a lost second factor away.", 409),
    }


def _invitation_paths(
    get: Operation, post: Operation, delete: Operation, one_id: Schema
) -> dict[str, Any]:
    all_of_them = "/api/v1/desk/invitations"
    return {
        all_of_them: {
            **get("Invitations that can still be accepted.", "Invitations"),
            **post(
                "Invites somebody; the link is shown this once.", "MadeInvitation",
                400, 413, status=201, body="NewInvitation",
            ),
        },
        f"{all_of_them}/{{id}}": {
            "parameters": [one_id],
            **delete("Revokes an invitation.", "Nothing", 404),
        },
        f"{all_of_them}/look": post(
            "What a link is for.", "SeenInvitation", 400, 403, 404, 413, 429,
            body="InvitationToken", security=None,
        ),
        f"{all_of_them}/accept": post(
            "The invited person becomes a member, once.", "Accepted",
            400, 403, 404, 409, 413, 429, status=201, body="Acceptance", security=None,
        ),
    }  # fmt: skip


def _audit_paths(get: Operation) -> dict[str, Any]:
    trail = get(
        "Who saw and did what, the newest first; all of it as CSV.", "AuditPage", 400,
        parameters=AUDIT_FILTERS,
    )  # fmt: skip
    trail["get"]["responses"]["200"]["content"].update(CSV)
    return {"/api/v1/desk/audit": trail}
