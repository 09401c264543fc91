"""What a password of the desk must be: data/desk/passwords.yml."""

from __future__ import annotations

import functools
from pathlib import Path

from pydantic import BaseModel, Extra, Field, validator

from bot.knowledge.yaml_files import PROJECT, read_checked

PASSWORDS_PATH = PROJECT / "data" / "desk" / "passwords.yml"


class FaultWords(BaseModel):
    """What is said of each fault, in French."""

    too_short: str = Field(min_length=1)
    too_plain: str = Field(min_length=1)
    holds_name: str = Field(min_length=1)
    common: str = Field(min_length=1)

    class Config:
        extra = Extra.forbid
        frozen = True


class PasswordPolicy(BaseModel):
    """The whole file."""

    min_chars: int = Field(ge=8, le=64)
    min_distinct: int = Field(ge=1, le=20)
    faults: FaultWords
    common: frozenset[str]

    class Config:
        extra = Extra.forbid
        frozen = True

    @validator("common", each_item=True)
    def _is_plain(cls, word: str) -> str:
        if not (word.isascii() and word == word.lower().strip() and word):
            raise ValueError(f"{word!r} must be lower case and without accents")
        return word

    @validator("faults")
    def _says_the_length(cls, words: FaultWords, values: dict[str, int]) -> FaultWords:
        if str(values.get("min_chars", "")) not in words.too_short:
            raise ValueError("too_short must name the number of min_chars")
        return words


def read_password_policy(path: Path = PASSWORDS_PATH) -> PasswordPolicy:
    """Reads the file.

    Raises:
        SettingsError: It does not say what it should.
    """
    return read_checked(path, PasswordPolicy)


@functools.lru_cache(maxsize=1)
def default_password_policy() -> PasswordPolicy:
    """The policy of the project, read once."""
    return read_password_policy()
