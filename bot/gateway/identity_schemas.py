"""What arrives when a site says who its customer is."""

from __future__ import annotations

from pydantic import (
    BaseModel,
    Extra,
    Field,
    StrictFloat,
    StrictInt,
    StrictStr,
    validator,
)

from bot.gateway.input_models import StrictInput

MAX_TOKEN_CHARS = 4096


class IdentityInput(StrictInput):
    """The signed token, as the site's server made it."""

    token: StrictStr = Field(min_length=1, max_length=MAX_TOKEN_CHARS)


class IdentityClaims(BaseModel):
    """What a token says, once its signature is known to be good; times in seconds.

    Other claims are a site's own business.
    """

    sub: StrictStr = Field(min_length=1, max_length=128)
    name: StrictStr | None = Field(None, max_length=80)
    exp: StrictInt | StrictFloat
    iat: StrictInt | StrictFloat | None = None

    class Config:
        extra = Extra.ignore

    @validator("sub", "name")
    def _is_one_visible_line(cls, value: str | None) -> str | None:
        if value is not None and (value != value.strip() or not value.isprintable()):
            raise ValueError("expected one line without control characters")
        return value or None
