"""What customers told, grouped by theme. Pure."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime

from bot.contracts.listening import PeriodRows, TurnRow, VoiceRow
from bot.contracts.sentiment import SentimentLabel
from bot.listening.questions import Mask
from bot.listening.report import MIN_CONVERSATIONS, Verbatim, VoiceGroup
from bot.listening.themes import Themes


def count_emotions(emotions: Iterable[str | None]) -> dict[str, int]:
    """How many of each label, in their order; what was not measured is left out."""
    counts = Counter(emotions)
    return {label.value: counts[label.value] for label in SentimentLabel}


def comment_voices(
    rows: PeriodRows, understood: Iterable[TurnRow], themes: Themes, mask: Mask | None
) -> list[VoiceRow]:
    """What was written beside the score, by customers who agreed.

    Its theme is the conversation's, and its emotion that of the last measured turn.

    Args:
        rows: Of the period.
        understood: Those of its turns that say what they are about.
        themes: The designers' table.
        mask: Hides who somebody is; `None` where it cannot.
    """
    intents: dict[str, list[str | None]] = defaultdict(list)
    for turn in understood:
        intents[turn.conversation_id].append(turn.intent)
    last = {turn.conversation_id: turn.emotion for turn in rows.turns if turn.emotion}
    return [
        VoiceRow(
            conversation_id=row.id,
            at=row.began_at,
            theme=themes.main_theme(intents[row.id]),
            emotion=last.get(row.id, SentimentLabel.NEUTRAL.value),
            verbatim=mask(row.comment) if mask else None,
        )
        for row in rows.conversations
        if row.agreed and row.comment
    ]


def group_voices(
    voices: Iterable[VoiceRow],
    themes: Themes,
    scores: Mapping[str, int | None],
    day_of: Callable[[datetime], date],
    *,
    is_masked: bool,
) -> tuple[VoiceGroup, ...]:
    """What was told, by theme; words only of `MIN_CONVERSATIONS` or more."""
    by_theme: dict[str, list[VoiceRow]] = defaultdict(list)
    for voice in sorted(voices, key=lambda voice: voice.at):
        by_theme[voice.theme].append(voice)
    groups = []
    for theme, told in by_theme.items():
        conversations = len({voice.conversation_id for voice in told})
        is_hidden = conversations < MIN_CONVERSATIONS or not is_masked
        verbatims = (
            Verbatim(
                text=voice.verbatim,
                emotion=voice.emotion,
                on=day_of(voice.at),
                score=scores.get(voice.conversation_id),
            )
            for voice in told
            if voice.verbatim
        )
        groups.append(
            VoiceGroup(
                theme=theme,
                title=themes.title_of(theme),
                voices=len(told),
                conversations=conversations,
                emotions=count_emotions(voice.emotion for voice in told),
                verbatims=() if is_hidden else tuple(verbatims),
                is_hidden=is_hidden,
            )
        )
    return tuple(sorted(groups, key=lambda group: (-group.voices, group.title)))
