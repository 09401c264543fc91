"""What an agent leaves when the bot goes on: validated, bounded, nothing extra."""

from __future__ import annotations

import re

from pydantic import ConstrainedStr, Field, validator

from bot.gateway.input_models import TrimmedInput
from bot.gateway.openapi_schemas import Schema, array, nullable, record

MAX_SUMMARY_CHARS = 500
MAX_SETTLED = 10
INTENT = r"^[a-z][a-z0-9_/]{0,59}$"


class _Intent(ConstrainedStr):
    regex = re.compile(INTENT)


class HandBack(TrimmedInput):
    """`summary` for the next human; `settled`: intents that need nothing more."""

    summary: str | None = Field(None, max_length=MAX_SUMMARY_CHARS)
    settled: list[_Intent] = Field(default_factory=list, max_items=MAX_SETTLED)

    @validator("summary")
    def _storable(cls, value: str | None) -> str | None:
        # PostgreSQL stores no NUL; lone surrogates cannot be sent back as UTF-8.
        if value is None:
            return None
        return value.replace("\x00", "").encode("utf-8", "ignore").decode().strip()


HAND_BACK: Schema = record(
    ("summary", "settled"),
    summary=nullable({"type": "string", "maxLength": MAX_SUMMARY_CHARS}),
    settled={
        **array({"type": "string", "pattern": INTENT}),
        "maxItems": MAX_SETTLED,
    },
)
