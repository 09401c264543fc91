"""What arrives at the border from agents at work; see `bot.gateway.schemas`."""

from __future__ import annotations

from datetime import date
from typing import Any

from pydantic import Field, validator

from bot.contracts.desk import Resolution
from bot.contracts.modes import Mode
from bot.desk.transcript import Format
from bot.gateway.input_models import StrictInput
from bot.knowledge.closing_tags import MAX_TAGS, default_closing_tags

MAX_NOTE_CHARS = 2000
MAX_SEQ = 2**31 - 1
MAX_QUERY_CHARS = 100
MAX_PAGE = 500


def _storable(value: str | None) -> str | None:
    # PostgreSQL stores no NUL; lone surrogates cannot be sent back as UTF-8.
    if value is None:
        return None
    return value.replace("\x00", "").encode("utf-8", "ignore").decode().strip()


class Transfer(StrictInput):
    """To another agent, or to the queue when `to` is `None`; with a private note."""

    to: str | None = Field(None, max_length=64)
    note: str | None = Field(None, max_length=MAX_NOTE_CHARS)

    _clean = validator("to", "note", allow_reuse=True)(_storable)


class Closing(StrictInput):
    """How a conversation ended, in the agent's judgement; all of it optional."""

    resolution: Resolution | None = None
    tags: list[str] = Field(default_factory=list, max_items=MAX_TAGS)
    summary: str | None = Field(None, max_length=MAX_NOTE_CHARS)

    _clean = validator("summary", allow_reuse=True)(_storable)

    @validator("tags")
    def _offered(cls, ticked: list[str]) -> list[str]:
        known = default_closing_tags()
        if len(set(ticked)) != len(ticked) or len(ticked) > known.most:
            raise ValueError(f"more than {known.most} tags, or one twice")
        if known.unknown(ticked):
            raise ValueError("a tag that tags.yml does not offer")
        return ticked


class ReadMark(StrictInput):
    """Everything up to `seq` is on somebody's screen."""

    seq: int = Field(ge=0, le=MAX_SEQ)

    @validator("seq", pre=True)
    def _whole_number(cls, value: Any) -> Any:
        if isinstance(value, bool) or not isinstance(value, int):
            raise ValueError("not a whole number")
        return value


class SearchQuery(StrictInput):
    """The query of `GET /desk/search`."""

    q: str = Field("", max_length=MAX_QUERY_CHARS)
    mode: Mode | None = None
    agent: str | None = Field(None, max_length=64)
    tag: str | None = Field(None, regex="^[a-z_]{1,40}$")
    since: date | None = None
    until: date | None = None
    page: int = Field(1, ge=1, le=MAX_PAGE)

    _clean = validator("q", "agent", allow_reuse=True)(_storable)


class TranscriptQuery(StrictInput):
    """The query of `GET …/transcript`; `format` is called so in the address."""

    format: Format = Format.TXT
    notes: bool = False
    masked: bool = True


class CannedQuery(StrictInput):
    """The query of `GET /desk/canned_answers`."""

    conversation: str | None = Field(None, regex="^[0-9A-Za-z-]{1,64}$")
