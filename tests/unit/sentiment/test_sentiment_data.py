"""The labelled messages themselves, and the file format they are written in."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from bot.contracts.sentiment import SentimentLabel
from bot.errors import SettingsError
from bot.nlu.normalisation import fold
from bot.nlu.sentiment_examples import read_messages

PROJECT = Path(__file__).parents[3]
LEARNED = PROJECT / "data" / "sentiment"
HELD_OUT = PROJECT / "tests" / "nlu" / "sentiment" / "heldout.yml"


def test_there_are_enough_messages_and_hard_neutrals() -> None:
    messages = read_messages(LEARNED)
    counts = Counter(message.label for message in messages)
    assert len(messages) >= 1000
    assert min(counts[label] for label in SentimentLabel) >= 100
    hard = [m for m in messages if m.hard and m.label is SentimentLabel.NEUTRAL]
    assert len(hard) >= 300


def test_held_out_messages_are_not_learned() -> None:
    learned = {fold(message.text).strip() for message in read_messages(LEARNED)}
    held_out = {fold(message.text).strip() for message in read_messages(HELD_OUT)}
    assert not learned & held_out


@pytest.mark.parametrize(
    "content",
    [
        "other: []",
        "sentiment: [{label: furious, examples: [a]}]",
        "sentiment: [{label: angry, examples: a}]",
        "sentiment: [{label: angry}]",
        "sentiment: [",
    ],
)
def test_a_broken_file_is_named(content: str, tmp_path: Path) -> None:
    path = tmp_path / "angry.yml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(SettingsError, match=r"angry\.yml"):
        read_messages(path)


def test_an_empty_folder_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="found none"):
        read_messages(tmp_path)
