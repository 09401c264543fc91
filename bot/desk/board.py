"""What happens at the desk now: who waits, who serves, which promises break. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.contracts.supervision import (
    AgentFacts,
    BoardFacts,
    CallbackFacts,
    HeldFacts,
    PromiseFacts,
    WaitingFacts,
)
from bot.desk.measures import Bar, bars


@dataclass(frozen=True)
class AgentLoad:
    """One agent and what he holds.

    Attributes:
        agent: Who.
        held: His conversations, the one that waits longest for him first.
        unanswered_s: Seconds since the oldest words that he has not answered; `None`
            when nobody waits for him.
    """

    agent: AgentFacts
    held: tuple[HeldFacts, ...]
    unanswered_s: float | None


@dataclass(frozen=True)
class Board:
    """Everything the page shows.

    Attributes:
        waiting: Who waits, in the order of the queue.
        longest_wait_s: Seconds that the one who waits longest has; `None`: nobody.
        by_reason: Why they wait.
        held: Conversations with an agent.
        agents: Everybody who may answer, the busiest first.
        broken: Promises broken in conversations that are still open.
        soon: Promises that break next, within the time that counts as soon.
        calls_late: Calls whose time is over and that nobody made.
        calls_today: Calls that are still to come today.
    """

    waiting: tuple[WaitingFacts, ...]
    longest_wait_s: float | None
    by_reason: tuple[Bar[str], ...]
    held: tuple[HeldFacts, ...]
    agents: tuple[AgentLoad, ...]
    broken: tuple[PromiseFacts, ...]
    soon: tuple[PromiseFacts, ...]
    calls_late: tuple[CallbackFacts, ...]
    calls_today: tuple[CallbackFacts, ...]


def board(facts: BoardFacts, now: float, day_ends: float, soon_s: float) -> Board:
    """Draws up the board.

    Args:
        facts: What the store says.
        now: Seconds since 1970.
        day_ends: First moment that is no longer today, in the same unit.
        soon_s: How far ahead a promise counts as about to break, in seconds.
    """
    late, today = _calls(facts.callbacks, now, day_ends)
    return Board(
        waiting=facts.waiting,
        longest_wait_s=max((now - row.since for row in facts.waiting), default=None),
        by_reason=bars(row.reason for row in facts.waiting),
        held=facts.held,
        agents=_loads(facts.agents, facts.held, now),
        broken=_newest_first(facts.broken),
        soon=_soonest_first(row for row in facts.due if row.at <= now + soon_s),
        calls_late=late,
        calls_today=today,
    )


def _loads(
    agents: Iterable[AgentFacts], held: Sequence[HeldFacts], now: float
) -> tuple[AgentLoad, ...]:
    loads = [_load(agent, held, now) for agent in agents]
    return tuple(sorted(loads, key=lambda load: (-len(load.held), load.agent.name)))


def _load(agent: AgentFacts, held: Sequence[HeldFacts], now: float) -> AgentLoad:
    his = [row for row in held if row.agent == agent.username]
    his.sort(key=lambda row: (row.unanswered_since is None, row.unanswered_since or 0))
    since = [row.unanswered_since for row in his if row.unanswered_since is not None]
    return AgentLoad(agent, tuple(his), now - min(since) if since else None)


def _calls(
    callbacks: Iterable[CallbackFacts], now: float, day_ends: float
) -> tuple[tuple[CallbackFacts, ...], tuple[CallbackFacts, ...]]:
    ordered = sorted(callbacks, key=lambda call: call.start)
    late = tuple(call for call in ordered if call.end < now)
    today = tuple(call for call in ordered if call.end >= now and call.start < day_ends)
    return late, today


def _newest_first(rows: Iterable[PromiseFacts]) -> tuple[PromiseFacts, ...]:
    return tuple(sorted(rows, key=lambda row: -row.at))


def _soonest_first(rows: Iterable[PromiseFacts]) -> tuple[PromiseFacts, ...]:
    return tuple(sorted(rows, key=lambda row: row.at))
