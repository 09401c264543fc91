"""What the trained model makes of held-out messages about the brand."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.bench.helpline import ask
from tests.contract import conversation_data as data

pytestmark = [pytest.mark.nlu, pytest.mark.timeout(300)]

TOPICS = ("magazine", "influence", "rumours", "insults", "listening")
MIN_MESSAGES = 120
MIN_RIGHT = 0.88  # best readings, the answer of a retrieval intent included


async def test_the_model_reads_them(model: Path) -> None:
    expected = [
        (text, name)
        for topic in TOPICS
        for name, texts in held_out(topic).items()
        for text in texts
    ]
    readings = await ask(model, [text for text, _ in expected])
    right = [
        reading.intent == name
        for reading, (_, name) in zip(readings, expected, strict=True)
    ]
    assert len(right) >= MIN_MESSAGES
    assert sum(right) / len(right) >= MIN_RIGHT, f"{sum(right)} of {len(right)}"


def held_out(topic: str) -> dict[str, list[str]]:
    """Intent → messages of one file."""
    content = data.load(data.HELD_OUT / "intents" / f"{topic}.yml")
    return {
        block["intent"]: [
            line.strip()[2:]
            for line in block["examples"].splitlines()
            if line.strip().startswith("- ")
        ]
        for block in content["nlu"]
    }
