"""What the report says: figures, without a word of how they are shown.

Counts are of conversations that began in the period. Polarities are in [-1, 1], -1 =
very negative. Shares of a whole are left to those who show them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from bot.contracts.listening import ShareFigures

# From so many conversations on, words are shown: fewer could be recognised by those who
# know who wrote that week, whatever is masked.
MIN_CONVERSATIONS = 3
MAX_EXAMPLES = 5


@dataclass(frozen=True)
class Mood:
    """How conversations begin and end.

    Attributes:
        measured: Conversations with two measured turns or more: the ones that count.
        start: Mean polarity of their first turns; `None` without any.
        end: Mean polarity of their last turns.
        better: Conversations that end higher by `moods.CHANGE` or more.
        steady: Those that change by less.
        worse: Those that end lower by as much.
        start_of_two: Mean over conversations of four turns or more of their first two.
        end_of_two: The same of their last two.
        measured_of_two: How many these are.
    """

    measured: int
    start: float | None
    end: float | None
    better: int
    steady: int
    worse: int
    start_of_two: float | None
    end_of_two: float | None
    measured_of_two: int


@dataclass(frozen=True)
class ThemeCount:
    """One theme: turns about it by emotion, and conversations in which it came up."""

    theme: str
    title: str
    turns: int
    conversations: int
    emotions: Mapping[str, int]


@dataclass(frozen=True)
class Listened:
    """Answers to « Vous êtes-vous senti écouté ? »: the mean, how many gave 1 to 5."""

    answers: int
    mean: float | None
    by_score: Mapping[int, int]


@dataclass(frozen=True)
class Verbatim:
    """Masked words of one customer; `score` is his conversation's, if he gave one."""

    text: str
    emotion: str
    on: date
    score: int | None


@dataclass(frozen=True)
class VoiceGroup:
    """What was told about one theme; no words while few conversations speak of it."""

    theme: str
    title: str
    voices: int
    conversations: int
    emotions: Mapping[str, int]
    verbatims: tuple[Verbatim, ...]
    is_hidden: bool


@dataclass(frozen=True)
class UnansweredGroup:
    """Questions that got no answer, by what they resemble most."""

    theme: str
    theme_title: str
    reading: str | None
    reading_title: str
    turns: int
    conversations: int
    examples: tuple[str, ...]


@dataclass(frozen=True)
class Report:
    """Everything, for a period of whole days in Paris, both included.

    Attributes:
        since: First day.
        until: Last day.
        conversations: That began in the period.
        turns: Messages in customers' own words.
        mood: How conversations begin and end.
        emotions: Measured turns by emotion.
        themes: By turns, most first.
        listened: How listened to customers felt.
        agreed: Conversations whose customer agreed to have words kept.
        voices: What was told, by theme, most first.
        unanswered: Turns that got no answer.
        questions: Those, by what they resemble, most first.
        shares: How answers were passed on.
        is_masked: False when names could not be found, so that no words are shown.
    """

    since: date
    until: date
    conversations: int
    turns: int
    mood: Mood
    emotions: Mapping[str, int]
    themes: tuple[ThemeCount, ...]
    listened: Listened
    agreed: int
    voices: tuple[VoiceGroup, ...]
    unanswered: int
    questions: tuple[UnansweredGroup, ...]
    shares: ShareFigures
    is_masked: bool


def as_json(report: Report) -> dict[str, Any]:
    """The report as plain JSON values, days in ISO 8601."""
    return dict(_plain(asdict(report)))


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): _plain(one) for key, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(one) for one in value]
    return round(value, 4) if isinstance(value, float) else value
