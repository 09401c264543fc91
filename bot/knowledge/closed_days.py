"""Days on which nobody answers: public holidays of France, and those that are named."""

from __future__ import annotations

import functools
from collections.abc import Callable
from datetime import date
from typing import Any

# Départements whose holidays differ, and what `holidays` calls them. The rest of
# France has the national ones. Source: `holidays`, France.
_SUBDIVISIONS = {
    "57": "57",
    "67": "6AE",
    "68": "6AE",
    "971": "971",
    "972": "972",
    "973": "973",
    "974": "974",
    "976": "976",
}


def known_departments() -> frozenset[str]:
    """Codes of the départements that have holidays of their own."""
    return frozenset(_SUBDIVISIONS)


def closed_days(
    *, public_holidays: bool, department: str = "", others: frozenset[date]
) -> Callable[[date], bool]:
    """Makes the question whether a day is closed all day long.

    Args:
        public_holidays: Whether those of France count.
        department: Adds its own; empty for none.
        others: Further days.
    """
    calendar = _calendar(department) if public_holidays else frozenset[date]()

    def is_closed(day: date) -> bool:
        return day in others or day in calendar

    return is_closed


@functools.lru_cache(maxsize=16)
def _calendar(department: str) -> Any:
    # Imported when first needed: a third of a second that most commands can save.
    import holidays

    return holidays.country_holidays("FR", subdiv=_SUBDIVISIONS.get(department))
