"""What happened at the desk over a period, in figures. Pure.

Nothing that is not known counts as zero: each figure says how many it is made of.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import tzinfo

from bot.contracts.supervision import ContactCounts, HandoffFacts, Said
from bot.desk.history_choice import (
    HOURS,
    SCORES,
    WEEKDAYS,
    hour_of,
    is_abandoned,
    is_finished,
    weekday_of,
)
from bot.desk.measures import Bar, Mean, Spread, bars, every_bar, mean, spread


@dataclass(frozen=True)
class Waits:
    """How long customers waited, and whom they waited for.

    Attributes:
        abandoned: Handoffs that ended before any agent took them.
        abandoned_wait: How long those had waited.
        to_human: From the call to the agent.
        first_answer: From the call to the agent's first words.
        next_answers: From the customer's words to the agent's, after the first answer.
        next_answer_handoffs: Of how many handoffs the messages were looked at.
        resolution: From the call to the end, of those that an agent took.
    """

    abandoned: int
    abandoned_wait: Spread
    to_human: Spread
    first_answer: Spread
    next_answers: Spread
    next_answer_handoffs: int
    resolution: Spread


@dataclass(frozen=True)
class Mood:
    """Polarity when the human was called and at the end, both known, in [-1, 1]."""

    start: Mean
    end: Mean
    change: Mean


@dataclass(frozen=True)
class History:
    """Everything the page shows.

    Attributes:
        handoffs: How many.
        waits: Durations.
        by_reason: Why; the others likewise.
        satisfaction: Mean of the scores, one for each conversation.
        scores: How many customers gave each score.
        mood: Of customers.
        by_hour: Of the day, 0 to 23, in the brand's time zone.
        by_weekday: 0 = Monday.
        contacts: Who came and who came back; `None` when handoffs are filtered, which
            says nothing of conversations without any.
    """

    handoffs: int
    waits: Waits
    by_reason: tuple[Bar[str], ...]
    by_topic: tuple[Bar[str], ...]
    by_region: tuple[Bar[str], ...]
    by_agent: tuple[Bar[str], ...]
    outcomes: tuple[Bar[str], ...]
    resolutions: tuple[Bar[str], ...]
    tags: tuple[Bar[str], ...]
    satisfaction: Mean
    scores: tuple[Bar[int], ...]
    mood: Mood
    by_hour: tuple[Bar[int], ...]
    by_weekday: tuple[Bar[int], ...]
    contacts: ContactCounts | None


def history(
    rows: Sequence[HandoffFacts],
    said: Iterable[Said],
    sampled: int,
    contacts: ContactCounts | None,
    zone: tzinfo,
) -> History:
    """Counts a period.

    Args:
        rows: Its handoffs.
        said: Messages of the latest `sampled` of those that were answered, in order.
        sampled: How many.
        contacts: See `History`.
        zone: Where the desk's clock hangs.
    """
    scores = _score_of_each_conversation(rows)
    rated = sum(1 for score in scores.values() if score is not None)
    return History(
        handoffs=len(rows),
        waits=_waits(rows, next_answers_s(rows, said), sampled),
        by_reason=bars(row.reason for row in rows),
        by_topic=bars(row.topic for row in rows),
        by_region=bars(row.region for row in rows),
        by_agent=bars(row.agent for row in rows),
        outcomes=bars(row.outcome for row in rows),
        resolutions=bars(row.resolution for row in rows if is_finished(row)),
        tags=bars(tag for row in rows for tag in row.tags),
        satisfaction=mean([s for s in scores.values() if s], len(scores)),
        scores=every_bar((s for s in scores.values() if s), SCORES) if rated else (),
        mood=_mood(rows),
        by_hour=every_bar((hour_of(row, zone) for row in rows), HOURS),
        by_weekday=every_bar((weekday_of(row, zone) for row in rows), WEEKDAYS),
        contacts=contacts,
    )


def _score_of_each_conversation(
    rows: Iterable[HandoffFacts],
) -> Mapping[str, int | None]:
    return {row.conversation_id: row.score for row in rows}


def _waits(
    rows: Sequence[HandoffFacts], next_answers: Sequence[float], sampled: int
) -> Waits:
    gone = [row.ended - row.created for row in rows if row.ended and is_abandoned(row)]
    taken = [row for row in rows if row.claimed is not None]
    finished = [row for row in rows if is_finished(row)]
    answered = [row.answered - row.created for row in taken if row.answered]
    return Waits(
        abandoned=len(gone),
        abandoned_wait=spread(gone, len(gone)),
        to_human=spread(
            (row.claimed - row.created for row in taken if row.claimed), len(taken)
        ),
        first_answer=spread(answered, len(taken)),
        next_answers=spread(next_answers, len(next_answers)),
        next_answer_handoffs=sampled,
        resolution=spread(
            (row.ended - row.created for row in finished if row.ended), len(finished)
        ),
    )


def _mood(rows: Sequence[HandoffFacts]) -> Mood:
    known = [
        (row.polarity_start, row.polarity_end)
        for row in rows
        if row.polarity_start is not None and row.polarity_end is not None
    ]
    return Mood(
        start=mean([start for start, _ in known], len(rows)),
        end=mean([end for _, end in known], len(rows)),
        change=mean([end - start for start, end in known], len(rows)),
    )


def next_answers_s(rows: Iterable[HandoffFacts], said: Iterable[Said]) -> list[float]:
    """How long customers waited for each further answer of an agent, in seconds.

    Several messages in a row are one wait, from the first of them.

    Args:
        rows: Handoffs; a message counts between a first answer and the end.
        said: Messages, those of one conversation together and in order.
    """
    spans: dict[str, list[tuple[float, float]]] = {}
    for row in rows:
        if row.answered is not None:
            end = row.ended if row.ended is not None else float("inf")
            spans.setdefault(row.conversation_id, []).append((row.answered, end))
    waits: list[float] = []
    asked: float | None = None
    current: str | None = None
    for message in said:
        if message.conversation_id != current:
            current, asked = message.conversation_id, None
        within = spans.get(message.conversation_id, ())
        if not any(start <= message.at <= end for start, end in within):
            asked = None
        elif message.by_customer:
            asked = message.at if asked is None else asked
        elif asked is not None:
            waits.append(message.at - asked)
            asked = None
    return waits
