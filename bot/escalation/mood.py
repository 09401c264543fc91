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


@dataclass(frozen=True)
class Feeling:
    """How one turn sounds.

    Attributes:
        polarity: In [-1, 1]; `None` if the turn tells nothing (a pressed button).
        worried: Probability of worry, in [0, 1].
        acknowledged: The bot showed empathy after it.
    """

    polarity: float | None = None
    worried: float = 0.0
    acknowledged: bool = False

    def is_unhappy(self, limits: MoodLimits) -> bool:
        """Whether the bot should say that it has heard this.

        Worry has a limit of its own: it is half as negative as anger, so that a limit
        on the polarity low enough to spare calm questions would miss it.
        """
        if self.polarity is None:
            return False
        return self.polarity <= limits.unhappy or self.worried >= limits.worry


def follow_mood(feelings: Iterable[Feeling], limits: MoodLimits) -> Mood:
    """Follows the mood from the first turn to the last.

    Args:
        feelings: How each turn sounds, oldest first; those that tell nothing change
            nothing.
        limits: Thresholds to apply.
    """
    mood = Mood()
    for feeling in feelings:
        if feeling.polarity is not None:
            mood = _after(mood, feeling, feeling.polarity, limits)
    return mood


def _after(mood: Mood, feeling: Feeling, polarity: float, limits: MoodLimits) -> Mood:
    weight = limits.latest_weight
    past = polarity if mood.average is None else mood.average
    average = weight * polarity + (1 - weight) * past
    if feeling.is_unhappy(limits):
        return Mood(
            average=average,
            unhappy_turns=mood.unhappy_turns + 1,
            acknowledged_at=(
                polarity if feeling.acknowledged else mood.acknowledged_at
            ),
        )
    if polarity >= limits.calm:
        return Mood(average=average)
    return replace(mood, average=average)
