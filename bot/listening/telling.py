"""What one customer told: about what, and how it sounds, from how it was read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from bot.contracts.sentiment import SENTIMENT, SentimentLabel
from bot.listening.themes import Themes

Readings = Iterable[Mapping[str, Any] | None]


def theme_of(themes: Themes, readings: Readings, understood_from: float) -> str:
    """The theme of a conversation so far.

    Args:
        themes: The designers' table.
        readings: The `nlu` of its turns, in order; `None` for one that was not read.
        understood_from: Confidence in [0, 1] from which a reading counts.
    """
    return themes.main_theme(
        reading.get("intent")
        for reading in readings
        if reading and float(reading.get("confidence") or 0.0) >= understood_from
    )


def emotion_of(reading: Mapping[str, Any] | None) -> SentimentLabel:
    """How a turn sounds; neutral when nothing measured it."""
    sentiment = (reading or {}).get(SENTIMENT) or {}
    try:
        return SentimentLabel(sentiment.get("label"))
    except ValueError:
        return SentimentLabel.NEUTRAL
