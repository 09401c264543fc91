"""The trackers of the conversations that are going on, kept in memory between turns."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable

from bot.channel.live_tracker import LiveTracker

# A tracker takes some 100 kB.
MOST_TRACKERS = 128
# An erased conversation is read no more, but stays in memory this long.
IDLE_LIMIT_S = 900.0


class LiveTrackers:
    """Lends each tracker to one turn: a turn that fails never brings it back."""

    def __init__(
        self,
        most: int = MOST_TRACKERS,
        idle_limit_s: float = IDLE_LIMIT_S,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Keeps at most so many trackers, none longer than `idle_limit_s` seconds."""
        self._most = most
        self._idle_limit_s = idle_limit_s
        self._clock = clock
        self._kept: OrderedDict[str, tuple[float, LiveTracker]] = OrderedDict()

    def take(self, sender_id: str) -> LiveTracker | None:
        """Takes a tracker out; `None` if it is not there."""
        self._drop_idle()
        kept = self._kept.pop(sender_id, None)
        return kept[1] if kept else None

    def put(self, tracker: LiveTracker) -> None:
        """Keeps a tracker, and drops the one that was not used for the longest time."""
        self._kept.pop(tracker.sender_id, None)
        self._kept[tracker.sender_id] = (self._clock(), tracker)
        if len(self._kept) > self._most:
            self._kept.popitem(last=False)

    def _drop_idle(self) -> None:
        oldest_allowed = self._clock() - self._idle_limit_s
        while self._kept:
            kept_at, _ = next(iter(self._kept.values()))
            if kept_at >= oldest_allowed:
                return
            self._kept.popitem(last=False)
