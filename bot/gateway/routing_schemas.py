"""What arrives about who works and who holds what: validated and bounded."""

from __future__ import annotations

from typing import Any

from pydantic import ConstrainedStr, Field, validator

from bot.contracts.people import Availability
from bot.gateway.input_models import TrimmedInput

MAX_CAPACITY = 50
MAX_SKILLS = 60
MAX_SKILL_CHARS = 60


class Skill(ConstrainedStr):
    """The name of a topic, of a Région, or the code of a language."""

    min_length = 1
    max_length = MAX_SKILL_CHARS
    strip_whitespace = True
    regex = r"^[^\x00-\x1f\ud800-\udfff]+$"


class SkillsInput(TrimmedInput):
    """What an agent knows; an empty list means everything."""

    topics: list[Skill] = Field(default_factory=list, max_items=MAX_SKILLS)
    regions: list[Skill] = Field(default_factory=list, max_items=MAX_SKILLS)
    languages: list[Skill] = Field(default_factory=list, max_items=MAX_SKILLS)

    @validator("topics", "regions", "languages")
    def _each_once(cls, value: list[str]) -> list[str]:
        return list(dict.fromkeys(value))


class AvailabilityInput(TrimmedInput):
    """Whether new conversations may be given to me."""

    availability: Availability


class AgentChange(TrimmedInput):
    """What a supervisor changes of an agent; what is missing stays."""

    capacity: int | None = Field(None, ge=0, le=MAX_CAPACITY)
    skills: SkillsInput | None = None

    @validator("capacity", pre=True)
    def _whole_number(cls, value: Any) -> Any:
        if isinstance(value, bool) or not isinstance(value, int):
            raise ValueError("not a whole number")
        return value


class Assign(TrimmedInput):
    """To whom a conversation is given."""

    to: str = Field(min_length=1, max_length=64)

    @validator("to")
    def _is_storable(cls, value: str) -> str:
        if "\x00" in value or not value.isprintable():
            raise ValueError("not a username")
        return value
