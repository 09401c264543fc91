"""Whether anybody is there for who waits, until when not, and how long it may take."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from bot.desk.wait_estimate import (
    DeskFigures,
    RecentWait,
    count_ahead,
    estimate_wait_s,
)
from bot.gateway.desk_time import DeskTime, desk_time_of
from bot.knowledge.opening_hours import closing, elapsed, is_open, next_opening
from bot.store.desk_figures import (
    count_held,
    list_agents_there,
    list_recent_handlings,
    list_recent_waits,
)

_FIGURES_KEY = "desk_figures"


@dataclass(frozen=True)
class Prospects:
    """What somebody who waits may expect.

    Attributes:
        is_open: Whether people answer at this hour.
        next_opening: When they do again; `None` while open, or if it is not known.
        time_zone: By whose clock people open, e.g. `Europe/Paris`.
        anybody: Whether an agent is there.
        wait_s: Seconds within which most are served; `None` when nothing tells.
    """

    is_open: bool
    next_opening: datetime | None
    time_zone: str
    anybody: bool
    wait_s: int | None

    @property
    def hours(self) -> dict[str, Any]:
        """The hours as the API says them."""
        opening = self.next_opening.isoformat() if self.next_opening else None
        return {
            "open": self.is_open,
            "next_opening": opening,
            "time_zone": self.time_zone,
        }


def is_anybody_there(session: Session) -> bool:
    """Whether an agent is available and gave a sign of life lately."""
    return bool(_agents_there(session, desk_time_of(session)))


def read_prospects(session: Session, position: int | None) -> Prospects:
    """What somebody at this place of the queue may expect now."""
    return list_prospects(session, [position])[0]


def list_prospects(
    session: Session, positions: Sequence[int | None]
) -> list[Prospects]:
    """The same for several places; the desk is looked at once for all of them."""
    time = desk_time_of(session)
    now = time.now()
    open_now = is_open(time.hours, now)
    agents = _agents_there(session, time)
    is_served = open_now and bool(agents) and any(positions)
    figures = _figures(session, time, agents) if is_served else None
    opening = None if open_now else next_opening(time.hours, now)
    return [
        Prospects(
            is_open=open_now,
            next_opening=opening,
            time_zone=time.hours.zone.key,
            anybody=bool(agents),
            wait_s=_wait_s(time, now, figures, position),
        )
        for position in positions
    ]


def _wait_s(
    time: DeskTime, now: datetime, figures: DeskFigures | None, position: int | None
) -> int | None:
    if figures is None or not position:
        return None
    wait_s = estimate_wait_s(figures, position, time.waiting.estimate)
    closes = closing(time.hours, now)
    if wait_s is not None and closes and now + timedelta(seconds=wait_s) > closes:
        return None  # perhaps not today
    return wait_s


def _agents_there(session: Session, time: DeskTime) -> list[Any]:
    since = time.now() - time.waiting.nobody_there.sign_of_life
    return list_agents_there(session, since)


def _figures(session: Session, time: DeskTime, agents: list[Any]) -> DeskFigures:
    """Read once in a session, which may ask for every place of a long queue."""
    known: DeskFigures | None = session.info.get(_FIGURES_KEY)
    if known is None:
        known = session.info[_FIGURES_KEY] = _read_figures(session, time, agents)
    return known


def _read_figures(session: Session, time: DeskTime, agents: list[Any]) -> DeskFigures:
    rules = time.waiting.estimate
    since = time.now() - timedelta(days=rules.within_days)
    waits = list_recent_waits(session, since, rules.conversations)
    ahead = count_ahead([(a.timestamp(), b.timestamp()) for a, b in waits])
    return DeskFigures(
        capacity=sum(agent.capacity for agent in agents),
        held=count_held(session, agents),
        # Nobody waits for anybody at night: only opening hours count.
        waits=[
            RecentWait(elapsed(time.hours, *span).total_seconds(), others)
            for span, others in zip(waits, ahead, strict=True)
        ],
        handling_s=[
            elapsed(time.hours, *span).total_seconds()
            for span in list_recent_handlings(session, since, rules.conversations)
        ],
    )
