"""Which handoffs a number of the history stands for: it opens exactly those. Pure."""

from __future__ import annotations

from datetime import datetime, tzinfo
from enum import Enum

from bot.contracts.supervision import HandoffFacts

HOURS = range(24)
WEEKDAYS = range(7)
SCORES = range(1, 6)


class Number(str, Enum):
    """A number of the page; some need a value, such as which reason."""

    ALL = "all"
    # With a value; without one, those of which it is not known.
    REASON = "reason"
    TOPIC = "topic"
    REGION = "region"
    AGENT = "agent"
    OUTCOME = "outcome"
    RESOLUTION = "resolution"
    TAG = "tag"
    SCORE = "score"
    HOUR = "hour"
    WEEKDAY = "weekday"
    # Without.
    ABANDONED = "abandoned"
    CLAIMED = "claimed"
    ANSWERED = "answered"
    FINISHED = "finished"
    RATED = "rated"
    FELT = "felt"
    # Conversations, not handoffs: the store finds these.
    CONTACTS = "contacts"
    WITH_HUMAN = "with_human"
    RETURNED = "returned"
    CONTAINED = "contained"


OF_CONVERSATIONS = frozenset(
    {Number.CONTACTS, Number.WITH_HUMAN, Number.RETURNED, Number.CONTAINED}
)


def is_abandoned(row: HandoffFacts) -> bool:
    """Whether it ended before any agent took it."""
    return row.ended is not None and row.claimed is None


def is_finished(row: HandoffFacts) -> bool:
    """Whether an agent took it and it is over."""
    return row.ended is not None and row.claimed is not None


def hour_of(row: HandoffFacts, zone: tzinfo) -> int:
    """Hour of the day when the human was called, on the desk's clock."""
    return datetime.fromtimestamp(row.created, zone).hour


def weekday_of(row: HandoffFacts, zone: tzinfo) -> int:
    """Day of the week when the human was called, 0 = Monday."""
    return datetime.fromtimestamp(row.created, zone).weekday()


def is_counted(
    row: HandoffFacts, number: Number, value: str | None, zone: tzinfo
) -> bool:
    """Whether a handoff is one of those that a number counts."""
    if number is Number.ALL:
        return True
    if number is Number.ABANDONED:
        return is_abandoned(row)
    if number is Number.CLAIMED:
        return row.claimed is not None
    if number is Number.ANSWERED:
        return row.claimed is not None and row.answered is not None
    if number is Number.FINISHED:
        return is_finished(row)
    if number is Number.RATED:
        return row.score is not None
    if number is Number.FELT:
        return row.polarity_start is not None and row.polarity_end is not None
    if number is Number.TAG:
        return value in row.tags
    if number is Number.RESOLUTION and not is_finished(row):
        return False
    return _value_of(row, number, zone) == value


def _value_of(row: HandoffFacts, number: Number, zone: tzinfo) -> str | None:
    if number is Number.HOUR:
        return str(hour_of(row, zone))
    if number is Number.WEEKDAY:
        return str(weekday_of(row, zone))
    found = getattr(row, number.value)
    return None if found is None else str(found)
