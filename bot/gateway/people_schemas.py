"""What browsers send about people and accounts."""

from __future__ import annotations

import unicodedata
from datetime import datetime, timezone
from typing import Any, Literal

from pydantic import Field, validator

from bot.contracts.people import AuditAction, Role
from bot.gateway.input_models import StrictInput

USERNAME = r"^[a-z0-9][a-z0-9._-]{1,63}$"
MAX_NAME_CHARS = 80
MAX_PASSWORD_CHARS = 200
MAX_CODE_CHARS = 40
MAX_TOKEN_CHARS = 100
MAX_PAGE = 100_000


def _person_name(value: str) -> str:
    """A name in one line, without signs that change how others' words look."""
    value = " ".join(value.split())
    if not value or any(unicodedata.category(sign)[0] == "C" for sign in value):
        raise ValueError("not a name")
    return value


def _storable(value: str) -> str:
    if "\x00" in value:
        raise ValueError("not a text")
    value.encode("utf-8")  # half characters are no text either
    return value


class Login(StrictInput):
    """An agent signs in; `code` when the account has a second factor."""

    username: str = Field(min_length=1, max_length=64)
    password: str = Field(min_length=1, max_length=MAX_PASSWORD_CHARS)
    code: str | None = Field(None, max_length=MAX_CODE_CHARS)

    _text = validator("username", "password", allow_reuse=True)(_storable)


class NewName(StrictInput):
    """What customers and colleagues will read."""

    name: str = Field(min_length=1, max_length=MAX_NAME_CHARS)

    _name = validator("name", allow_reuse=True)(_person_name)


class NewPassword(StrictInput):
    """Another password, for who knows the present one."""

    current: str = Field(min_length=1, max_length=MAX_PASSWORD_CHARS)
    new: str = Field(min_length=1, max_length=MAX_PASSWORD_CHARS)

    _text = validator("current", "new", allow_reuse=True)(_storable)


class OwnPassword(StrictInput):
    """Proof that it is the owner who asks."""

    password: str = Field(min_length=1, max_length=MAX_PASSWORD_CHARS)

    _text = validator("password", allow_reuse=True)(_storable)


class Code(StrictInput):
    """A one-time password."""

    code: str = Field(min_length=1, max_length=MAX_CODE_CHARS)


class PasswordAndCode(OwnPassword):
    """Both proofs."""

    code: str = Field(min_length=1, max_length=MAX_CODE_CHARS)


class NewRole(StrictInput):
    """What somebody is there for."""

    role: Role


class NewInvitation(StrictInput):
    """Somebody is invited; `for_whom` in the inviter's words."""

    role: Role
    for_whom: str | None = Field(None, max_length=MAX_NAME_CHARS)

    @validator("for_whom")
    def _name_or_nothing(cls, value: str | None) -> str | None:
        return _person_name(value) if value and value.strip() else None


class InvitationToken(StrictInput):
    """The secret of a link. In a body: addresses end up in logs."""

    token: str = Field(min_length=1, max_length=MAX_TOKEN_CHARS)


class Acceptance(InvitationToken):
    """The invited person chooses."""

    username: str = Field(regex=USERNAME)
    name: str = Field(min_length=1, max_length=MAX_NAME_CHARS)
    password: str = Field(min_length=1, max_length=MAX_PASSWORD_CHARS)

    _name = validator("name", allow_reuse=True)(_person_name)
    _text = validator("password", allow_reuse=True)(_storable)


class AuditQuery(StrictInput):
    """Which rows of the audit trail."""

    actor: str | None = Field(None, max_length=80)
    action: AuditAction | None = None
    subject: str | None = Field(None, max_length=64)
    since: datetime | None = None
    until: datetime | None = None
    page: int = Field(1, ge=1, le=MAX_PAGE)
    format: Literal["json", "csv"] = "json"

    _text = validator("actor", "subject", allow_reuse=True)(
        lambda value: None if value is None else _storable(value.strip()) or None
    )

    @validator("since", "until", pre=True)
    def _iso(cls, value: Any) -> Any:
        if not isinstance(value, str) or "T" not in value.upper():
            raise ValueError("not an ISO 8601 time")
        return value

    @validator("since", "until")
    def _aware(cls, value: datetime) -> datetime:
        if value.tzinfo is None:
            raise ValueError("without a time zone")
        try:
            return value.astimezone(timezone.utc)
        except OverflowError:
            raise ValueError("out of the calendar") from None
