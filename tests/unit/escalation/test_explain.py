from __future__ import annotations

from bot.escalation.decision import DecisionKind
from bot.escalation.explain import decide_on_message, explain

from .examples import LIMITS

CLEAR = {"text": "le taux", "intent": {"name": "ask_rate", "confidence": 0.9}}


def test_a_clear_message_is_answered_because_nothing_fired():
    decision = decide_on_message(CLEAR, LIMITS)
    assert decision.kind is DecisionKind.ANSWER
    assert explain(decision).splitlines() == [
        "decision: answer",
        "  because no rule of the escalation fired",
    ]


def test_an_angry_message_says_what_fired_and_the_limit():
    angry = {"angry": 0.81}
    sentiment = {"polarity": -0.7, "label": "angry", "probabilities": angry}
    decision = decide_on_message({**CLEAR, "sentiment": sentiment}, LIMITS)
    assert explain(decision).splitlines() == [
        "decision: handoff (negative_sentiment)",
        "  because anger: 0.81, limit 0.75",
        "  because unhappy: -0.70, limit -0.35",
    ]


def test_a_doubt_says_what_would_be_offered():
    ranking = [{"name": "ask_rate", "confidence": 0.3}]
    intent = {"name": "ask_rate", "confidence": 0.3}
    doubt = {"text": "heu", "intent": intent, "intent_ranking": ranking}
    lines = explain(decide_on_message(doubt, LIMITS)).splitlines()
    assert lines[0] == "decision: clarify"
    assert lines[-1] == "  offers ask_rate (0.30)"
