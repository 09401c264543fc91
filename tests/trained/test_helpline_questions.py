"""What the trained model makes of the helpline's held-out questions."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.bench.helpline import (
    FOREIGN,
    Question,
    Reading,
    ask,
    read_questions,
    score,
    wrapped,
)
from bot.bench.trials import lines
from tests.contract import conversation_data as data

pytestmark = [pytest.mark.nlu, pytest.mark.timeout(300)]

MIN_QUESTIONS, MIN_FOREIGN = 250, 60
MIN_RIGHT = 0.90  # of the questions answered
MAX_FOREIGN_ANSWERED = 0.05
MIN_KEPT = 0.94  # of the readings, where a greeting and thanks stand around


def test_there_are_enough_questions() -> None:
    assert len(read_questions()) >= MIN_QUESTIONS
    assert len(lines(FOREIGN)) >= MIN_FOREIGN


def test_every_expected_reading_exists() -> None:
    known = {*data.intents_of_domain(), *data.examples(data.DATA / "nlu")}
    expected = {name for question in read_questions() for name in question.answers}
    assert expected - known == set()


async def test_the_model_answers_them(model: Path) -> None:
    questions, foreign = read_questions(), lines(FOREIGN)
    texts = [question.text for question in questions]
    readings = await ask(model, [*texts, *foreign])
    found = score(questions, readings[: len(texts)], readings[len(texts) :])
    assert found.right >= MIN_RIGHT, found
    assert found.foreign_answered <= MAX_FOREIGN_ANSWERED, found


async def test_a_greeting_and_thanks_change_little(model: Path) -> None:
    questions = read_questions()[::4]
    texts = [question.text for question in questions]
    readings = await ask(model, [*texts, *wrapped(texts)])
    bare, polite = readings[: len(texts)], readings[len(texts) :]
    kept = [a.intent == b.intent for a, b in zip(bare, polite, strict=True)]
    assert sum(kept) / len(kept) >= MIN_KEPT


def test_the_score_tells_right_from_wrong_and_from_asked_back() -> None:
    questions = [Question(t, ("ask_rate", "ask_fees")) for t in ("a", "b", "c", "d")]
    readings = [
        Reading("a", "ask_rate", 0.9),
        Reading("b", "ask_fees", 0.6),
        Reading("c", "ask_human", 0.7),
        Reading("d", "ask_rate", 0.2, doubtful=True),
    ]
    foreign = [Reading("e", "ask_rate", 0.8), Reading("f", "out_of_scope", 0.9)]
    found = score(questions, readings, foreign)
    assert found.answered == 0.75
    assert found.right == pytest.approx(2 / 3)
    assert found.right_of_all == 0.5
    assert found.best_reading == 0.75
    assert found.foreign_answered == 0.5
