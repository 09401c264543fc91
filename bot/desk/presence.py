"""Whether an agent is still there, from his last signs. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

# A console that is open writes down a sign this often, in seconds.
HEARTBEAT_S = 10
# After so long without a sign nobody is shown as connected or looking on, in seconds:
# two signs may be late.
FRESH_S = 3 * HEARTBEAT_S


def is_fresh(seen_at: datetime | None, now: datetime) -> bool:
    """Whether a sign is new enough to say that somebody is there."""
    return seen_at is not None and now - seen_at <= timedelta(seconds=FRESH_S)


def is_gone(signs: Iterable[datetime | None], now: datetime, gone_after_s: int) -> bool:
    """Whether an agent has left for good.

    Args:
        signs: Moments at which he was there, or at which we were not watching: his
            console's last sign, when he got the conversation, when he last wrote in it,
            and when we began to watch. Without the last, a restart would take
            everybody's conversations before anybody could come back.
        now: The present, aware.
        gone_after_s: Seconds without a sign; exactly that many are still patience.
    """
    known = [sign for sign in signs if sign is not None]
    return bool(known) and now - max(known) > timedelta(seconds=gone_after_s)
