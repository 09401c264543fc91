"""How a conversation begins and ends, from the polarity of its customer's turns."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from statistics import fmean

from bot.contracts.listening import TurnRow
from bot.listening.report import Mood

# A change of polarity that one would notice; calm messages vary by less.
CHANGE = 0.2
# From here on the first two turns and the last two are different ones.
TURNS_FOR_TWO = 4


def polarities_of(turns: Iterable[TurnRow]) -> list[list[float]]:
    """Measured polarities of each conversation, in order of its turns."""
    found: dict[str, list[float]] = defaultdict(list)
    for turn in sorted(turns, key=lambda turn: (turn.conversation_id, turn.seq)):
        if turn.polarity is not None:
            found[turn.conversation_id].append(turn.polarity)
    return list(found.values())


def measure_mood(turns: Iterable[TurnRow]) -> Mood:
    """Compares beginnings with ends; one turn alone has no end, and is left out."""
    courses = [course for course in polarities_of(turns) if len(course) >= 2]
    long = [course for course in courses if len(course) >= TURNS_FOR_TWO]
    # Rounded, or 0.1 + 0.2 would decide on which side of the limit a change falls.
    changes = [round(course[-1] - course[0], 6) for course in courses]
    better = sum(change >= CHANGE for change in changes)
    worse = sum(change <= -CHANGE for change in changes)
    return Mood(
        measured=len(courses),
        start=mean([course[0] for course in courses]),
        end=mean([course[-1] for course in courses]),
        better=better,
        steady=len(courses) - better - worse,
        worse=worse,
        start_of_two=mean([fmean(course[:2]) for course in long]),
        end_of_two=mean([fmean(course[-2:]) for course in long]),
        measured_of_two=len(long),
    )


def mean(values: Sequence[float]) -> float | None:
    """The mean; `None` of nothing."""
    return fmean(values) if values else None
