"""What arrives at the border: validated, bounded, nothing extra."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

from pydantic import Extra, Field, root_validator, validator

from bot.contracts.shares import OFFERED_CHANNELS, ShareChannel
from bot.gateway.input_models import TrimmedInput

MAX_METADATA_CHARS = 4000
MAX_PAYLOAD_CHARS = 2000
MAX_TITLE_CHARS = 200
# Hard limit of the border; BOT_MAX_TEXT_CHARS may be lower and is checked later.
MAX_TEXT_CHARS = 20_000


class NewConversation(TrimmedInput):
    """Opens a conversation; every field is optional."""

    locale: str | None = Field(None, max_length=35)
    page_url: str | None = Field(None, max_length=2000)
    metadata: dict[str, Any] | None = Field(None)

    @validator("metadata")
    def _bounded(cls, value: dict[str, Any] | None) -> dict[str, Any] | None:
        if value is not None and len(json.dumps(value)) > MAX_METADATA_CHARS:
            raise ValueError(f"more than {MAX_METADATA_CHARS} characters")
        return value


class CustomerMessage(TrimmedInput):
    """A customer turn: words, or the payload of a button with its title."""

    message_id: UUID
    text: str | None = Field(None, max_length=MAX_TEXT_CHARS)
    payload: str | None = Field(None, max_length=MAX_PAYLOAD_CHARS, regex="^/")
    title: str | None = Field(None, max_length=MAX_TITLE_CHARS)

    @validator("text", "title")
    def _storable(cls, value: str | None) -> str | None:
        # PostgreSQL stores no NUL; lone surrogates cannot be sent back as UTF-8.
        if value is None:
            return None
        kept = value.replace("\x00", "").encode("utf-8", "ignore").decode("utf-8")
        return kept.strip()

    @root_validator(skip_on_failure=True)
    def _says_something(cls, values: dict[str, Any]) -> dict[str, Any]:
        if not values.get("text") and not values.get("payload"):
            raise ValueError("text or payload must say something")
        return values

    @property
    def shown_text(self) -> str:
        """What the conversation shows: the words, or the button's title."""
        return self.text or self.title or self.payload or ""


class FeedbackInput(TrimmedInput):
    """« Vous êtes-vous senti écouté ? »: 1 (not at all) to 5 (entirely)."""

    score: int = Field(ge=1, le=5, strict=True)
    comment: str | None = Field(None, max_length=2000)

    @validator("score", pre=True)
    def _whole_number(cls, value: Any) -> Any:
        if isinstance(value, bool) or not isinstance(value, int):
            raise ValueError("not a whole number")
        return value


class Share(TrimmedInput):
    """How the customer passes an answer on."""

    channel: ShareChannel

    @validator("channel")
    def _is_offered(cls, value: ShareChannel) -> ShareChannel:
        if value not in OFFERED_CHANNELS:
            raise ValueError("nobody chooses this channel")
        return value


class AgentMessage(TrimmedInput):
    """What an agent writes: to the customer, or a private note."""

    message_id: UUID
    text: str = Field(min_length=1, max_length=MAX_TEXT_CHARS)
    private: bool = Field(False, strict=True)

    _storable = validator("text", allow_reuse=True)(
        lambda value: value.replace("\x00", "").encode("utf-8", "ignore").decode()
    )


class AlertDecision(TrimmedInput):
    """Why an agent lifts or confirms an alert; kept in the audit trail."""

    reason: str = Field(min_length=3, max_length=1000)

    @validator("reason")
    def _says_something(cls, value: str) -> str:
        if value != value.strip() or "\x00" in value or len(value.strip()) < 3:
            raise ValueError("not a reason")
        return value.encode("utf-8", "ignore").decode()


class SessionRequest(TrimmedInput):
    """Socket `session_request`; published widgets send only `session_id`."""

    session_id: str | None = Field(None, max_length=200)
    locale: str | None = Field(None, max_length=35)
    page_url: str | None = Field(None, max_length=2000)
    metadata: dict[str, Any] | None = None

    class Config:
        extra = Extra.ignore  # published widgets add fields of their own


class Resume(TrimmedInput):
    """Socket `resume`."""

    token: str = Field(min_length=1, max_length=200)
    after_seq: int = Field(0, ge=0, le=2**31 - 1)


class UserUttered(TrimmedInput):
    """Socket `user_uttered`; `message` is the words or a payload."""

    message: str = Field(max_length=MAX_TEXT_CHARS)
    message_id: UUID | None = None
    session_id: str | None = Field(None, max_length=200)
    title: str | None = Field(None, max_length=MAX_TITLE_CHARS)

    class Config:
        extra = Extra.ignore  # `customData` and others of published widgets
