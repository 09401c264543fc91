"""Whom the trained model and the real decision send to a human for how he sounds."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from bot.bench.helpline import read_questions
from bot.bench.sentiment_ablation import HELD_OUT, configured_limits
from bot.contracts.sentiment import SENTIMENT, SentimentLabel
from bot.escalation.decision import DecisionKind
from bot.escalation.explain import decide_on_message
from bot.nlu.sentiment_examples import LabelledMessage, read_messages

pytestmark = [pytest.mark.nlu, pytest.mark.timeout(300)]

# Floors and ceilings, with room for the few messages that are asked about; what all of
# them give stands in docs/understanding.md.
MIN_ANGRY = 0.83
MIN_DISTRESSED = 0.85
MAX_HARD_NEUTRAL = 0.10
MAX_SATISFIED = 0.10
MAX_QUESTIONS = 0.10


async def test_anger_is_heard_and_calm_is_not_taken_for_it(model: Path) -> None:
    from rasa.core.agent import Agent

    agent, limits = Agent.load(str(model)), configured_limits()

    async def called(texts: list[str]) -> float:
        """Gives the share of texts whose mood calls a human."""
        parsed: list[dict[str, Any]] = [await agent.parse_message(t) for t in texts]
        moods = [{"text": p["text"], SENTIMENT: p[SENTIMENT]} for p in parsed]
        decisions = [decide_on_message(mood, limits) for mood in moods]
        return sum(d.kind is DecisionKind.HANDOFF for d in decisions) / len(texts)

    messages = read_messages(HELD_OUT)[::4]  # a quarter tells, and costs less
    assert await called(_texts(messages, SentimentLabel.ANGRY)) >= MIN_ANGRY
    assert await called(_texts(messages, SentimentLabel.DISTRESSED)) >= MIN_DISTRESSED
    hard = [message for message in messages if message.hard]
    assert await called(_texts(hard, SentimentLabel.NEUTRAL)) <= MAX_HARD_NEUTRAL
    assert await called(_texts(messages, SentimentLabel.SATISFIED)) <= MAX_SATISFIED
    asked = [question.text for question in read_questions()][::2]
    assert await called(asked) <= MAX_QUESTIONS


def _texts(
    messages: tuple[LabelledMessage, ...] | list[LabelledMessage],
    label: SentimentLabel,
) -> list[str]:
    return [message.text for message in messages if message.label is label]
