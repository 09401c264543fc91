"""A small tone, and events as Rasa keeps them."""

from __future__ import annotations

from typing import Any

from bot.voice.tone import Tone

TONE = Tone.parse_obj(
    {
        "unhappy": -0.5,
        "worry": 0.6,
        "satisfied": 0.6,
        "misheard_intents": ["rumour"],
        "misheard_anger": 0.9,
        "emotions": {
            "confusion": {"patterns": [r"\bperdu\b"]},
            "gratitude": {"intents": ["thank"]},
            "worry": {"patterns": [r"\bje tremble\b"]},
            "anger": {"responses": ["utter_frustration"]},
        },
        "happened": {
            "misunderstanding": {"responses": ["utter_misread*"]},
            "delay": {"intents": ["ask_delay"], "patterns": [r"\battends\b"]},
            "handover": {"responses": ["utter_handoff_*"]},
        },
        "empathy": [r"\bje comprends\b", r"\bse comprend\b"],
        "apologies": [r"\bpardon\b", r"\bdésolé\b"],
        "heard_by": ["utter_acknowledge*"],
        "said_alone": ["utter_gateway"],
        "never_prefixed": ["utter_acknowledge*", "utter_handoff_*"],
        "limits": {
            "apologies": 1,
            "exclamations": 1,
            "questions": 1,
            "sentence_words": 12,
        },
        "refused": [
            {"name": "tutoiement", "patterns": [r"\btu\b"], "advice": "write « vous »"}
        ],
        "typography": [{"pattern": "'", "why": "an apostrophe is written ’"}],
    }
)


def heard(
    text: str = "bonjour", intent: str = "greet", **sentiment: Any
) -> dict[str, Any]:
    """A message of the customer; without `polarity` its mood was not measured."""
    parsed: dict[str, Any] = {"intent": {"name": intent}}
    if sentiment:
        parsed["sentiment"] = {"polarity": 0.0, **sentiment}
    return {"event": "user", "text": text, "parse_data": parsed}


def spoken(text: str, response: str = "utter_rate") -> dict[str, Any]:
    """Something that the bot said."""
    return {"event": "bot", "text": text, "metadata": {"utter_action": response}}
