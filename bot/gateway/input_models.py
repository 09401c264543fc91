"""What every shape that arrives at the border has in common: nothing extra."""

from __future__ import annotations

from pydantic import BaseModel, Extra


class StrictInput(BaseModel):
    """Refuses fields that nobody asked for; texts stay as they were typed."""

    class Config:
        extra = Extra.forbid


class TrimmedInput(StrictInput):
    """The same, for texts whose outer white space means nothing."""

    class Config:
        anystr_strip_whitespace = True
