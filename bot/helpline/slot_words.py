"""Says a slot: « demain, vendredi 27 novembre, entre 14 h et 14 h 30 ». Pure."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from bot.knowledge.brand_words import DAYS, NO_BREAK, say_clock
from bot.knowledge.opening_hours import OpeningHours, Slot

_MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin",
    "juillet", "août", "septembre", "octobre", "novembre", "décembre",
)  # fmt: skip


def say_day(day: date) -> str:
    """« vendredi 27 novembre », « dimanche 1er mars »; near enough to need no year."""
    number = f"{day.day}er" if day.day == 1 else str(day.day)
    return f"{DAYS[day.weekday()]} {number}{NO_BREAK}{_MONTHS[day.month - 1]}"


def say_slot(slot: Slot, now: datetime, hours: OpeningHours) -> str:
    """A slot for a sentence, told from the customer's present day.

    Args:
        slot: What to say.
        now: Aware.
        hours: Whose local time is said.
    """
    said = _day_told(slot.start, now, hours)
    return f"{said} entre {_clock(slot.start, hours)} et {_clock(slot.end, hours)}"


def say_moment(at: datetime, now: datetime, hours: OpeningHours) -> str:
    """A moment for a sentence: « demain, vendredi 27 novembre, à 9 h ».

    The date is always said: overseas, it may be another day than here.

    Args:
        at: What to say, aware.
        now: Aware.
        hours: Whose local time is said.
    """
    return f"{_day_told(at, now, hours)} à {_clock(at, hours)}"


def say_slot_shortly(slot: Slot, hours: OpeningHours) -> str:
    """A slot for a button: « Vendredi 27 novembre, 14 h »."""
    day = hours.local_day(slot.start)
    name = say_day(day)
    return f"{name[:1].upper()}{name[1:]}, {_clock(slot.start, hours)}"


def _day_told(at: datetime, now: datetime, hours: OpeningHours) -> str:
    day, today = hours.local_day(at), hours.local_day(now)
    near = {today: "aujourd’hui", today + timedelta(days=1): "demain"}.get(day)
    return f"{near}, {say_day(day)}," if near else f"le {say_day(day)}"


def _clock(at: datetime, hours: OpeningHours) -> str:
    local = hours.local(at)
    return say_clock(local.hour * 60 + local.minute)
