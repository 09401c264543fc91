"""What the rules of the desk look at: the messages of one conversation, as values."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Reading:
    """One possible meaning of a turn; confidence in [0, 1]."""

    intent: str
    confidence: float


@dataclass(frozen=True)
class CustomerTurn:
    """What the customer said once, and how the bot read it.

    Attributes:
        seq: Number of the message.
        text: The words, or the title of the pressed button.
        is_pressed: A button: certain, and not the customer's own words.
        intent: The best reading; `None` while nobody has read the turn.
        confidence: Of that reading, in [0, 1].
        ranking: The best readings, most confident first.
        polarity: In [-1, 1], -1 = very negative; `None` without a reading.
        called_human: The turn that led to a handoff.
        was_clarified: The bot asked what was meant instead of answering.
    """

    seq: int
    text: str
    is_pressed: bool = False
    intent: str | None = None
    confidence: float = 0.0
    ranking: tuple[Reading, ...] = ()
    polarity: float | None = None
    called_human: bool = False
    was_clarified: bool = False


@dataclass(frozen=True)
class Told:
    """Something the bot or an agent told the customer.

    Attributes:
        seq: Number of the message.
        text: The words.
        by_bot: Of the bot, not of an agent.
        reply_to: `seq` of the turn that it answers; `None` when it answers none.
    """

    seq: int
    text: str
    by_bot: bool = True
    reply_to: int | None = None
