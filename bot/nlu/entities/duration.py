"""Lengths of time: « depuis trois semaines », « 2 ans de différé », « 48h »."""

from __future__ import annotations

import re

from bot.nlu.entities.found import EntityKind, FoundEntity
from bot.nlu.entities.numbers import SPACE, WORDS, read_number

# Pattern of the unit → ISO 8601 prefix and letter, and how many of them it stands for.
_UNITS: dict[str, tuple[str, str, int]] = {
    r"minutes?|min|mn": ("PT", "M", 1),
    r"heures?|h": ("PT", "H", 1),
    r"jours?|j|jrs": ("P", "D", 1),
    r"semaines?|sem": ("P", "W", 1),
    r"mois": ("P", "M", 1),
    r"trimestres?": ("P", "M", 3),
    r"semestres?": ("P", "M", 6),
    r"ans?|années?|annees?": ("P", "Y", 1),
}
UNIT = "|".join(_UNITS)
DURATION = (
    rf"(?P<number>\d{{1,4}}|{WORDS}){SPACE}?(?P<unit>{UNIT})(?!\w)"
    rf"(?P<half>{SPACE}et{SPACE}demie?)?"
)
_DURATION = re.compile(rf"(?<![\w.,/]){DURATION}", re.IGNORECASE)


def find_durations(text: str) -> list[FoundEntity]:
    """Finds lengths of time; the value is an ISO 8601 duration.

    The span holds the number and its unit, not « depuis » or « pendant ».
    """
    found = []
    for match in _DURATION.finditer(text):
        value = read_duration(match)
        # « 14 h 30 » is a time of day.
        if value is not None and not re.match(r" ?\d", text[match.end() :]):
            found.append(
                FoundEntity(
                    EntityKind.DURATION, match.start(), match.end(), match[0], value
                )
            )
    return found


def read_duration(match: re.Match[str]) -> str | None:
    """Reads a match of `DURATION` as ISO 8601; `None` when it is no number."""
    number = read_number(match["number"])
    if number is None:
        return None
    unit = match["unit"].lower()
    prefix, letter, factor = next(
        meaning for pattern, meaning in _UNITS.items() if re.fullmatch(pattern, unit)
    )
    count = int(number) * factor
    if not match["half"]:
        return f"{prefix}{count}{letter}"
    halves = {"Y": f"P{count * 12 + 6}M", "H": f"PT{count * 60 + 30}M"}
    return halves.get(letter, f"{prefix}{count}{letter}")
