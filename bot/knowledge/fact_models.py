"""The form of a file of facts."""

from __future__ import annotations

from datetime import date
from typing import Any

from pydantic import (
    BaseModel,
    Extra,
    Field,
    StrictFloat,
    StrictInt,
    StrictStr,
    root_validator,
    validator,
)

from bot.knowledge.french import Unit, Value, with_unit, without_unit

# `{flash_maximum}` is said with its unit, `{flash_maximum_bare}` without.
BARE = "_bare"
NAME = r"^[a-z][a-z0-9_]*$"

SAYABLE_GRADES = frozenset({"REVUE", "OFF", "PRO", "OWN", "COMMON"})
WEAK_GRADES = frozenset({"FAIBLE", "NV"})


class _Strict(BaseModel):
    class Config:
        extra = Extra.forbid
        frozen = True


class Fact(_Strict):
    """One thing that is known.

    Attributes:
        id: Unique over all files; its name in braces in a response.
        value: Figure, ISO date or text; `None` for a statement without a figure.
        unit: Of the value; `None` exactly when there is no value.
        says: One French sentence: the whole fact, for designers and agents.
        period: When it holds, e.g. « 2020 », « toujours ».
        grade: `REVUE` the reference magazine, `OFF` an authority, `PRO` a professional
            source, `OWN` what this product does, `COMMON` common knowledge; `FAIBLE` a
            weak source, `NV` not verified: those two are never said.
        sources: Ids of data/knowledge/sources.yml; without any, the fact is not said.
        said_by: Responses that state it in words, without its braces.
    """

    id: str = Field(regex=NAME)
    value: StrictInt | StrictFloat | StrictStr | None = None
    unit: Unit | None = None
    says: str = Field(min_length=1)
    period: str = Field(min_length=1)
    grade: str
    sources: list[str]
    said_by: list[str] = Field(default_factory=list)

    @validator("id")
    def _id_is_not_bare(cls, name: str) -> str:
        if name.endswith(BARE):
            raise ValueError(f"an id must not end in {BARE}, which means « no unit »")
        return name

    @validator("grade")
    def _grade_is_known(cls, grade: str) -> str:
        if grade not in SAYABLE_GRADES | WEAK_GRADES:
            known = ", ".join(sorted(SAYABLE_GRADES | WEAK_GRADES))
            raise ValueError(f"must be one of {known}")
        return grade

    @validator("value", pre=True)
    def _value_keeps_its_type(cls, value: Any) -> Any:
        # YAML reads 2020-04-22 as a date, and pydantic takes `true` for 1.
        if isinstance(value, date):
            return value.isoformat()
        if isinstance(value, bool):
            raise ValueError("must be a number, a date or a text, not yes or no")
        return value

    @root_validator(skip_on_failure=True)
    def _value_follows_its_unit(cls, values: dict[str, Any]) -> dict[str, Any]:
        value, unit = values["value"], values["unit"]
        if (value is None) != (unit is None):
            raise ValueError("a value needs a unit, and a unit a value")
        if unit is not None:
            check_value(value, unit)
        return values

    @property
    def is_sayable(self) -> bool:
        """Whether its grounds are good enough for a customer."""
        return self.grade in SAYABLE_GRADES and bool(self.sources)

    @property
    def has_value(self) -> bool:
        """Whether it has a figure, a date or a text to put into braces."""
        return self.value is not None

    def with_unit(self) -> str:
        """The value as a customer reads it, with its unit."""
        assert self.value is not None
        assert self.unit is not None
        return with_unit(self.value, self.unit)

    def without_unit(self) -> str:
        """The value as a customer reads it, without unit or year."""
        assert self.value is not None
        assert self.unit is not None
        return without_unit(self.value, self.unit)


class Argument(_Strict):
    """A name in braces that an action fills, and no fact does.

    Attributes:
        name: Keyword that the action gives, or slot that Rasa fills.
        filled_by: Name of the action, or `slot`, `gateway`, `clock`.
        example: What a customer may read there; tests render it.
    """

    name: str = Field(regex=NAME)
    filled_by: str = Field(min_length=1)
    example: str = Field(min_length=1)


class TopicFile(_Strict):
    """One file of data/knowledge/facts."""

    facts: list[Fact] = Field(default_factory=list)
    arguments: list[Argument] = Field(default_factory=list)


def check_value(value: Value, unit: Unit) -> None:
    """Checks that a value can be written in its unit.

    Raises:
        ValueError: It cannot; the message says what was expected.
    """
    whole = unit not in (Unit.PERCENT, Unit.TEXT, Unit.DATE)
    if whole and not (isinstance(value, int) and value >= 0):
        raise ValueError(f"{unit.value} must be a whole number from 0, not {value!r}")
    if unit is Unit.PERCENT:
        if not (isinstance(value, (int, float)) and 0 <= value <= 100):
            raise ValueError(f"percent must be a number in [0, 100], not {value!r}")
    if unit is Unit.TEXT and not isinstance(value, str):
        raise ValueError(f"text must be in quotation marks, not {value!r}")
    if unit is Unit.DATE:
        date.fromisoformat(str(value))
