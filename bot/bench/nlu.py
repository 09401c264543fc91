"""`bot bench nlu`: how well messages are understood, beside Rasa's default pipeline."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from bot.bench.rasa_defaults import default_nlu_config
from bot.errors import BotError
from bot.settings import PROJECT_ROOT, current_environ

Measures = dict[str, float | None]

_TITLES = {
    "accuracy": "Bonnes réponses",
    "macro_f1": "F1 moyen par intention",
    "oos_auc": "Hors sujet reconnu (AUC)",
    "oos_recall_at_90": "Hors sujet écarté, 90 % du reste gardé",
    "train_s": "Entraînement (s)",
    "p50_ms": "Un message, médiane (ms)",
    "p95_ms": "Un message, 95e centile (ms)",
    "peak_mb": "Mémoire maximale (Mo)",
}


class BenchFailed(BotError):
    """A measure could not be taken; its message quotes the process's last words."""


def run(
    train: Path,
    test: Path,
    oos: Path | None,
    baseline: bool,
    as_json: bool,
    epochs: int = 100,
) -> None:
    """Trains on one file, asks about another, prints the measures.

    Args:
        train: NLU data in Rasa's format, file or folder.
        test: The same format; nothing of it is learned.
        oos: Text file, one message out of scope per line.
        baseline: Whether Rasa's default pipeline is measured too, in the same run.
        as_json: Whether the last line of standard output is JSON.
        epochs: How long Rasa's networks are trained, 1 or more; Rasa's own number is
            100.

    Raises:
        BenchFailed: A pipeline could not be trained on this data.
    """
    configs = {"ours": (PROJECT_ROOT / "config.yml").read_text(encoding="utf-8")}
    if baseline:
        configs["baseline"] = json.dumps(default_nlu_config(epochs))  # YAML, too
    results = {
        name: measure(config, train, test, oos) for name, config in configs.items()
    }
    print(as_table(results))
    if as_json:
        print(json.dumps(results))


def measure(config: str, train: Path, test: Path, oos: Path | None) -> Measures:
    """Measures one pipeline in a process of its own, so that nothing is shared.

    Args:
        config: Content of a `config.yml`.
        train: See `run`.
        test: See `run`.
        oos: See `run`.

    Raises:
        BenchFailed: The process ended with an error.
    """
    for path in filter(None, (train, test, oos)):
        if not path.exists():
            raise BenchFailed(f"Expected a file at `{path}`, but found nothing.")
    with tempfile.TemporaryDirectory(prefix="bot-bench-") as folder:
        job = {
            # Rasa may add missing keys to the file it is given: it gets a copy.
            "config": _written(config, Path(folder)),
            "train": str(train.resolve()),
            "test": str(test.resolve()),
            "oos": str(oos.resolve()) if oos else None,
            "folder": folder,
        }
        job_file = Path(folder) / "job.json"
        job_file.write_text(json.dumps(job), encoding="utf-8")
        return _run_worker(job_file, Path(folder))


def _written(config: str, folder: Path) -> str:
    file = folder / "config.yml"
    file.write_text(config, encoding="utf-8")
    return str(file)


def _run_worker(job_file: Path, folder: Path) -> Measures:
    environ = {
        **current_environ(),
        "RASA_TELEMETRY_ENABLED": "false",
        # An empty cache of its own: training must really happen.
        "RASA_CACHE_DIRECTORY": str(folder / "cache"),
        "LOG_LEVEL": "ERROR",
        "TF_CPP_MIN_LOG_LEVEL": "3",
    }
    done = subprocess.run(
        [sys.executable, "-m", "bot.bench.nlu_worker", str(job_file)],
        cwd=PROJECT_ROOT,
        env=environ,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        last_words = "\n".join(done.stderr.strip().splitlines()[-12:])
        raise BenchFailed(f"The pipeline could not be measured:\n{last_words}")
    measures: Measures = json.loads(done.stdout.strip().splitlines()[-1])
    return measures


def as_table(results: dict[str, Measures]) -> str:
    """Lays the measures out for people, one column per pipeline."""
    names = {"ours": "Écoute", "baseline": "Rasa par défaut"}
    width = max(map(len, _TITLES.values()))
    header = " " * width + "".join(f"{names[name]:>18}" for name in results)
    rows = [header]
    for key, title in _TITLES.items():
        cells = "".join(f"{_cell(found[key]):>18}" for found in results.values())
        rows.append(f"{title:<{width}}{cells}")
    return "\n".join(rows)


def _cell(value: Any) -> str:
    return "–" if value is None else f"{value:g}".replace(".", ",")
