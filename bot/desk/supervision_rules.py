"""The numbers that supervision goes by: data/desk/supervision.yml."""

from __future__ import annotations

import functools
from pathlib import Path

from pydantic import BaseModel, Extra, Field

from bot.knowledge.yaml_files import PROJECT, read_checked

RULES_PATH = PROJECT / "data" / "desk" / "supervision.yml"


class SupervisionRules(BaseModel):
    """Everything in the file; each number is explained there."""

    soon_minutes: int = Field(ge=1, le=120)
    return_within_hours: int = Field(ge=1, le=24 * 14)
    pause_minutes: int = Field(ge=1, le=24 * 60)
    longest_period_days: int = Field(ge=1, le=366)
    next_answer_handoffs: int = Field(ge=1, le=20_000)
    page_size: int = Field(ge=10, le=200)
    export_rows: int = Field(ge=1, le=200_000)

    class Config:
        extra = Extra.forbid
        frozen = True


def read_supervision_rules(path: Path = RULES_PATH) -> SupervisionRules:
    """Reads the file.

    Raises:
        SettingsError: It is missing, or does not follow its form.
    """
    return read_checked(path, SupervisionRules)


@functools.lru_cache(maxsize=1)
def default_supervision_rules() -> SupervisionRules:
    """The project's own file, read once per process."""
    return read_supervision_rules()
