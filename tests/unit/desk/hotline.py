"""A made-up hotline, minute by minute: what customers are told, and how long they wait.

Customers come at random; an agent who has a free place takes somebody up after a while;
conversations last very differently. `python -m tests.unit.desk.hotline` prints the
table of docs/desk-time.md.
"""

from __future__ import annotations

import heapq
import math
import random
from dataclasses import dataclass, field
from statistics import median

from bot.desk.wait_estimate import DeskFigures, RecentWait, estimate_wait_s
from bot.desk.waiting_rules import EstimateRules, default_waiting_rules

MEAN_HANDLING_S = 600.0
SPREAD = 0.7  # of the logarithm of a conversation's length
MEAN_PICK_UP_S = 25.0


@dataclass(frozen=True)
class Hotline:
    """Its size, and how busy it is: load 1 = as much comes as can be answered."""

    places: int
    load: float
    hours: int
    seed: int = 2020


@dataclass
class _Running:
    dice: random.Random
    events: list[tuple[float, int, str, float]] = field(default_factory=list)
    queue: list[tuple[float, int, int | None]] = field(default_factory=list)
    busy: int = 0
    picking: int = 0
    waits: list[RecentWait] = field(default_factory=list)
    handling_s: list[float] = field(default_factory=list)
    told: list[tuple[int, float]] = field(default_factory=list)
    drawn: int = 0

    def plan(self, at: float, what: str, length: float = 0.0) -> None:
        self.drawn += 1
        heapq.heappush(self.events, (at, self.drawn, what, length))


def simulate(hotline: Hotline, rules: EstimateRules) -> list[tuple[int, float]]:
    """What each customer was told on arrival and how long he waited, in seconds."""
    run = _Running(random.Random(hotline.seed))
    rate = hotline.load * hotline.places / MEAN_HANDLING_S
    run.plan(run.dice.expovariate(rate), "comes")
    while run.events:
        now, _, what, length = heapq.heappop(run.events)
        if now > hotline.hours * 3600:
            break
        if what == "comes":
            _arrive(run, hotline, rules, now)
            run.plan(now + run.dice.expovariate(rate), "comes")
        elif what == "picked up":
            _pick_up(run, now)
        else:
            run.busy -= 1
            run.handling_s.append(length)
        free = hotline.places - run.busy
        while run.picking < min(len(run.queue), free):
            run.picking += 1
            run.plan(now + run.dice.expovariate(1 / MEAN_PICK_UP_S), "picked up")
    return run.told


def _arrive(run: _Running, hotline: Hotline, rules: EstimateRules, now: float) -> None:
    position = len(run.queue) + 1
    latest = slice(-rules.conversations, None)
    figures = DeskFigures(
        hotline.places, run.busy, run.waits[latest], run.handling_s[latest]
    )
    run.queue.append((now, position, estimate_wait_s(figures, position, rules)))


def _pick_up(run: _Running, now: float) -> None:
    run.picking -= 1
    came, position, estimate = run.queue.pop(0)
    run.waits.append(RecentWait(now - came, position - 1))
    if estimate is not None:
        run.told.append((estimate, now - came))
    run.busy += 1
    middle = math.log(MEAN_HANDLING_S) - SPREAD**2 / 2
    length = run.dice.lognormvariate(middle, SPREAD)
    run.plan(now + length, "ends", length)


def main() -> None:
    """Prints the table."""
    for places in (2, 8, 20):
        for load in (0.5, 0.8, 0.95, 1.05):
            told = simulate(
                Hotline(places, load, hours=40), default_waiting_rules().estimate
            )
            held = sum(w <= e for e, w in told) / len(told)
            announced = median(e for e, _ in told)
            waited = median(w for _, w in told)
            print(
                f"| {places} | {load:.2f} | {len(told)} | {held:.0%} "
                f"| {announced:.0f} s | {waited:.0f} s |"
            )


if __name__ == "__main__":
    main()
