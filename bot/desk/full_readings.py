"""Readings by the full name of their answer, where a retrieval intent has many. Pure.

`faq` alone says nothing to an agent and has no answer; `faq/solidarity_fund` does.
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.desk.evidence_rules import base_intent
from bot.desk.turns import Reading


def full_readings(
    ranking: Sequence[Reading], answers: Sequence[Reading]
) -> list[Reading]:
    """Each retrieval intent as the answers that it may mean.

    Args:
        ranking: Of intents, most confident first.
        answers: Of the selector by full name, the likeliest first; empty for readings
            that were stored without them, which stay as they are.

    Returns:
        Most confident first, but the bot's own reading keeps its place and its
        confidence. Elsewhere an intent's confidence is shared out among its answers.
    """
    full = [each for reading in ranking for each in _shared_out(reading, answers)]
    if not full:
        return []
    best = Reading(full[0].intent, ranking[0].confidence)
    return [best, *sorted(full[1:], key=lambda each: each.confidence, reverse=True)]


def _shared_out(reading: Reading, answers: Sequence[Reading]) -> list[Reading]:
    own = [each for each in answers if base_intent(each.intent) == reading.intent]
    total = sum(each.confidence for each in own)
    if total <= 0.0:
        return [reading]
    return [
        Reading(each.intent, reading.confidence * each.confidence / total)
        for each in own
    ]
