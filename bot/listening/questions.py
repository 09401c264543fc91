"""Questions without an answer, grouped by what they resemble. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from bot.contracts.listening import NO_THEME, TurnRow
from bot.listening.report import MAX_EXAMPLES, MIN_CONVERSATIONS, UnansweredGroup
from bot.listening.themes import Themes

# Hides who somebody is.
Mask = Callable[[str], str]
OTHER = "Autre chose"  # like nothing that we speak of


def group_questions(
    unanswered: Iterable[TurnRow],
    themes: Themes,
    labels: Mapping[str, str],
    mask: Mask | None,
) -> tuple[UnansweredGroup, ...]:
    """Questions without an answer, by the reading that came nearest, most first."""
    by_reading: dict[str | None, list[TurnRow]] = defaultdict(list)
    for turn in unanswered:
        by_reading[turn.intent].append(turn)
    groups = []
    for reading, turns in by_reading.items():
        theme = themes.theme_of(reading)
        groups.append(
            UnansweredGroup(
                theme=theme,
                theme_title=themes.title_of(theme),
                reading=reading,
                reading_title=_title_of(reading, themes, labels),
                turns=len(turns),
                conversations=len({turn.conversation_id for turn in turns}),
                examples=_examples(turns, mask),
            )
        )
    return tuple(sorted(groups, key=lambda group: (-group.turns, group.reading_title)))


def _title_of(reading: str | None, themes: Themes, labels: Mapping[str, str]) -> str:
    theme = themes.theme_of(reading)
    called = OTHER if theme == NO_THEME else themes.title_of(theme)
    return labels.get(reading or "", called)


def _examples(turns: Sequence[TurnRow], mask: Mask | None) -> tuple[str, ...]:
    """The first different ones, once enough customers let theirs be shown."""
    agreed = [turn for turn in turns if turn.words]
    if (
        mask is None
        or len({turn.conversation_id for turn in agreed}) < MIN_CONVERSATIONS
    ):
        return ()
    different = dict.fromkeys(mask(str(turn.words)) for turn in agreed)
    return tuple(different)[:MAX_EXAMPLES]
