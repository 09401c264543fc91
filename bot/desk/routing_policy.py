"""The numbers of the queue: data/desk/routing.yml, checked when it is read."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from enum import Enum
from pathlib import Path

from pydantic import BaseModel, Extra, Field, validator

from bot.contracts.escalation import EscalationReason
from bot.knowledge.yaml_files import PROJECT, read_checked

ROUTING_PATH = PROJECT / "data" / "desk" / "routing.yml"
A_DAY_MINUTES = 24 * 60
A_DAY_S = 24 * 60 * 60


class _Strict(BaseModel):
    class Config:
        extra = Extra.forbid
        frozen = True


class Assignment(str, Enum):
    """How waiting conversations find their agent."""

    BY_HAND = "by_hand"
    AUTOMATIC = "automatic"


class MoodStep(_Strict):
    """A mood this bad or worse, and the minutes that it is worth."""

    polarity: float = Field(ge=-1, le=1)
    minutes: float = Field(ge=0, le=A_DAY_MINUTES)


class HeadStarts(_Strict):
    """What somebody has on arrival, in minutes of waiting."""

    reason: Mapping[EscalationReason, float]
    mood: tuple[MoodStep, ...] = ()
    broken_promise: float = Field(ge=0, le=A_DAY_MINUTES)
    broken_promises_at_most: int = Field(ge=0, le=20)

    @validator("reason")
    def _has_every_reason(
        cls, value: Mapping[EscalationReason, float]
    ) -> Mapping[EscalationReason, float]:
        missing = [each.value for each in EscalationReason if each not in value]
        if missing:
            raise ValueError(f"expected every reason, but {', '.join(missing)} missing")
        for reason, minutes in value.items():
            if not 0 <= minutes <= A_DAY_MINUTES:
                raise ValueError(
                    f"expected minutes from 0 to {A_DAY_MINUTES} for {reason.value}, "
                    f"found {minutes:g}"
                )
        return value

    @property
    def greatest(self) -> float:
        """No head start is longer, in minutes."""
        mood = max((step.minutes for step in self.mood), default=0.0)
        promises = self.broken_promise * self.broken_promises_at_most
        return max(self.reason.values()) + mood + promises


class RoutingPolicy(_Strict):
    """Everything in the file."""

    head_start_minutes: HeadStarts
    assignment: Assignment
    overflow_seconds: int = Field(ge=0, le=A_DAY_S)
    preferred_agent_seconds: int = Field(ge=0, le=A_DAY_S)
    agent_gone_seconds: int = Field(ge=30, le=A_DAY_S)


def load_routing_policy(path: Path) -> RoutingPolicy:
    """Reads a file.

    Raises:
        SettingsError: It cannot be read, or does not say what it should.
    """
    return read_checked(path, RoutingPolicy)


@functools.lru_cache(maxsize=1)
def default_routing_policy() -> RoutingPolicy:
    """Reads the project's own file, once per process."""
    return load_routing_policy(ROUTING_PATH)
