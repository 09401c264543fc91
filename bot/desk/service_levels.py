"""What the service promises itself: data/desk/service_levels.yml, in opening hours."""

from __future__ import annotations

import functools
from datetime import datetime, timedelta
from pathlib import Path

from pydantic import BaseModel, ConstrainedInt, Extra, Field

from bot.contracts.desk import TimerKind
from bot.contracts.escalation import EscalationReason
from bot.knowledge.opening_hours import OpeningHours, advance
from bot.knowledge.yaml_files import PROJECT, read_checked

LEVELS_PATH = PROJECT / "data" / "desk" / "service_levels.yml"
PROMISES = (TimerKind.FIRST_ANSWER, TimerKind.NEXT_ANSWER, TimerKind.RESOLUTION)


class _Strict(BaseModel):
    class Config:
        extra = Extra.forbid
        frozen = True


class Minutes(ConstrainedInt):
    """A length of opening hours that a promise may have, up to thirty days."""

    strict = True
    ge = 1
    le = 30 * 24 * 60


class Level(_Strict):
    """One promise."""

    minutes: Minutes
    by_reason: dict[EscalationReason, Minutes] = Field(default_factory=dict)

    def length(self, reason: str) -> timedelta:
        """How long it gives a conversation that came for this reason."""
        by_reason = {key.value: minutes for key, minutes in self.by_reason.items()}
        return timedelta(minutes=by_reason.get(reason, self.minutes))


class ServiceLevels(_Strict):
    """Everything in the file."""

    first_answer: Level
    next_answer: Level
    resolution: Level


def promise_due(
    levels: ServiceLevels,
    hours: OpeningHours,
    clock: TimerKind,
    reason: str,
    start: datetime,
) -> datetime | None:
    """Until when a promise must be kept, in UTC.

    Args:
        levels: The promises.
        hours: When the clock runs.
        clock: One of `PROMISES`.
        reason: Why a human was called.
        start: When the clock starts, aware.

    Returns:
        `None` when it never opens long enough.
    """
    level: Level = getattr(levels, clock.value)
    return advance(hours, start, level.length(reason))


def read_service_levels(path: Path = LEVELS_PATH) -> ServiceLevels:
    """Reads the file.

    Raises:
        SettingsError: It is missing, or does not follow its form.
    """
    return read_checked(path, ServiceLevels)


@functools.lru_cache(maxsize=1)
def default_service_levels() -> ServiceLevels:
    """The project's own file, read once per process."""
    return read_service_levels()
