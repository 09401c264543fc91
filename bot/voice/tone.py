"""What designers wrote about the bot's voice: data/knowledge/voice.yml."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable
from pathlib import Path

from pydantic import BaseModel, Extra, Field, validator

from bot.knowledge.rendering import plain
from bot.knowledge.yaml_files import PROJECT, read_checked

TONE_PATH = PROJECT / "data" / "knowledge" / "voice.yml"
_END_OF_SENTENCE = re.compile(r"(?<=[.!?…;:])\s+")


class _Strict(BaseModel):
    class Config:
        extra = Extra.forbid
        frozen = True


class Clues(_Strict):
    """What tells a moment: intents, responses about to be said, or words."""

    intents: tuple[str, ...] = ()
    responses: tuple[str, ...] = ()
    patterns: tuple[str, ...] = ()

    @validator("patterns", each_item=True)
    def _is_a_pattern(cls, value: str) -> str:
        return _checked(value)

    def fit(self, intent: str | None, response: str, text: str) -> bool:
        """Whether one of them is there."""
        by_name = intent in self.intents or is_named(response, self.responses)
        return by_name or any_of(self.patterns, text)


class Limits(_Strict):
    """How much of each a text may have; words are counted in one sentence."""

    apologies: int = Field(ge=0, le=9)
    exclamations: int = Field(ge=0, le=9)
    questions: int = Field(ge=0, le=9)
    sentence_words: int = Field(ge=8, le=99)


class Refused(_Strict):
    """Words that are never said, and what to write instead."""

    name: str
    patterns: tuple[str, ...]
    advice: str

    @validator("patterns", each_item=True)
    def _is_a_pattern(cls, value: str) -> str:
        return _checked(value)


class Mistake(_Strict):
    """A mistake of typography, looked for in the text as it is written."""

    pattern: str
    why: str

    @validator("pattern")
    def _is_a_pattern(cls, value: str) -> str:
        return _checked(value)


class Tone(_Strict):
    """Everything in the file."""

    unhappy: float = Field(ge=-1, le=1)
    worry: float = Field(ge=0, le=1)
    satisfied: float = Field(ge=0, le=1)
    misheard_intents: tuple[str, ...]
    misheard_anger: float = Field(ge=0, le=1)
    emotions: dict[str, Clues]
    happened: dict[str, Clues]
    empathy: tuple[str, ...]
    apologies: tuple[str, ...]
    heard_by: tuple[str, ...]
    said_alone: tuple[str, ...]
    never_prefixed: tuple[str, ...]
    limits: Limits
    refused: tuple[Refused, ...]
    typography: tuple[Mistake, ...]

    @validator("empathy", "apologies", each_item=True)
    def _is_a_pattern(cls, value: str) -> str:
        return _checked(value)

    def phrases(self, text: str) -> frozenset[str]:
        """The sentences of a text that show empathy, written plainly."""
        return frozenset(s for s in sentences(text) if any_of(self.empathy, s))

    def apologises(self, text: str) -> bool:
        """Whether a text holds an apology."""
        return any_of(self.apologies, plain(text))

    def count_apologies(self, text: str) -> int:
        """Apologies in a text."""
        return len(_together(self.apologies).findall(plain(text)))


def load_tone(path: Path) -> Tone:
    """Reads a file.

    Raises:
        SettingsError: Something is missing, unknown or no pattern.
    """
    return read_checked(path, Tone)


@functools.lru_cache(maxsize=1)
def default_tone() -> Tone:
    """Reads the project's own file, once per process."""
    return load_tone(TONE_PATH)


def sentences(text: str) -> list[str]:
    """The sentences of a text, plainly written, without their last sign."""
    parts = _END_OF_SENTENCE.split(plain(text))
    return [p for p in (part.strip(" .!?…;:") for part in parts) if p]


def is_named(response: str, names: Iterable[str]) -> bool:
    """Whether a response is among names, of which some end with `*`."""
    return any(
        response.startswith(name[:-1]) if name.endswith("*") else response == name
        for name in names
    )


def any_of(patterns: tuple[str, ...], text: str) -> bool:
    """Whether one of the patterns is in a text that is plainly written."""
    return bool(patterns) and _together(patterns).search(text) is not None


@functools.lru_cache(maxsize=256)
def _together(patterns: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns))


def _checked(value: str) -> str:
    try:
        re.compile(value)
    except re.error as error:
        raise ValueError(f"{value!r} is no regular expression: {error}") from error
    return value
