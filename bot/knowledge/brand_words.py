"""Opening hours in French: « du lundi au vendredi de 9 h à 12 h 30 et … »."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from bot.knowledge.opening_hours import OpeningHours, Span

NO_BREAK = "\u00a0"
DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")


def say_clock(minutes: int) -> str:
    """A time of day: 540 → « 9 h », 750 → « 12 h 30 »; minutes since midnight."""
    hour, minute = divmod(minutes, 60)
    parts = [str(hour), "h", *([f"{minute:02}"] if minute else [])]
    return NO_BREAK.join(parts)


def say_list(parts: Sequence[str]) -> str:
    """« a », « a et b », « a, b et c »."""
    return " et ".join([", ".join(parts[:-1]), parts[-1]] if parts[1:] else parts)


def say_hours(hours: OpeningHours, *, but_holidays: bool) -> str:
    """The week's hours, days that follow each other and are alike said together.

    Args:
        hours: What to say.
        but_holidays: Whether to add that public holidays are closed.
    """
    groups = groupby(range(len(DAYS)), key=lambda day: hours.weekdays.get(day, ()))
    said = [
        f"{_say_days(list(days))} {_say_spans(spans)}"
        for spans, days in groups
        if spans
    ]
    return ", ".join([*said, *(["sauf les jours fériés"] if but_holidays else [])])


def _say_days(days: list[int]) -> str:
    first, last = DAYS[days[0]], DAYS[days[-1]]
    if len(days) == len(DAYS):
        return "tous les jours"
    if len(days) == 1:
        return f"le {first}"
    return f"du {first} au {last}" if days[2:] else f"le {first} et le {last}"


def _say_spans(spans: tuple[Span, ...]) -> str:
    if spans == (Span(0, 24 * 60),):
        return f"24{NO_BREAK}h sur 24"
    return say_list([f"de {say_clock(s.start)} à {say_clock(s.end)}" for s in spans])
