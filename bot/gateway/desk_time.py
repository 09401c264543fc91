"""What the desk reads of time: the clock, opening hours, the ladder, the promises.

One such object belongs to each gateway and travels with the sessions of its store, so
that what happens inside a transaction finds the rules without being handed them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from bot.desk.service_levels import ServiceLevels, default_service_levels
from bot.desk.waiting_rules import WaitingRules, default_waiting_rules
from bot.knowledge.brand import default_brand
from bot.knowledge.opening_hours import OpeningHours
from bot.store.models import utc_now

SESSION_KEY = "desk_time"


@dataclass(frozen=True)
class DeskTime:
    """The clock and its rules.

    Attributes:
        hours: When people answer.
        waiting: What somebody who waits is told, and when.
        levels: What the service promises itself.
        now: The present moment, aware UTC; tests give a clock of their own.
    """

    hours: OpeningHours
    waiting: WaitingRules
    levels: ServiceLevels
    now: Callable[[], datetime] = utc_now


def default_desk_time() -> DeskTime:
    """The rules of the project's own files.

    Raises:
        SettingsError: One of them does not say what it should.
    """
    return DeskTime(
        hours=default_brand().hours,
        waiting=default_waiting_rules(),
        levels=default_service_levels(),
    )


def desk_time_of(session: Session) -> DeskTime:
    """The rules of the gateway that opened the session; else the project's own."""
    found: DeskTime | None = session.info.get(SESSION_KEY)
    return found or default_desk_time()
