"""Says how long a wait may be: « une minute », « 5 minutes », « 1 h 20 ». Pure."""

from __future__ import annotations

import math

from bot.knowledge.brand_words import NO_BREAK

LONG_STEP_MIN = 5  # of what is said above an hour


def say_wait(seconds: int) -> str:
    """A wait for a sentence, rounded up: nobody should wait longer than was said."""
    minutes = max(1, math.ceil(seconds / 60))
    if minutes == 1:
        return "une minute"
    if minutes < 60:
        return f"{minutes}{NO_BREAK}minutes"
    hours, rest = divmod(math.ceil(minutes / LONG_STEP_MIN) * LONG_STEP_MIN, 60)
    return NO_BREAK.join([str(hours), "h", *([f"{rest:02}"] if rest else [])])
