"""`bot bench queue`: who waits how long under overload, and that nobody starves."""

from __future__ import annotations

import json
import statistics
import sys
from collections.abc import Mapping, Sequence

from rich.console import Console
from rich.table import Table

from bot.bench.queue_simulation import (
    REASON_MIX,
    Afternoon,
    Served,
    by_points,
    draw_arrivals,
    first_come,
    serve,
    strict_ranks,
)
from bot.desk.routing_policy import HeadStarts, default_routing_policy

EVERYBODY = "tous"
RULES = {
    "points": "Points (routing.yml)",
    "first_come": "Ordre d’arrivée",
    "strict_ranks": "Rangs stricts",
}


def run(afternoon: Afternoon, as_json: bool) -> None:
    """Plays one afternoon by three rules and prints the waits by reason.

    Args:
        afternoon: What is simulated.
        as_json: Whether the last line of standard output is JSON.
    """
    starts = default_routing_policy().head_start_minutes
    played = play(afternoon, starts)
    console = Console()
    console.print(
        f"{len(played['points'].order)} clients, {afternoon.agents} conseillers, "
        f"charge {100 * afternoon.load:.0f} % pendant {afternoon.minutes:g} min."
    )
    console.print(_table(played, starts))
    console.print(
        "Borne : personne ne passe devant un client arrivé plus de "
        f"{starts.greatest:g} min avant lui. Plus long dépassement observé : "
        f"{played['points'].longest_overtaking():.1f} min par points, "
        f"{played['strict_ranks'].longest_overtaking():.1f} min par rangs."
    )
    if as_json:
        sys.stdout.write(json.dumps(figures(played, starts)) + "\n")


def play(afternoon: Afternoon, starts: HeadStarts) -> dict[str, Served]:
    """The same customers, by each rule."""
    arrivals = draw_arrivals(afternoon)
    rules = {
        "points": by_points(starts),
        "first_come": first_come,
        "strict_ranks": strict_ranks(starts),
    }
    return {
        name: serve(arrivals, afternoon.agents, rule) for name, rule in rules.items()
    }


def figures(played: Mapping[str, Served], starts: HeadStarts) -> dict[str, object]:
    """What was measured, in minutes, for programs."""
    waits = {
        name: {reason: _summary(served.waits(reason)) for reason in REASON_MIX}
        for name, served in played.items()
    }
    overtaking = {name: each.longest_overtaking() for name, each in played.items()}
    return {
        "bound_min": starts.greatest,
        "longest_overtaking_min": overtaking,
        "waits_min": waits,
    }


def _summary(waits: Sequence[float]) -> dict[str, float]:
    if not waits:
        return {"count": 0, "median": 0.0, "p95": 0.0, "max": 0.0}
    return {
        "count": len(waits),
        "median": round(statistics.median(waits), 1),
        "p95": round(waits[min(len(waits) - 1, int(len(waits) * 0.95))], 1),
        "max": round(waits[-1], 1),
    }


def _table(played: Mapping[str, Served], starts: HeadStarts) -> Table:
    table = Table(title="Attente en minutes : médiane / 95e centile / maximum")
    table.add_column("Motif")
    table.add_column("Avance", justify="right")
    table.add_column("Clients", justify="right")
    for title in RULES.values():
        table.add_column(title, justify="right")
    by_name = {reason.value: minutes for reason, minutes in starts.reason.items()}
    order = sorted(REASON_MIX, key=lambda reason: -by_name[reason])
    for reason in (*order, None):
        cells = [_summary(played[rule].waits(reason)) for rule in RULES]
        table.add_row(
            reason or EVERYBODY,
            f"{by_name[reason]:g}" if reason else "",
            f"{cells[0]['count']:.0f}",
            *(f"{c['median']} / {c['p95']} / {c['max']}" for c in cells),
        )
    return table
