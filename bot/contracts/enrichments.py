"""What a message of the bot's may carry beside its words, for browsers that draw it.

The words say it all: a published widget that knows nothing of this loses nothing.
"""

from __future__ import annotations

from enum import Enum
from typing import Any

from pydantic import BaseModel, Extra, Field, root_validator

# Keys of a message's `custom`.
CARD = "card"
QUESTION = "question"


class _Strict(BaseModel):
    class Config:
        extra = Extra.forbid
        frozen = True


class CardLine(_Strict):
    """One fact, under its name."""

    label: str = Field(min_length=1, max_length=60)
    value: str = Field(min_length=1, max_length=400)


class CardLink(_Strict):
    """A way on; browsers show where it leads beside its title."""

    title: str = Field(min_length=1, max_length=80)
    url: str = Field(max_length=500, regex=r"^(https?://|mailto:|tel:)\S+$")


class Card(_Strict):
    """Facts in lines, such as where a file stands."""

    title: str = Field(min_length=1, max_length=120)
    lines: list[CardLine] = Field(min_items=1, max_items=20)
    links: list[CardLink] = Field(default_factory=list, max_items=5)

    def as_custom(self) -> dict[str, Any]:
        """The `custom` of the message that says the same in words."""
        return {CARD: self.dict()}


class InputKind(str, Enum):
    """What a question is answered with, when a keyboard can help."""

    NUMERIC = "numeric"
    TEL = "tel"


class Question(_Strict):
    """Where a form stands: its questions are asked one at a time."""

    number: int | None = Field(None, ge=1, le=50)
    of: int | None = Field(None, ge=1, le=50)
    input: InputKind | None = None

    @root_validator(skip_on_failure=True)
    def _is_one_of_them(cls, values: dict[str, Any]) -> dict[str, Any]:
        number, of = values["number"], values["of"]
        if (number is None) != (of is None) or (number or 0) > (of or 0):
            raise ValueError("expected `number` to be one of 1 to `of`, or neither")
        return values


class Enrichment(_Strict):
    """All of it."""

    card: Card | None = None
    question: Question | None = None


def is_enrichment(custom: Any) -> bool:
    """Whether a `custom` is meant as one of these, well made or not."""
    return isinstance(custom, dict) and bool({CARD, QUESTION} & custom.keys())


def read_enrichment(custom: Any) -> dict[str, Any]:
    """Checks a `custom` that is meant as one of these, and gives it as JSON.

    Raises:
        pydantic.ValidationError: It is not well made.
    """
    said = Enrichment.parse_obj(custom).dict(exclude_none=True)
    if said.get(QUESTION, {}).get("input"):
        said[QUESTION]["input"] = said[QUESTION]["input"].value
    return said
