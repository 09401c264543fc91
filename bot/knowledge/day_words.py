"""What is said by the hour of the day, on the French clock. Pure, but for the clock."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

FRANCE = ZoneInfo("Europe/Paris")

# Hours at which each word begins; before the first, the last one holds.
_GREETINGS = ((5, "Bonjour"), (18, "Bonsoir"))
_FAREWELLS = ((5, "Bonne journée"), (17, "Bonne soirée"), (22, "Bonne nuit"))


def now_in_france() -> datetime:
    """The present moment; tests give a clock of their own."""
    return datetime.now(FRANCE)


def day_words(moment: datetime) -> dict[str, str]:
    """What responses may say of an aware moment, by the name of the placeholder."""
    hour = moment.astimezone(FRANCE).hour
    return {
        "day_greeting": _at(hour, _GREETINGS),
        "day_farewell": _at(hour, _FAREWELLS),
    }


def _at(hour: int, words: tuple[tuple[int, str], ...]) -> str:
    begun = [word for start, word in words if start <= hour]
    return begun[-1] if begun else words[-1][1]
