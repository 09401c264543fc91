"""The shape of the sentiment analyser's result, wherever it travels."""

from __future__ import annotations

from enum import Enum

from pydantic import BaseModel, Extra, Field

# Key under which the analyser leaves its result in Rasa's parse data.
SENTIMENT = "sentiment"


class SentimentLabel(str, Enum):
    """How the customer sounds; the topic alone never decides it."""

    ANGRY = "angry"
    DISTRESSED = "distressed"
    WORRIED = "worried"
    NEUTRAL = "neutral"
    SATISFIED = "satisfied"


class Sentiment(BaseModel):
    """How one customer turn sounds.

    Attributes:
        polarity: In [-1, 1]; -1 very negative, 0 neutral, 1 very positive.
        label: The most probable label.
        probability: Of that label, in [0, 1].
        probabilities: Of every label; they sum to 1.
    """

    polarity: float = Field(ge=-1, le=1)
    label: SentimentLabel
    probability: float = Field(ge=0, le=1)
    probabilities: dict[SentimentLabel, float] = Field(default_factory=dict)

    class Config:
        extra = Extra.forbid
        frozen = True
