"""How a file is spoken of and protected, read from data/knowledge/file_status.yml."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path

from pydantic import BaseModel, Extra, Field, validator

from bot.contracts.loan_files import FileStatus, FileStep
from bot.knowledge.yaml_files import PROJECT, read_checked

FILE_STATUS_PATH = PROJECT / "data" / "knowledge" / "file_status.yml"


class _Strict(BaseModel):
    class Config:
        extra = Extra.forbid
        frozen = True


class Lockout(_Strict):
    """How often somebody may be wrong.

    Attributes:
        wrong_tries: Allowed before a person must help, 1 to 100.
        window_minutes: Minutes after which a try no longer counts.
    """

    wrong_tries: int = Field(ge=1, le=100)
    window_minutes: int = Field(ge=1, le=1440)

    @property
    def window(self) -> timedelta:
        """How long a try counts."""
        return timedelta(minutes=self.window_minutes)

    def is_locked(self, tries: int) -> bool:
        """Whether so many wrong tries within the window are too many."""
        return tries >= self.wrong_tries


class FileCardWords(_Strict):
    """The words of the card that shows where a file stands."""

    title: str = Field(min_length=1, regex=r".*\{reference\}")
    status: str = Field(min_length=1)
    last_step: str = Field(min_length=1)
    missing: str = Field(min_length=1)
    statuses: Mapping[FileStatus, str]

    @validator("statuses")
    def _every_status_has_words(
        cls, statuses: Mapping[FileStatus, str]
    ) -> Mapping[FileStatus, str]:
        missing = sorted(each.value for each in FileStatus if not statuses.get(each))
        if missing:
            raise ValueError(f"every status needs words, also {', '.join(missing)}")
        return statuses


class FileWords(_Strict):
    """Everything in the file."""

    lockout: Lockout
    steps: Mapping[FileStep, str]
    card: FileCardWords

    @validator("steps")
    def _every_step_has_words(
        cls, steps: Mapping[FileStep, str]
    ) -> Mapping[FileStep, str]:
        missing = sorted(step.value for step in FileStep if not steps.get(step))
        if missing:
            raise ValueError(f"every step needs words, also {', '.join(missing)}")
        return steps


def read_file_words(path: Path = FILE_STATUS_PATH) -> FileWords:
    """Reads the words.

    Raises:
        SettingsError: The file does not follow its form, or a step has no words.
    """
    return read_checked(path, FileWords)


@functools.lru_cache(maxsize=1)
def default_file_words() -> FileWords:
    """Reads the project's own words, once per process."""
    return read_file_words()
