"""`python -m bot.bench.helpline`: does the trained model answer what owners ask?

Asks the model of `bot train` the held-out questions of `tests/nlu/helpline`, through
Rasa as customers do, and counts the readings that the escalation of `config.yml`
trusts. Else the bot asks back, which is no answer and no mistake.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

import yaml

from bot.bench.nlu_metrics import REFUSALS
from bot.bench.sentiment_ablation import configured_limits
from bot.bench.trials import lines
from bot.escalation.explain import is_doubtful
from bot.escalation.limits import EscalationLimits
from bot.logs import configure_logging
from bot.settings import PROJECT_ROOT, load_settings

HELD_OUT = PROJECT_ROOT / "tests" / "nlu" / "helpline"
# Nobody looks at single questions of these two: so their shares tell the truth.
QUESTIONS = HELD_OUT / "questions.yml"
FOREIGN = HELD_OUT / "out_of_scope.txt"
# Mistakes of these guided the examples. Their shares flatter; their mistakes are shown.
SEEN_QUESTIONS = HELD_OUT / "seen_questions.yml"
SEEN_FOREIGN = HELD_OUT / "seen_out_of_scope.txt"
# How people wrap a question; none of these ways is a training example.
_BEFORE = ("Bonjour, ", "bjr ", "Bonsoir Madame, Monsieur, ", "slt ", "Hello ! ")
_AFTER = (" merci", ". Cordialement, Mme Exemple", " svp", ". Merci d'avance", "")


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
    """What the bot made of one message.

    Attributes:
        text: As written.
        intent: Best reading, with the answer of a retrieval intent.
        confidence: In [0, 1].
        doubtful: The bot would ask back, or call a human, instead of answering.
    """

    text: str
    intent: str
    confidence: float
    doubtful: bool = False


@dataclass(frozen=True)
class Score:
    """Shares in [0, 1] of a set of questions.

    Attributes:
        answered: Trusted readings among all.
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


async def ask(model: Path, texts: Sequence[str]) -> list[Reading]:
    """Has a trained model read messages.

    Args:
        model: A `.tar.gz` of `bot train`.
        texts: The messages.
    """
    from rasa.core.agent import Agent

    agent, limits = Agent.load(str(model)), configured_limits()
    parsed = [await agent.parse_message(text) for text in texts]
    return [_reading(one, limits) for one in parsed]


def _reading(parsed: dict[str, Any], limits: EscalationLimits) -> Reading:
    intent = parsed.get("intent") or {}
    name = str(intent.get("name") or "")
    selector = parsed.get("response_selector") or {}
    chosen = selector.get(name) or selector.get("default") or {}
    key = str((chosen.get("response") or {}).get("intent_response_key") or "")
    # The selector reads every message; it counts only for its own intent.
    answer = key if key.startswith(f"{name}/") else name
    confidence = float(intent.get("confidence") or 0.0)
    text = str(parsed.get("text") or "")
    return Reading(text, answer, confidence, is_doubtful(parsed, limits))


def score(
    questions: Sequence[Question],
    readings: Sequence[Reading],
    foreign: Sequence[Reading],
) -> Score:
    """Compares readings with what was expected.

    Args:
        questions: At least one.
        readings: One per question, in the same order.
        foreign: Readings of messages out of scope, at least one.
    """
    pairs = list(zip(questions, readings, strict=True))
    right = [r.intent in q.answers for q, r in pairs]
    given = [not r.doubtful for _, r in pairs]
    both = sum(a and b for a, b in zip(right, given, strict=True))
    let_through = [f for f in foreign if not f.doubtful and _is_served(f)]
    return Score(
        answered=sum(given) / len(pairs),
        right=both / max(sum(given), 1),
        right_of_all=both / len(pairs),
        best_reading=sum(right) / len(pairs),
        foreign_answered=len(let_through) / len(foreign),
    )


def _is_served(reading: Reading) -> bool:
    return reading.intent not in REFUSALS


def wrapped(texts: Sequence[str]) -> list[str]:
    """Puts each question between a greeting and thanks, each time others."""
    return [
        _BEFORE[place % len(_BEFORE)]
        + text[:1].lower()
        + text[1:]
        + _AFTER[place // len(_BEFORE) % len(_AFTER)]
        for place, text in enumerate(texts)
    ]


def main() -> None:
    """Prints the shares of both sets, and the mistakes of the one already seen.

    Each set also between courtesies, which should change nothing.
    """
    settings = load_settings()
    configure_logging(settings.log_format, "WARNING")
    for name, questions_file, foreign_file in (
        ("unseen", QUESTIONS, FOREIGN),
        ("seen", SEEN_QUESTIONS, SEEN_FOREIGN),
    ):
        questions, foreign = read_questions(questions_file), lines(foreign_file)
        texts = [question.text for question in questions]
        asked = [*texts, *wrapped(texts), *foreign, *wrapped(foreign)]
        readings = iter(asyncio.run(ask(settings.model_path, asked)))
        ours, ours_wrapped, theirs, theirs_wrapped = (
            list(islice(readings, len(part)))
            for part in (texts, texts, foreign, foreign)
        )
        bare = score(questions, ours, theirs)
        polite = score(questions, ours_wrapped, theirs_wrapped)
        print(f"{name}: {len(questions)} questions, {len(foreign)} out of scope")
        print(f"  {'':18} as asked  with courtesies")
        for share, value in vars(bare).items():
            print(f"  {share:18} {value:8.1%}  {getattr(polite, share):8.1%}")
    print("Mistakes among the seen")
    for question, reading in zip(questions, ours, strict=True):
        if reading.intent not in question.answers:
            _print_mistake(reading, question.answers[0])
    for reading in theirs:
        if _is_served(reading) and not reading.doubtful:
            _print_mistake(reading, "out_of_scope")


def _print_mistake(reading: Reading, expected: str) -> None:
    print(
        f"  {reading.confidence:.2f} {reading.intent:24} ≠ {expected:24} {reading.text}"
    )


if __name__ == "__main__":
    main()
