"""The replay counts what it says it counts: each fault is planted and found."""

from __future__ import annotations

from typing import Any

import pytest

from tests.trained.playing import Turn
from tests.trained.voice_replay import (
    Line,
    conversations,
    has_faults,
    listen,
    table,
)
from tests.unit.voice.examples import TONE, heard, spoken

UNHAPPY = {"label": "worried", "polarity": -0.6, "probabilities": {"worried": 0.8}}


def turn(*said: str, **feels: Any) -> Turn:
    events = [heard(**feels), *(spoken(text) for text in said)]
    return Turn("", "", [], [], events=events, said=list(said))


def counted(*turns: Turn, mood: str = "neutral") -> dict[str, int]:
    sound = listen([Line("", mood) for _ in turns], list(turns), TONE)
    return {name: value for name, value in vars(sound).items() if value}


@pytest.mark.parametrize(
    ("turns", "name", "value"),
    [
        ([turn("Je comprends.")], "neutral_with_empathy", 1),
        ([turn("Bien.")], "neutral_with_empathy", 0),
        ([turn("Je comprends."), turn("Je comprends. Oui.")], "phrases_repeated", 1),
        ([turn("Je comprends.", "Je comprends.")], "phrases_repeated", 1),
        (
            [turn("Je comprends."), turn("Votre peur se comprend.")],
            "phrases_repeated",
            0,
        ),
        ([turn("Pardon."), turn("Désolé.")], "apologies_in_a_row", 1),
        ([turn("Pardon.", "Désolé.")], "apologies_in_a_row", 1),
        ([turn("Pardon."), turn("Bien."), turn("Désolé.")], "apologies_in_a_row", 0),
        ([turn("Pardon."), turn("Bien."), turn("Désolé.")], "apologies_repeated", 1),
        ([turn("Je comprends.", **UNHAPPY)], "unhappy_heard", 1),
        ([turn("Bien.", **UNHAPPY)], "unhappy_heard", 0),
    ],
)
def test_what_is_counted(turns, name, value):
    assert counted(*turns).get(name, 0) == value


def test_a_negative_line_must_be_heard():
    counts = counted(turn("Bien."), turn("Pardon."), mood="negative")
    assert (counts["negative"], counts["negative_heard"]) == (2, 1)


def test_an_unheard_message_is_a_fault():
    sound = listen([Line("", "other")], [turn("Bien.", **UNHAPPY)], TONE)
    assert has_faults(sound)
    assert "0 of 1" in table(sound)


def test_the_same_seed_gives_the_same_conversations():
    assert conversations(25) == conversations(25)
    assert conversations(25) != conversations(25, seed=1)
    assert len({tuple(talk) for talk in conversations(200)}) > 150
