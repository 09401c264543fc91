"""Whether something whose time is over may go. Pure: the moment is given."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, time, timedelta, timezone, tzinfo

from bot.contracts.modes import Mode
from bot.contracts.retention import (
    Cutoffs,
    Kept,
    OldConversation,
    OldFile,
    StaysFor,
)

# A customer of these has nobody who owes him an answer at this moment.
AT_REST = frozenset({Mode.BOT, Mode.CLOSED})


def cutoffs(days: Mapping[Kept, int], now: datetime) -> Cutoffs:
    """For each kind, the moment before which its time is over.

    Args:
        days: How long each kind stays, in days.
        now: Aware.
    """
    return Cutoffs({kind: now - timedelta(days=n) for kind, n in days.items()}, now)


def conversation_stays(old: OldConversation) -> StaysFor | None:
    """Why a conversation stays although its last word is old; `None`: it goes."""
    if old.mode not in AT_REST or old.has_open_handoff or old.is_leased:
        return StaysFor.IN_USE
    if old.has_open_callback:
        return StaysFor.OPEN_CALLBACK
    if old.has_unread_complaint:
        return StaysFor.UNREAD_COMPLAINT
    return None


def file_stays(old: OldFile, limits: Cutoffs) -> StaysFor | None:
    """Why a loan file stays although it is old; `None`: it goes."""
    if old.is_fictional:
        return StaysFor.FICTIONAL
    if old.has_open_alert:
        return StaysFor.OPEN_ALERT
    confirmed_before = limits.before[Kept.CONFIRMED_ALERTS]
    if old.confirmed_at is not None and old.confirmed_at >= confirmed_before:
        return StaysFor.CONFIRMED_ALERT
    return None


def next_run(at: time, zone: tzinfo, now: datetime) -> datetime:
    """The next moment at which the clocks of `zone` show `at`, after `now`; in UTC."""
    today = now.astimezone(zone).date()
    days = (today, today + timedelta(days=1))
    moments = [
        datetime.combine(day, at, tzinfo=zone).astimezone(timezone.utc) for day in days
    ]
    return next(moment for moment in moments if moment > now)
