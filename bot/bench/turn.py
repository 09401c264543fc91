"""`bot bench turn`: start, memory and pace of the Rasa process, against Rasa's own."""

from __future__ import annotations

import asyncio
import io
import json
import sys
import tempfile
from collections.abc import Callable, Mapping
from contextlib import AbstractAsyncContextManager
from functools import partial
from pathlib import Path

from bot.bench.sentences import unseen_sentences
from bot.bench.turn_load import measure_pace
from bot.bench.turn_processes import (
    Running,
    bench_settings,
    default_rasa,
    our_rasa,
    processor_seconds,
    resident_mb,
)
from bot.logs import configure_logging
from bot.seeding import prepare_store
from bot.settings import Settings, current_environ, load_settings
from bot.supervisor.output import Output
from bot.training import train

SEED = 20200705
LABELS: Mapping[str, str] = {
    "ready_s": "Démarrage jusqu’à la première réponse (s)",
    "rss_mb": "Mémoire résidente (Mo)",
    "p50_ms": "Un tour, un client : médiane (ms)",
    "p95_ms": "Un tour, un client : 95e centile (ms)",
    "cpu_ms": "Un tour, un client : processeur de Rasa (ms)",
    "turns_per_s": "Tours par seconde, 8 clients",
}
Start = Callable[
    [Settings, Mapping[str, str], Output], AbstractAsyncContextManager[Running]
]


def run(baseline: bool, as_json: bool, epochs: int) -> None:
    """Measures and prints a table, then JSON if asked.

    Args:
        baseline: Whether to measure Rasa's defaults too.
        as_json: Whether the last line of standard output is JSON.
        epochs: How long Rasa's defaults are trained, 1 or more; Rasa's own number is
            100. The size of the networks does not depend on it, but what they do: too
            little trained they fall back to one sentence and call no action.

    Raises:
        BotError: A process did not start or refused a turn.
    """
    settings, base = load_settings(), current_environ()
    configure_logging(settings.log_format, "WARNING")
    output = Output()
    asyncio.run(train(settings, base, output))
    quiet = Output(io.StringIO())  # a failure quotes the last lines
    results = {"ours": asyncio.run(_measure(our_rasa, settings, base, quiet))}
    if baseline:
        start = partial(default_rasa, epochs=epochs)
        results["baseline"] = asyncio.run(_measure(start, settings, base, quiet))
    for line in table(results):
        sys.stdout.write(line + "\n")
    if as_json:
        sys.stdout.write(json.dumps(results) + "\n")


async def _measure(
    start: Start, settings: Settings, base: Mapping[str, str], output: Output
) -> dict[str, float]:
    with tempfile.TemporaryDirectory(prefix="bot-bench-") as folder:
        ours = bench_settings(settings, Path(folder))
        prepare_store(ours)
        async with start(ours, base, output) as running:
            pace = await measure_pace(
                running.door,
                unseen_sentences(SEED),
                partial(processor_seconds, running.pid),
            )
            return {
                "ready_s": round(running.ready_s, 1),
                "rss_mb": round(resident_mb(running.pid), 1),
                "p50_ms": round(pace.p50_ms, 2),
                "p95_ms": round(pace.p95_ms, 2),
                "cpu_ms": round(pace.cpu_ms, 2),
                "turns_per_s": round(pace.turns_per_s, 1),
            }


def table(results: Mapping[str, Mapping[str, float]]) -> list[str]:
    """The lines of a table, one measure a line, one column for each Rasa."""
    width = max(len(label) for label in LABELS.values())
    head = "".join(f"{name:>12}" for name in results)
    lines = [f"{'':<{width}}{head}"]
    for key, label in LABELS.items():
        cells = "".join(f"{values[key]:>12}" for values in results.values())
        lines.append(f"{label:<{width}}{cells}")
    return lines
