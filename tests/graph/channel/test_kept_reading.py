"""What is kept of Rasa's parse for agents."""

from __future__ import annotations

from typing import Any

from bot.channel.tracker_memory import RANKING_KEPT, read_nlu


def parse(intents: dict[str, float], answers: dict[str, float]) -> dict[str, Any]:
    ranking = [{"name": n, "confidence": c} for n, c in intents.items()]
    listed = [{"intent_response_key": n, "confidence": c} for n, c in answers.items()]
    return {
        "intent": ranking[0],
        "intent_ranking": ranking,
        "response_selector": {
            "all_retrieval_intents": ["faq", "rumour"],
            "default": {"response": {}, "ranking": listed},
        },
    }


def test_answers_of_intents_that_were_read_are_kept_by_full_name() -> None:
    kept = read_nlu(
        parse({"faq": 0.9, "ask_rate": 0.1}, {"rumour/x": 0.5, "faq/a": 0.4})
    )
    assert [(a.name, a.confidence) for a in kept.answers] == [("faq/a", 0.4)]


def test_no_more_answers_are_kept_than_readings() -> None:
    many = {f"faq/{n}": 1 / (n + 1) for n in range(20)}
    kept = read_nlu(parse({"faq": 0.9}, many))
    assert [a.name for a in kept.answers] == [f"faq/{n}" for n in range(RANKING_KEPT)]


def test_without_a_selector_there_are_none() -> None:
    assert read_nlu({"intent": {"name": "ask_rate", "confidence": 0.9}}).answers == []
