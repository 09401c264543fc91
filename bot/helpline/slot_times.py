"""Which part of the day a customer means: « à 14h », « après 17 h », « le matin »."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

MINUTES_A_DAY = 24 * 60
# Nobody asks to be called at five in the morning: « à 5h » is in the afternoon.
_FIRST_LIKELY_HOUR = 7


@dataclass(frozen=True)
class Part:
    """Part of a day, in minutes since midnight; `exact` when one moment was named."""

    start: int
    end: int
    exact: bool = False


WHOLE_DAY = Part(0, MINUTES_A_DAY)

_CLOCK = (
    r"(?P<{h}>[01]?\d|2[0-4])(?: (?:h|heures?)(?: (?P<{m}>[0-5]\d))?|:(?P<{n}>[0-5]\d))"
)
_ONE = _CLOCK.format(h="hour", m="minute", n="minute2")
_TWO = _CLOCK.format(h="hour_b", m="minute_b", n="minute2_b")
_BARE = r"(?P<hour_bare>[01]?\d|2[0-4])"
_NOON = r"(?P<noon>midi)"


def read_part(words: str) -> Part | None:
    """Reads the first part of a day that a text names; `None` if it names none.

    Args:
        words: From `plain_words`, without the day.
    """
    for pattern, read in _READERS:
        match = pattern.search(words)
        if match is not None:
            part = read(match)
            if part is not None:
                return part
    return None


def _minute_of(match: re.Match[str], suffix: str = "") -> int:
    groups = match.groupdict()
    if groups.get("noon") and not suffix:
        return 12 * 60
    bare = groups.get("hour_bare") if not suffix else None
    hour = int(bare or groups[f"hour{suffix}"])
    minute = groups.get(f"minute{suffix}") or groups.get(f"minute2{suffix}") or 0
    said_morning = re.match(r" (?:du )?matin", match.string[match.end() :])
    said_later = re.match(
        r" (?:de l |du )?(?:apres midi|soir)", match.string[match.end() :]
    )
    if (hour < _FIRST_LIKELY_HOUR and not said_morning) or (said_later and hour < 12):
        hour += 12
    return min(hour * 60 + int(minute), MINUTES_A_DAY)


def _between(match: re.Match[str]) -> Part | None:
    start, end = _minute_of(match), _minute_of(match, "_b")
    return Part(start, end) if start < end else None


def _between_bare(match: re.Match[str]) -> Part | None:
    start, end = (int(match[name]) * 60 for name in ("from", "to"))
    if start < _FIRST_LIKELY_HOUR * 60:
        start, end = start + 12 * 60, end + 12 * 60
    return Part(start, end) if start < end <= MINUTES_A_DAY else None


def _after(match: re.Match[str]) -> Part | None:
    start = _minute_of(match)
    return Part(start, MINUTES_A_DAY) if start < MINUTES_A_DAY else None


def _before(match: re.Match[str]) -> Part | None:
    end = _minute_of(match)
    return Part(0, end) if end else None


def _at(match: re.Match[str]) -> Part | None:
    start = _minute_of(match)
    return Part(start, start + 1, exact=True) if start < MINUTES_A_DAY else None


def _fixed(start_h: float, end_h: float) -> Callable[[re.Match[str]], Part]:
    part = Part(int(start_h * 60), int(end_h * 60))
    return lambda _: part


# In order: « après 14 h » before « 14 h », « fin de matinée » before « matinée ».
_READERS: list[tuple[re.Pattern[str], Callable[[re.Match[str]], Part | None]]] = [
    (re.compile(r"\bentre midi et (?:2|14)(?: h\b)?"), _fixed(12, 14)),
    (re.compile(rf"\b(?:entre|de) (?:{_ONE}|{_BARE}) (?:et|a) {_TWO}"), _between),
    (re.compile(r"\bentre (?P<from>[01]?\d|2[0-4]) et (?P<to>[01]?\d|2[0-4])\b"),
     _between_bare),
    (
        re.compile(
            rf"\b(?:apres|a partir de|des|pas avant|plus tard que) {_ONE}"
        ),
        _after,
    ),
    # « apres midi » is the afternoon, further down.
    (re.compile(r"\b(?:a partir de|des|pas avant) midi\b"), _fixed(12, 24)),
    (re.compile(rf"\b(?:avant|jusqu a|pas apres) (?:{_ONE}|{_NOON}\b)"), _before),
    (re.compile(_ONE), _at),
    (re.compile(r"\b(?:debut|milieu) d(?:e l)? ?apres midi\b"), _fixed(13, 15.5)),
    (re.compile(r"\bfin d(?:e l)? ?apres midi\b|\bfin de (?:la )?journee\b"),
     _fixed(16, 24)),
    (re.compile(r"\bdebut de (?:la )?(?:matinee|journee)\b"), _fixed(0, 10)),
    (re.compile(r"\bfin de (?:la )?matinee\b"), _fixed(10.5, 12.5)),
    (re.compile(r"\bapres midi\b"), _fixed(13, 18)),
    (re.compile(r"\b(?:matin|matinee)s?\b"), _fixed(0, 12.5)),
    (re.compile(r"\b(?:soir|soiree)\b"), _fixed(17, 24)),
    (re.compile(r"\b(?:a|vers|pour) midi\b|\bmidi\b"), _fixed(12, 14)),
]  # fmt: skip
