"""How the customer's mood evolves over a conversation."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from bot.escalation.limits import MoodLimits


@dataclass(frozen=True)
class Mood:
    """Where the customer's mood stands after a turn.

    An *unhappy spell* begins with an unhappy message and ends only when the customer
    sounds calm again: the gap between the two limits keeps the bot from flapping.

    Attributes:
        average: Moving average of the polarity, in [-1, 1]; `None` before any turn
            that could be measured.
        unhappy_turns: Unhappy messages in the present spell; 0 outside of one.
        acknowledged_at: Polarity in [-1, 1] of the message after which the bot showed
            empathy in this spell; `None` if it has not.
    """

    average: float | None = None
    unhappy_turns: int = 0
    acknowledged_at: float | None = None


def follow_mood(turns: Iterable[tuple[float | None, bool]], limits: MoodLimits) -> Mood:
    """Follows the mood from the first turn to the last.

    Args:
        turns: Polarity in [-1, 1] of each turn and whether the bot showed empathy
            after it, oldest first. Turns with polarity `None` (a button was pressed)
            tell nothing and change nothing.
        limits: Thresholds to apply.
    """
    mood = Mood()
    for polarity, acknowledged in turns:
        if polarity is not None:
            mood = _after(mood, polarity, acknowledged, limits)
    return mood


def _after(mood: Mood, polarity: float, acknowledged: bool, limits: MoodLimits) -> Mood:
    weight = limits.latest_weight
    past = polarity if mood.average is None else mood.average
    average = weight * polarity + (1 - weight) * past
    if polarity <= limits.unhappy:
        return Mood(
            average=average,
            unhappy_turns=mood.unhappy_turns + 1,
            acknowledged_at=polarity if acknowledged else mood.acknowledged_at,
        )
    if polarity >= limits.calm:
        return Mood(average=average)
    return replace(mood, average=average)
