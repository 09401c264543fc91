"""The moment an answer falls into: how the customer feels, and what happened to him."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.contracts.sentiment import SENTIMENT, SentimentLabel
from bot.knowledge.rendering import plain
from bot.voice.tone import Tone, any_of, is_named

EMOTION, HAPPENED = "emotion", "happened"
CONFUSION, GRATITUDE, RELIEF = "confusion", "gratitude", "relief"
WORRY = "worry"
# The negative emotions, by the label whose probability tells them.
BY_LABEL = {
    "anger": SentimentLabel.ANGRY.value,
    "distress": SentimentLabel.DISTRESSED.value,
    WORRY: SentimentLabel.WORRIED.value,
}


@dataclass(frozen=True)
class Moment:
    """What a designer's conditions are compared with.

    Attributes:
        emotion: worry, anger, distress, confusion, relief or gratitude; `None` for a
            neutral message.
        happened: delay, refusal, misunderstanding or handover; `None` for nothing.
        unhappy: The message is unhappy by the limits: it must be acknowledged.
    """

    emotion: str | None = None
    happened: str | None = None
    unhappy: bool = False

    @property
    def is_neutral(self) -> bool:
        """Whether empathy would be out of place."""
        return self.emotion is None and self.happened is None

    def as_slots(self) -> dict[str, str | None]:
        """As conditions on the slots `emotion` and `happened` read it."""
        return {EMOTION: self.emotion, HAPPENED: self.happened}


def read_moment(message: Mapping[str, Any], response: str, tone: Tone) -> Moment:
    """Reads the moment of one response.

    Args:
        message: The customer's latest message, as a `user` event; empty before any.
        response: Name of the response about to be said.
        tone: What tells a moment.
    """
    parsed = message.get("parse_data") or {}
    intent = (parsed.get("intent") or {}).get("name")
    written = str(message.get("text") or "")
    is_button = bool(intent) and written.startswith(f"/{intent}")
    text = "" if is_button else plain(written)
    feels = {} if is_button else parsed.get(SENTIMENT) or {}
    if intent in tone.misheard_intents and not _is_furious(feels, tone):
        feels = {}  # what others say sounds like a reproach and is none
    unhappy = _is_unhappy(feels, tone) or _says_unhappy(text, tone) is not None
    happened = (
        name
        for name, clues in tone.happened.items()
        if clues.fit(intent, response, text)
    )
    return Moment(
        emotion=_emotion(feels, unhappy, intent, response, text, tone),
        happened=next(happened, None),
        unhappy=unhappy,
    )


def _is_unhappy(feels: Mapping[str, Any], tone: Tone) -> bool:
    polarity = feels.get("polarity")
    if polarity is None:
        return False
    worried = _probability(feels, SentimentLabel.WORRIED.value)
    return bool(polarity <= tone.unhappy or worried >= tone.worry)


def _is_furious(feels: Mapping[str, Any], tone: Tone) -> bool:
    strong = (SentimentLabel.ANGRY.value, SentimentLabel.DISTRESSED.value)
    anger = sum(_probability(feels, label) for label in strong)
    return anger >= tone.misheard_anger


def _says_unhappy(text: str, tone: Tone) -> str | None:
    """The negative emotion that the words themselves name."""
    named = (n for n in BY_LABEL if n in tone.emotions)
    return next((n for n in named if any_of(tone.emotions[n].patterns, text)), None)


def _probability(feels: Mapping[str, Any], label: str) -> float:
    own = {feels.get("label"): feels.get("probability") or 0.0}
    return float((feels.get("probabilities") or own).get(label) or 0.0)


def _emotion(
    feels: Mapping[str, Any],
    unhappy: bool,
    intent: str | None,
    response: str,
    text: str,
    tone: Tone,
) -> str | None:
    told_by_response = (
        name
        for name, clues in tone.emotions.items()
        if is_named(response, clues.responses)
    )
    if (told := next(told_by_response, None)) is not None:
        return told
    worst = max(BY_LABEL, key=lambda name: _probability(feels, BY_LABEL[name]))
    if not _is_unhappy(feels, tone):
        worst = _says_unhappy(text, tone) or worst
    confused = _fits(CONFUSION, intent, text, tone)
    if unhappy and not (confused and worst == WORRY):
        return worst
    if confused:
        return CONFUSION
    if _probability(feels, SentimentLabel.SATISFIED.value) >= tone.satisfied:
        return GRATITUDE if _fits(GRATITUDE, intent, text, tone) else RELIEF
    return None


def _fits(emotion: str, intent: str | None, text: str, tone: Tone) -> bool:
    clues = tone.emotions.get(emotion)
    return clues is not None and clues.fit(intent, "", text)
