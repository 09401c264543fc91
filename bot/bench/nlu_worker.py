"""Trains one pipeline and asks it every test message; run in a process of its own.

`python -m bot.bench.nlu_worker JOB.json`: the job names files, the last line of
standard output is the JSON of the measures. Times start with the process, so that
imports count, as they do for whoever types `rasa train nlu`.
"""

from __future__ import annotations

import time

_STARTED = time.monotonic()

import asyncio  # noqa: E402
import json  # noqa: E402
import resource  # noqa: E402
import statistics  # noqa: E402
import sys  # noqa: E402
import warnings  # noqa: E402
from collections.abc import Awaitable, Callable, Sequence  # noqa: E402
from pathlib import Path  # noqa: E402
from typing import Any  # noqa: E402

from bot.bench.nlu_metrics import (  # noqa: E402
    REFUSALS,
    Answer,
    accuracy,
    auc,
    in_scope_score,
    macro_f1,
    recall_at_kept,
)
from bot.supervisor.lean_imports import (  # noqa: E402
    can_be_lean,
    components_in,
    install,
)

# Opened sessions and lazy imports are not what a customer waits for.
_WARM_UP = ("Bonjour !", "Est-ce que tout est prêt pour mesurer ?", "Merci bien.")

Parse = Callable[[str], Awaitable[dict[str, Any]]]


def main(job_file: Path) -> None:
    """Does the job and prints the measures as one line of JSON."""
    warnings.simplefilter("ignore")
    job = json.loads(job_file.read_text(encoding="utf-8"))
    parse, train_s = _trained(job)
    measures = asyncio.run(_measure(parse, job))
    measures["train_s"] = round(train_s, 1)
    measures["peak_mb"] = round(_peak_mb())
    print(json.dumps(measures))


def _trained(job: dict[str, str]) -> tuple[Parse, float]:
    """Trains with an empty cache; gives the parser and the seconds since the start.

    As in `bot train`, Rasa goes without the libraries that no component calls. A
    pipeline with DIET calls TensorFlow, so that it gets it.
    """
    if can_be_lean(components_in(Path(job["config"]))):
        install()
    from rasa.core.agent import Agent
    from rasa.model_training import train_nlu

    model = train_nlu(job["config"], job["train"], job["folder"], fixed_model_name="m")
    train_s = time.monotonic() - _STARTED
    return Agent.load(model).parse_message, train_s


async def _measure(parse: Parse, job: dict[str, Any]) -> dict[str, float | None]:
    texts, gold = _labelled(job["test"])
    foreign_texts = _lines(job["oos"]) if job["oos"] else []
    for text in _WARM_UP:
        await parse(text)
    times: list[float] = []
    answers = [await _ask(parse, text, times) for text in texts]
    foreign = [await _ask(parse, text, times) for text in foreign_texts]
    found = [answer.intent for answer in answers]
    return {
        "accuracy": round(accuracy(gold, found), 4),
        "macro_f1": round(macro_f1(gold, found), 4),
        **_scope_measures(gold, answers, foreign),
        "p50_ms": round(statistics.median(times), 2),
        "p95_ms": round(sorted(times)[int(0.95 * (len(times) - 1))], 2),
    }


def _scope_measures(
    gold: Sequence[str], answers: Sequence[Answer], foreign: Sequence[Answer]
) -> dict[str, float | None]:
    pairs = list(zip(gold, answers, strict=True))
    inside = [in_scope_score(a) for intent, a in pairs if intent not in REFUSALS]
    outside = [in_scope_score(a) for intent, a in pairs if intent in REFUSALS]
    outside += [in_scope_score(a) for a in foreign]
    if not inside or not outside:
        return {"oos_auc": None, "oos_recall_at_90": None}
    return {
        "oos_auc": round(auc(inside, outside), 4),
        "oos_recall_at_90": round(recall_at_kept(inside, outside), 4),
    }


async def _ask(parse: Parse, text: str, times: list[float]) -> Answer:
    """Parses one message and notes the milliseconds it took."""
    started = time.perf_counter()
    parsed = await parse(text)
    times.append((time.perf_counter() - started) * 1000)
    best = [parsed.get("intent") or {}]
    found = parsed.get("intent_ranking") or best
    ranking = [(one["name"], float(one["confidence"])) for one in found if one["name"]]
    return Answer(tuple(ranking))


def _labelled(file: str) -> tuple[list[str], list[str]]:
    from rasa.shared.nlu.training_data.loading import load_data

    examples = [e for e in load_data(file).intent_examples if e.get("text")]
    return [e.get("text") for e in examples], [e.get("intent") for e in examples]


def _lines(file: str) -> list[str]:
    lines = Path(file).read_text(encoding="utf-8").splitlines()
    return [line.strip() for line in lines if line.strip()]


def _peak_mb() -> float:
    """Largest resident memory so far, in MB (Linux counts in kB, macOS in bytes)."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1e6 if sys.platform == "darwin" else 1e3)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
