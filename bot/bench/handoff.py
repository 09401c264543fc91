"""`bot bench handoff`: from a customer's words to an agent's screen, under load."""

from __future__ import annotations

import asyncio
import json
import secrets
import statistics
import sys
import tempfile
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path

from bot.bench.handoff_load import Load, Played, play_crowd, play_desk
from bot.bench.handoff_processes import stage, stage_settings, throw_away_store
from bot.bench.turn_processes import processor_seconds, resident_mb
from bot.errors import BotError
from bot.logs import configure_logging
from bot.settings import current_environ, load_settings

# Key → what it says; `{crowd}` is the number of connected customers.
LABELS: Mapping[str, str] = {
    "handoff_p50_ms": "Appel d’un conseiller → liste de chacun, médiane (ms)",
    "handoff_p95_ms": "La même chose, 95e centile (ms)",
    "message_p95_ms": "Message du client → écran du conseiller, 95e centile (ms)",
    "ack_p95_ms": "Message du client → accusé de réception, 95e centile (ms)",
    "ack_{crowd}_p95_ms": "La même chose, {crowd} clients connectés (ms)",
    "handoffs": "Appels d’un conseiller",
    "messages": "Messages de clients",
    "refused": "Messages refusés",
    "never_listed": "Appels que personne n’a vus",
    "cpu_ms_per_message": "Processeur de la passerelle par message de client (ms)",
    "cpu_share": "Part d’un processeur prise par la passerelle, pupitre occupé",
    "cpu_share_{crowd}": "La même chose, {crowd} clients connectés",
    "rss_mb": "Mémoire résidente de la passerelle (Mo)",
}


def run(
    load: Load, agents: int, database: str | None, real_rasa: bool, as_json: bool
) -> None:
    """Measures and prints a table, then JSON if asked.

    Args:
        load: Who does what, and how long.
        agents: How many agents are connected.
        database: URL of a PostgreSQL database; `None` for SQLite.
        real_rasa: Whether the trained bot answers, instead of a quick stand-in.
        as_json: Whether the last line of standard output is JSON.

    Raises:
        BotError: A process did not start, or too little happened to be measured.
    """
    configure_logging(load_settings().log_format, "WARNING")
    ours = asyncio.run(_measure(load, agents, database, real_rasa))
    for line in table(ours, load.crowd):
        sys.stdout.write(line + "\n")
    if as_json:
        sys.stdout.write(json.dumps({"ours": ours}) + "\n")


async def _measure(
    load: Load, agents: int, database: str | None, real_rasa: bool
) -> dict[str, float]:
    token = secrets.token_urlsafe(24)
    with tempfile.TemporaryDirectory(prefix="bot-bench-") as name:
        folder = Path(name)
        with throw_away_store(database, folder) as url:
            settings, environ = stage_settings(current_environ(), folder, url, token)
            async with stage(settings, environ, agents, real_rasa) as running:
                cpu_s = partial(processor_seconds, running.pid)
                desk = await play_desk(running, load, cpu_s)
                crowd = await play_crowd(running, load, cpu_s)
                memory = resident_mb(running.pid)
    return {**figures(desk, crowd, load.crowd), "rss_mb": round(memory, 1)}


def figures(desk: Played, crowd: Played, connected: int) -> dict[str, float]:
    """What the two parts say, by the keys of `LABELS`.

    Raises:
        BotError: Too little happened.
    """
    log = desk.log
    said = len(log.acks)
    return {
        "handoff_p50_ms": _percentile(log.items, 50, "handoffs"),
        "handoff_p95_ms": _percentile(log.items, 95, "handoffs"),
        "message_p95_ms": _percentile(log.messages, 95, "messages to agents"),
        "ack_p95_ms": _percentile(log.acks, 95, "messages"),
        f"ack_{connected}_p95_ms": _percentile(crowd.log.acks, 95, "messages"),
        "handoffs": len(log.asked_at),
        "messages": said,
        "refused": log.refused + crowd.log.refused,
        "never_listed": log.never_listed,
        "cpu_ms_per_message": round(desk.cpu_s / max(1, said) * 1000, 1),
        "cpu_share": round(desk.cpu_s / desk.elapsed_s, 2),
        f"cpu_share_{connected}": round(crowd.cpu_s / crowd.elapsed_s, 2),
    }


def _percentile(values: Sequence[float], percent: int, what: str) -> float:
    if len(values) < 2:
        raise BotError(
            f"Expected at least 2 {what} to be measured, but found {len(values)}. "
            "Please measure longer (`--seconds`) or with more customers."
        )
    return round(statistics.quantiles(values, n=100)[percent - 1], 1)


def table(values: Mapping[str, float], crowd: int) -> list[str]:
    """The lines of a table, one measure a line."""
    labels = {k.format(crowd=crowd): v.format(crowd=crowd) for k, v in LABELS.items()}
    width = max(len(label) for label in labels.values())
    return [f"{label:<{width}}{values[key]:>10}" for key, label in labels.items()]
