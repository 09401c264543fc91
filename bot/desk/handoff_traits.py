"""What routing and figures look at in a handoff: its topic, language and mood. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from bot.desk.evidence_rules import EvidenceRules, base_intent
from bot.desk.turns import CustomerTurn
from bot.desk.wishes import find_wishes

UNKNOWN = "unknown"
ASK_HUMAN = "ask_human"
NO_TOPIC = "none"
# The mood in which a customer leaves an agent: one « merci » alone decides nothing.
LAST_READINGS = 2
_MAX_LANGUAGE_CHARS = 8
_MAX_REGION_CHARS = 60


def topic_of(
    turns: Sequence[CustomerTurn], themes: Mapping[str, str], rules: EvidenceRules
) -> str | None:
    """The theme of what the customer wants: id in data/knowledge/themes.yml.

    The latest sure wish with a theme decides. Asking for a person is a wish too, but
    says nothing of the subject: it counts only when there is no other.

    Args:
        turns: Of the customer, in order.
        themes: Theme by intent.
        rules: Which readings are sure.

    Returns:
        `None` when nothing is known.
    """
    wishes = [wish.intent for wish in find_wishes(turns, rules)]
    subjects = [intent for intent in wishes if intent != ASK_HUMAN]
    for intent in [*subjects, *(i for i in wishes if i == ASK_HUMAN)]:
        theme = themes.get(base_intent(intent), NO_TOPIC)
        if theme != NO_TOPIC:
            return theme
    return None


def region_of(slots: Mapping[str, Any]) -> str | None:
    """The Région that the customer named, by its canonical name."""
    region = slots.get("region")
    if not isinstance(region, str) or region == UNKNOWN:
        return None
    return region[:_MAX_REGION_CHARS] or None


def language_of(slots: Mapping[str, Any], locale: str | None) -> str | None:
    """ISO 639 code of the customer's language.

    What he wrote in, when it was not French (the slot `language`), else what his
    browser asks for.
    """
    written = slots.get("language")
    code = written if isinstance(written, str) else (locale or "").replace("_", "-")
    primary = code.partition("-")[0].strip().lower()
    return primary if 1 < len(primary) <= _MAX_LANGUAGE_CHARS else None


def polarity_at_start(turns: Sequence[CustomerTurn]) -> float | None:
    """The mood of the latest turn that was read, in [-1, 1].

    Not a mean: a polite « bonjour » before it would make the anger look half as great.
    """
    read = [turn.polarity for turn in turns if turn.polarity is not None]
    return read[-1] if read else None


def polarity_at_end(turns: Sequence[CustomerTurn]) -> float | None:
    """The mean of the last two readings since a human was called, in [-1, 1].

    Args:
        turns: Those said after the handoff began.

    Returns:
        `None` when the customer said nothing that was read.
    """
    read = [turn.polarity for turn in turns if turn.polarity is not None]
    last = read[-LAST_READINGS:]
    return round(sum(last) / len(last), 4) if last else None
