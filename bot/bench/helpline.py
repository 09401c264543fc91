"""`python -m bot.bench.helpline`: does the trained model answer what owners ask?

Asks the model of `bot train` the held-out questions of `tests/nlu/helpline`, through
Rasa as customers do, and counts answers at or above the threshold `ask` of
`config.yml`. Below it the bot asks back, which is no answer and no mistake.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from bot.bench.nlu_metrics import REFUSALS
from bot.bench.trials import lines, options_of
from bot.logs import configure_logging
from bot.settings import PROJECT_ROOT, load_settings

HELD_OUT = PROJECT_ROOT / "tests" / "nlu" / "helpline"
# Nobody looks at single questions of these two: so their shares tell the truth.
QUESTIONS = HELD_OUT / "questions.yml"
FOREIGN = HELD_OUT / "out_of_scope.txt"
# Mistakes of these guided the examples. Their shares flatter; their mistakes are shown.
SEEN_QUESTIONS = HELD_OUT / "seen_questions.yml"
SEEN_FOREIGN = HELD_OUT / "seen_out_of_scope.txt"


@dataclass(frozen=True)
class Question:
    """One held-out question.

    Attributes:
        text: As an owner writes it.
        answers: Intents (`faq/…` with their answer) that answer it, the best first.
    """

    text: str
    answers: tuple[str, ...]


@dataclass(frozen=True)
class Reading:
    """What the model made of one message; `confidence` in [0, 1]."""

    text: str
    intent: str
    confidence: float


@dataclass(frozen=True)
class Score:
    """Shares in [0, 1] of a set of questions.

    Attributes:
        answered: At or above the threshold, among all.
        right: Right answers among those answered.
        right_of_all: Right answers among all, those asked back counting as not right.
        best_reading: Right best readings among all, whatever the confidence.
        foreign_answered: Messages out of scope that got an answer of the helpline's.
    """

    answered: float
    right: float
    right_of_all: float
    best_reading: float
    foreign_answered: float


def read_questions(path: Path = QUESTIONS) -> list[Question]:
    """Reads the file of held-out questions."""
    blocks = yaml.safe_load(path.read_text(encoding="utf-8"))["questions"]
    return [
        Question(text, (block["intent"], *block.get("also", ())))
        for block in blocks
        for text in block["asked"]
    ]


def threshold() -> float:
    """The confidence from which the bot answers, in [0, 1]."""
    return float(options_of("EscalationPolicy", "policies")["understanding"]["ask"])


async def ask(model: Path, texts: Sequence[str]) -> list[Reading]:
    """Has a trained model read messages.

    Args:
        model: A `.tar.gz` of `bot train`.
        texts: The messages.
    """
    from rasa.core.agent import Agent

    agent = Agent.load(str(model))
    parsed = [await agent.parse_message(text) for text in texts]
    return [_reading(text, result) for text, result in zip(texts, parsed, strict=True)]


def _reading(text: str, parsed: dict[str, Any]) -> Reading:
    intent = parsed.get("intent") or {}
    name = str(intent.get("name") or "")
    selector = parsed.get("response_selector") or {}
    chosen = selector.get(name) or selector.get("default") or {}
    key = str((chosen.get("response") or {}).get("intent_response_key") or "")
    # The selector reads every message; it counts only for its own intent.
    answer = key if key.startswith(f"{name}/") else name
    return Reading(text, answer, float(intent.get("confidence") or 0.0))


def score(
    questions: Sequence[Question],
    readings: Sequence[Reading],
    foreign: Sequence[Reading],
    limit: float,
) -> Score:
    """Compares readings with what was expected.

    Args:
        questions: At least one.
        readings: One per question, in the same order.
        foreign: Readings of messages out of scope, at least one.
        limit: Confidence from which the bot answers, in [0, 1].
    """
    pairs = list(zip(questions, readings, strict=True))
    right = [r.intent in q.answers for q, r in pairs]
    given = [r.confidence >= limit for _, r in pairs]
    both = sum(a and b for a, b in zip(right, given, strict=True))
    let_through = [f for f in foreign if f.confidence >= limit and _is_served(f)]
    return Score(
        answered=sum(given) / len(pairs),
        right=both / max(sum(given), 1),
        right_of_all=both / len(pairs),
        best_reading=sum(right) / len(pairs),
        foreign_answered=len(let_through) / len(foreign),
    )


def _is_served(reading: Reading) -> bool:
    return reading.intent not in REFUSALS


def main() -> None:
    """Prints the shares of both sets, and the mistakes of the one already seen."""
    settings = load_settings()
    configure_logging(settings.log_format, "WARNING")
    for name, questions_file, foreign_file in (
        ("unseen", QUESTIONS, FOREIGN),
        ("seen", SEEN_QUESTIONS, SEEN_FOREIGN),
    ):
        questions, foreign = read_questions(questions_file), lines(foreign_file)
        texts = [question.text for question in questions]
        readings = asyncio.run(ask(settings.model_path, [*texts, *foreign]))
        ours, theirs = readings[: len(texts)], readings[len(texts) :]
        result = score(questions, ours, theirs, threshold())
        print(f"{name}: {len(questions)} questions, {len(foreign)} out of scope")
        for share, value in vars(result).items():
            print(f"  {share:18} {value:.1%}")
    print(f"Mistakes among the seen, ask = {threshold()}")
    for question, reading in zip(questions, ours, strict=True):
        if reading.intent not in question.answers:
            _print_mistake(reading, question.answers[0])
    for reading in theirs:
        if _is_served(reading) and reading.confidence >= threshold():
            _print_mistake(reading, "out_of_scope")


def _print_mistake(reading: Reading, expected: str) -> None:
    print(
        f"  {reading.confidence:.2f} {reading.intent:24} ≠ {expected:24} {reading.text}"
    )


if __name__ == "__main__":
    main()
