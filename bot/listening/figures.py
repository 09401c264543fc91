"""Computes the report from rows. Pure: no store, no clock, no words for people."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime

from bot.contracts.listening import (
    NO_THEME,
    ConversationRow,
    PeriodRows,
    ShareFigures,
    TurnRow,
)
from bot.listening.moods import mean, measure_mood
from bot.listening.questions import Mask, group_questions
from bot.listening.report import Listened, Report, ThemeCount
from bot.listening.themes import Themes
from bot.listening.voice_groups import comment_voices, count_emotions, group_voices

SCORES = range(1, 6)


def compute(
    rows: PeriodRows,
    themes: Themes,
    *,
    since: date,
    until: date,
    labels: Mapping[str, str],
    understood_from: float,
    mask: Mask | None,
    day_of: Callable[[datetime], date],
    shares: ShareFigures | None = None,
) -> Report:
    """Makes the report.

    Args:
        rows: Of the period.
        themes: The designers' table.
        since: First day.
        until: Last day.
        labels: Short French title of intents, for questions without an answer.
        understood_from: Confidence in [0, 1] from which a reading counts for a theme.
        mask: Hides who somebody is; `None` where it cannot, and no words are shown.
        day_of: The day of a moment, where the hotline is.
        shares: How answers were passed on; nothing when nobody counts.
    """
    understood = [
        turn
        for turn in rows.turns
        if not turn.unanswered and turn.confidence >= understood_from
    ]
    voices = [*rows.voices, *comment_voices(rows, understood, themes, mask)]
    scores = {row.id: row.score for row in rows.conversations}
    unanswered = [turn for turn in rows.turns if turn.unanswered]
    return Report(
        since=since,
        until=until,
        conversations=len(rows.conversations),
        turns=len(rows.turns),
        mood=measure_mood(rows.turns),
        emotions=count_emotions(turn.emotion for turn in rows.turns),
        themes=count_themes(understood, themes),
        listened=count_scores(rows.conversations),
        agreed=sum(row.agreed for row in rows.conversations),
        voices=group_voices(voices, themes, scores, day_of, is_masked=mask is not None),
        unanswered=len(unanswered),
        questions=group_questions(unanswered, themes, labels, mask),
        shares=shares or ShareFigures(),
        is_masked=mask is not None,
    )


def count_themes(turns: Iterable[TurnRow], themes: Themes) -> tuple[ThemeCount, ...]:
    """Understood turns that are about something, by theme, most first."""
    by_theme: dict[str, list[TurnRow]] = defaultdict(list)
    for turn in turns:
        by_theme[themes.theme_of(turn.intent)].append(turn)
    by_theme.pop(NO_THEME, None)
    counts = [
        ThemeCount(
            theme=theme,
            title=themes.title_of(theme),
            turns=len(found),
            conversations=len({turn.conversation_id for turn in found}),
            emotions=count_emotions(turn.emotion for turn in found),
        )
        for theme, found in by_theme.items()
    ]
    return tuple(sorted(counts, key=lambda count: (-count.turns, count.title)))


def count_scores(conversations: Iterable[ConversationRow]) -> Listened:
    """The distribution of the scores that were given."""
    given = [row.score for row in conversations if row.score is not None]
    counts = Counter(given)
    return Listened(len(given), mean(given), {score: counts[score] for score in SCORES})
