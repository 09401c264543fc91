"""Why the bot understood a message as it did, for people; `bot parse` prints it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Reading:
    """One intent the message may have.

    Attributes:
        intent: Its name; with the answer chosen for a retrieval intent, `faq/rate`.
        confidence: In [0, 1].
    """

    intent: str
    confidence: float


@dataclass(frozen=True)
class Likeness:
    """A training example near the message.

    Attributes:
        text: The example.
        intent: What it is an example of.
        similarity: Centred cosine, in [-1, 1]; from 0.4 on, much alike.
    """

    text: str
    intent: str
    similarity: float


@dataclass(frozen=True)
class Explanation:
    """What was understood, and from which examples.

    Attributes:
        readings: Intents, most confident first; empty when nothing was trained.
        margin: Confidence of the first reading over the second, in [0, 1].
        examples: Nearest training examples, nearest first.
        agreement: Share of these examples that belong to the first reading's intent,
            in [0, 1]; a low one with a high confidence deserves a look at the data.
    """

    readings: tuple[Reading, ...]
    margin: float
    examples: tuple[Likeness, ...]
    agreement: float


def explain(parsed: Mapping[str, Any], readings: int = 5) -> Explanation:
    """Reads a parse result of Rasa; what is missing in it is simply left out.

    Args:
        parsed: What `Agent.parse_message` or `/model/parse` gives.
        readings: How many readings to keep, at least 1.
    """
    ranking = [
        Reading(_name(parsed, str(one["name"])), float(one["confidence"]))
        for one in parsed.get("intent_ranking") or []
        if one.get("name")
    ]
    examples = tuple(
        Likeness(str(one["text"]), str(one["intent"]), float(one["similarity"]))
        for one in parsed.get("nearest_examples") or []
    )
    first = ranking[0] if ranking else Reading("", 0.0)
    second = ranking[1].confidence if len(ranking) > 1 else 0.0
    wanted = first.intent.partition("/")[0]
    same = sum(one.intent.partition("/")[0] == wanted for one in examples)
    return Explanation(
        readings=tuple(ranking[:readings]),
        margin=first.confidence - second,
        examples=examples,
        agreement=same / len(examples) if examples else 0.0,
    )


def _name(parsed: Mapping[str, Any], intent: str) -> str:
    """Gives the chosen answer's full name for a retrieval intent."""
    selector = parsed.get("response_selector") or {}
    if intent not in (selector.get("all_retrieval_intents") or []):
        return intent
    selected = selector.get(intent) or selector.get("default") or {}
    key = str((selected.get("response") or {}).get("intent_response_key") or "")
    return key if key.partition("/")[0] == intent else intent
