"""The accessibility statement: data/knowledge/accessibility.yml, checked when read."""

from __future__ import annotations

import functools
from datetime import date
from enum import Enum
from pathlib import Path
from typing import Any

from pydantic import BaseModel, Extra, Field, ValidationError, validator
from ruamel.yaml import YAML, YAMLError

from bot.errors import SettingsError

STATEMENT_PATH = (
    Path(__file__).resolve().parents[2] / "data" / "knowledge" / "accessibility.yml"
)


class _Strict(BaseModel):
    class Config:
        extra = Extra.forbid
        frozen = True


class Conformity(str, Enum):
    """The three states that RGAA knows."""

    FULL = "totale"
    PARTIAL = "partielle"
    NONE = "non"


class Test(_Strict):
    """Something that was looked at, and how."""

    __test__ = False  # pytest takes the name for a class of tests

    what: str = Field(min_length=3, max_length=200)
    how: str = Field(min_length=3, max_length=600)


class Link(_Strict):
    """An address of the web, under its name."""

    title: str = Field(min_length=3, max_length=200)
    url: str = Field(max_length=300, regex="^https://")


class Statement(_Strict):
    """Everything in the file."""

    conformity: Conformity
    explanation: str = Field(min_length=20, max_length=2000)
    tested_on: date
    tests: list[Test] = Field(min_items=1, max_items=30)
    tools: list[str] = Field(min_items=1, max_items=30)
    exceptions: list[str] = Field(default_factory=list, max_items=50)
    feedback: str = Field(min_length=20, max_length=1000)
    remedies: str = Field(min_length=20, max_length=1000)
    remedy_links: list[Link] = Field(default_factory=list, max_items=10)

    @validator("exceptions")
    def _are_told(cls, value: list[str], values: dict[str, Any]) -> list[str]:
        if not value and values.get("conformity") is not Conformity.FULL:
            raise ValueError(
                "expected what is not accessible, because `conformity` is not totale, "
                "but found nothing; list it, or have an audit say totale"
            )
        return value


def load_statement(path: Path) -> Statement:
    """Reads a file.

    Raises:
        SettingsError: It cannot be read, or does not say what it should.
    """
    try:
        content = YAML(typ="safe").load(path.read_text(encoding="utf-8"))
        return Statement.parse_obj(content)
    except (OSError, YAMLError) as error:
        raise SettingsError(
            f"Expected {path.name} to be a readable YAML file, but found "
            f"{type(error).__name__}. Please correct it."
        ) from error
    except ValidationError as error:
        where = "; ".join(
            f"{'.'.join(str(part) for part in each['loc'])}: {each['msg']}"
            for each in error.errors()
        )
        raise SettingsError(
            f"Expected {path.name} to follow its own comments, but found {where}. "
            "Please correct it."
        ) from error


@functools.lru_cache(maxsize=1)
def default_statement() -> Statement:
    """Reads the project's own file, once per process."""
    return load_statement(STATEMENT_PATH)
