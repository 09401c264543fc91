"""The JSON shapes of the door, accounts, people and the audit trail."""

from __future__ import annotations

from enum import Enum

from bot.contracts.people import AuditAction, AuditSubject, Permission, Role
from bot.desk.sending_rules import MAX_HOLD_S
from bot.gateway.openapi_schemas import (
    TEXT,
    TIME,
    UUID,
    Schema,
    array,
    nullable,
    record,
    ref,
)
from bot.gateway.people_schemas import (
    MAX_CODE_CHARS,
    MAX_NAME_CHARS,
    MAX_PASSWORD_CHARS,
    MAX_TOKEN_CHARS,
    USERNAME,
)


def one_of(values: type[Enum]) -> Schema:
    """Any value of a closed set."""
    return {"type": "string", "enum": [value.value for value in values]}


def _text(most: int) -> Schema:
    return {"type": "string", "minLength": 1, "maxLength": most}


ROLE = one_of(Role)
PASSWORD = _text(MAX_PASSWORD_CHARS)
CODE = _text(MAX_CODE_CHARS)
NAME = _text(MAX_NAME_CHARS)
COUNT: Schema = {"type": "integer", "minimum": 0}
YES: Schema = {"type": "boolean"}
_INVITATION: dict[str, Schema] = {
    "id": UUID,
    "role": ROLE,
    "for_whom": nullable(TEXT),
    "invited_by": nullable(TEXT),
    "created_at": TIME,
    "expires_at": TIME,
}
_PERSON = record(
    username=TEXT,
    name=TEXT,
    role=ROLE,
    disabled=YES,
    second_factor=YES,
    seen_at=nullable(TIME),
    created_at=TIME,
)

PEOPLE_SCHEMAS: dict[str, Schema] = {
    "Login": record(
        ("code",), username=_text(64), password=PASSWORD,
        code=nullable({"type": "string", "maxLength": MAX_CODE_CHARS}),
    ),
    "Me": record(
        username=TEXT,
        name=TEXT,
        role=ROLE,
        permissions=array(one_of(Permission)),
        second_factor=YES,
        must_set_up_second_factor=YES,
        time_zone=TEXT,
        hold_reply_s={"type": "number", "minimum": 0, "maximum": MAX_HOLD_S},
    ),
    "NewName": record(name=NAME),
    "NewPassword": record(current=PASSWORD, new=PASSWORD),
    "Ended": record(ended=COUNT),
    "Sessions": record(
        sessions=array(
            record(
                id=UUID, device=nullable(TEXT), created_at=TIME, last_seen_at=TIME,
                current=YES,
            )
        )
    ),
    "OwnPassword": record(password=PASSWORD),
    "Code": record(code=CODE),
    "PasswordAndCode": record(password=PASSWORD, code=CODE),
    "StartedSecondFactor": record(
        secret=TEXT, uri=TEXT, qr=record(size={"type": "integer"}, path=TEXT)
    ),
    "RecoveryCodes": record(recovery_codes=array(TEXT)),
    "Person": _PERSON,
    "People": record(people=array(ref("Person"))),
    "NewRole": record(role=ROLE),
    "NewInvitation": record(
        ("for_whom",), role=ROLE,
        for_whom=nullable({"type": "string", "maxLength": MAX_NAME_CHARS}),
    ),
    "Invitations": record(invitations=array(record((), **_INVITATION))),
    "MadeInvitation": record((), **_INVITATION, link=TEXT),
    "InvitationToken": record(token=_text(MAX_TOKEN_CHARS)),
    "SeenInvitation": record(role=ROLE, for_whom=nullable(TEXT), expires_at=TIME),
    "Acceptance": record(
        token=_text(MAX_TOKEN_CHARS),
        username={"type": "string", "pattern": USERNAME},
        name=NAME,
        password=PASSWORD,
    ),
    "Accepted": record(username=TEXT, name=TEXT, role=ROLE),
    "AuditPage": record(
        events=array(
            record(
                id={"type": "integer"},
                at=TIME,
                actor=TEXT,
                action=one_of(AuditAction),
                subject_kind=nullable(one_of(AuditSubject)),
                subject_id=nullable(TEXT),
                detail=nullable({"type": "object"}),
            )
        ),
        page={"type": "integer", "minimum": 1},
        pages={"type": "integer", "minimum": 1},
        total=COUNT,
    ),
}  # fmt: skip
