"""`bot parse`: what is understood of a sentence, and what would be decided."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text
from ruamel.yaml import YAML

from bot.errors import BotError
from bot.escalation.explain import decide_on_message, explain, limits_from_policies
from bot.nlu import explain as nlu
from bot.settings import PROJECT_ROOT, Settings, current_environ, load_settings
from bot.supervisor.environment import child_environ

READINGS_SHOWN = 5


class ParseFailed(BotError):
    """Rasa could not read the sentence."""


def run_parse(text: str, as_json: bool) -> int:
    """Prints the explanation, or the raw result as JSON.

    Raises:
        ParseFailed: There is no model, or Rasa could not read the sentence.
    """
    settings = load_settings()
    parsed = parse_in_rasa(text, settings)
    config = YAML(typ="safe").load(PROJECT_ROOT / "config.yml")
    decision = decide_on_message(parsed, limits_from_policies(config["policies"]))
    console = Console(highlight=False)
    for part in _parts(parsed):
        console.print(part)
    console.print(Text(explain(decision)))
    if as_json:
        fired = [signal.dict() for signal in decision.fired]
        result = {**parsed, "decision": {"kind": decision.kind.value, "fired": fired}}
        sys.stdout.write(json.dumps(result, ensure_ascii=False) + "\n")
    return 0


def parse_in_rasa(text: str, settings: Settings) -> dict[str, Any]:
    """Asks a Rasa process of its own, so that this one stays light.

    Raises:
        ParseFailed: There is no model, or the process ended with an error.
    """
    if not settings.model_path.is_file():
        raise ParseFailed(
            f"Expected a trained model at `{settings.model_path}`, but found none. "
            "Please run `bot train`."
        )
    done = subprocess.run(
        [sys.executable, "-m", "bot.supervisor.run_parse", str(settings.model_path)],
        input=text,
        capture_output=True,
        text=True,
        cwd=PROJECT_ROOT,
        env=child_environ(current_environ(), settings, rasa_token="", quiet=True),
        check=False,
    )
    if done.returncode:
        raise ParseFailed(f"Expected a parse result, but found: {done.stderr[-2000:]}")
    parsed: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return parsed


def _parts(parsed: Mapping[str, Any]) -> list[Table | Text]:
    explanation = nlu.explain(parsed, READINGS_SHOWN)
    readings = _table("Lecture", "Confiance")
    for reading in explanation.readings:
        readings.add_row(reading.intent, f"{reading.confidence:.3f}")
    examples = _table("Exemples les plus proches", "Intention", "Ressemblance")
    for example in explanation.examples:
        examples.add_row(example.text, example.intent, f"{example.similarity:.3f}")
    entities = _table("Entité", "Valeur", "Dans le texte")
    for entity in parsed.get("entities") or []:
        words = str(parsed.get("text", ""))[entity["start"] : entity["end"]]
        entities.add_row(str(entity["entity"]), str(entity["value"]), words)
    parts: list[Table | Text] = [t for t in (readings, examples, entities) if t.rows]
    if sentiment := parsed.get("sentiment"):
        parts.append(Text(_sentiment(sentiment)))
    return parts


def _table(*columns: str) -> Table:
    table = Table(box=None, pad_edge=False)
    for column in columns:
        number = column in {"Confiance", "Ressemblance"}
        table.add_column(column, justify="right" if number else "left")
    return table


def _sentiment(sentiment: Mapping[str, Any]) -> str:
    label, polarity = sentiment.get("label"), float(sentiment.get("polarity", 0.0))
    probability = float(sentiment.get("probability", 0.0))
    return f"sentiment: {label} ({probability:.2f}), polarity {polarity:+.2f}"
