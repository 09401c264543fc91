"""A handoff with everything known, to change in tests."""

from __future__ import annotations

from typing import Any

from bot.contracts.supervision import HandoffFacts

# Thursday 26 November 2026, 09:30 in Paris.
CALLED = 1_795_681_800.0


def handoff(**known: Any) -> HandoffFacts:
    """Called at `CALLED`, taken after 60 s, answered after 90 s, ended after 600 s."""
    values: dict[str, Any] = {
        "id": "h1",
        "conversation_id": "c1",
        "reason": "requested",
        "topic": None,
        "region": None,
        "agent": "camille",
        "created": CALLED,
        "claimed": CALLED + 60,
        "answered": CALLED + 90,
        "ended": CALLED + 600,
        "outcome": "closed",
        "resolution": "resolved",
        "tags": (),
        "score": None,
        "polarity_start": None,
        "polarity_end": None,
    }
    return HandoffFacts(**{**values, **known})


def abandoned(**known: Any) -> HandoffFacts:
    """Left the queue after 200 s."""
    nobody = {"claimed": None, "answered": None, "agent": None, "resolution": None}
    gone = {"ended": CALLED + 200, "outcome": "cancelled"}
    return handoff(**{**nobody, **gone, **known})
