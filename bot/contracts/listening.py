"""What the store tells of what customers said: rows, without a name or an address.

Words are in a row only where the customer agreed that they are kept.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

NO_THEME = "none"


@dataclass(frozen=True)
class ConversationRow:
    """One conversation.

    Attributes:
        id: The gateway's id; it never leaves the report's computation.
        began_at: Aware UTC.
        score: Answer to « Vous êtes-vous senti écouté ? », 1 to 5; `None` without.
        agreed: Whether the customer agreed that words are kept.
        comment: What was written beside the score; `None` unless `agreed`.
    """

    id: str
    began_at: datetime
    score: int | None = None
    agreed: bool = False
    comment: str | None = None


@dataclass(frozen=True)
class TurnRow:
    """One message in the customer's own words; buttons are none.

    Attributes:
        conversation_id: Whose.
        seq: Its number in the conversation.
        intent: How it was read; `None` when it was not.
        confidence: Of that reading, in [0, 1].
        emotion: Value of a `SentimentLabel`; `None` when it was not measured.
        polarity: In [-1, 1], -1 = very negative; `None` when it was not measured.
        unanswered: The bot asked what was meant, or called a human for not knowing.
        words: As written; `None` unless `unanswered` and the customer agreed.
    """

    conversation_id: str
    seq: int
    intent: str | None = None
    emotion: str | None = None
    polarity: float | None = None
    unanswered: bool = False
    words: str | None = None
    confidence: float = 1.0


@dataclass(frozen=True)
class VoiceRow:
    """What a customer told and agreed to have kept.

    Attributes:
        conversation_id: Whose.
        at: When it was agreed, aware UTC.
        theme: Id of data/knowledge/themes.yml, or `NO_THEME`.
        emotion: Value of a `SentimentLabel`.
        verbatim: The words, masked; `None` while nothing has masked them.
    """

    conversation_id: str
    at: datetime
    theme: str
    emotion: str
    verbatim: str | None = None


@dataclass(frozen=True)
class PeriodRows:
    """Everything that was said in conversations that began in a period."""

    conversations: tuple[ConversationRow, ...] = ()
    turns: tuple[TurnRow, ...] = ()
    voices: tuple[VoiceRow, ...] = ()


@dataclass(frozen=True)
class ChannelFigures:
    """One way by which links to answers travel.

    Attributes:
        title: In French.
        is_private: From one person to another; `None` when a link does not say.
        shares: How often customers chose it.
        opens: How often a link that came by it was opened.
    """

    title: str
    is_private: bool | None
    shares: int = 0
    opens: int = 0


@dataclass(frozen=True)
class ShareFigures:
    """How often answers were passed on, privately and in public."""

    private_shares: int = 0
    public_shares: int = 0
    private_opens: int = 0
    public_opens: int = 0
    channels: tuple[ChannelFigures, ...] = ()


def sum_channels(channels: Iterable[ChannelFigures]) -> ShareFigures:
    """Adds the channels up; those that do not say are in neither sum."""
    listed = tuple(channels)
    private = [channel for channel in listed if channel.is_private is True]
    public = [channel for channel in listed if channel.is_private is False]
    return ShareFigures(
        private_shares=sum(channel.shares for channel in private),
        public_shares=sum(channel.shares for channel in public),
        private_opens=sum(channel.opens for channel in private),
        public_opens=sum(channel.opens for channel in public),
        channels=listed,
    )
