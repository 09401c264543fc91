"""Turns and limits that the escalation's tests start from."""

from __future__ import annotations

from typing import Any

from bot.contracts.sentiment import SentimentLabel
from bot.escalation.limits import (
    EscalationLimits,
    MoodLimits,
    Repetition,
    Request,
    SensitiveTopic,
    Understanding,
)
from bot.escalation.signals import Reading, Turn

LIMITS = EscalationLimits(
    understanding=Understanding(
        handoff=0.12, min_candidate=0.08, out_of_scope_intents=("out_of_scope",)
    ),
    repetition=Repetition(exempt_intents=("greet",)),
    mood=MoodLimits(
        # Of their own, so that tuning the defaults does not rewrite the cases.
        anger=0.75,
        unhappy=-0.35,
        calm=-0.1,
        lasting_average=-0.5,
        empathic_intents=("express_worry",),
        misheard_intents=("rumour",),
        distress_phrases=("envie d'en finir",),
    ),
    request=Request(phrases=("parler à un conseiller", "besoin d'un conseiller")),
    sensitive_topics={
        "legal_threat": SensitiveTopic(phrases=("plainte contre vous",)),
        "fraud": SensitiveTopic(enabled=False, phrases=("on m'a volé",)),
        "erasure": SensitiveTopic(intents=("erase_data",)),
    },
    designer_rule_intents=("close_account",),
)


def turn(text: str = "quel est le taux", intent: str = "ask_rate", **more: Any) -> Turn:
    """A clear, calm question, unless told otherwise."""
    confidence = more.pop("confidence", 0.9)
    more.setdefault("ranking", (Reading(intent, confidence),))
    return Turn(text=text, intent=intent, confidence=confidence, **more)


def felt(polarity: float, **more: Any) -> Turn:
    """A message with a mood; each has its own words and intent."""
    words = more.pop("text", f"message {polarity} {len(more)}")
    intent = more.pop("intent", f"intent {polarity}")
    more.setdefault("label", SentimentLabel.NEUTRAL)
    return turn(words, intent, polarity=polarity, **more)
