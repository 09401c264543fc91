"""Stops asking a service that fails, and tries again carefully."""

from __future__ import annotations

import time
from collections.abc import Callable
from enum import Enum


class BreakerState(str, Enum):
    """Closed lets questions through; open refuses; half open lets one try."""

    CLOSED = "closed"
    OPEN = "open"
    HALF_OPEN = "half_open"


class CircuitBreaker:
    """Opens after several failures in a row; one try closes or opens it again.

    For one event loop: nothing here waits, so nothing needs a lock.
    """

    def __init__(
        self,
        *,
        failures: int = 5,
        open_s: float = 30.0,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Starts closed.

        Args:
            failures: In a row, before it opens.
            open_s: Seconds until the next try.
            clock: Seconds that only go forward.
        """
        self._limit = failures
        self._open_s = open_s
        self._clock = clock
        self._failures = 0
        self._open_until: float | None = None
        self._trying = False

    @property
    def state(self) -> BreakerState:
        """Where it stands now."""
        if self._open_until is None:
            return BreakerState.CLOSED
        is_over = self._clock() >= self._open_until
        return BreakerState.HALF_OPEN if is_over else BreakerState.OPEN

    def allows(self) -> bool:
        """Whether a question may go out; in half open, only the first one may.

        Whoever was allowed must report `succeeded`, `failed` or `gave_up`.
        """
        state = self.state
        if state is BreakerState.HALF_OPEN and not self._trying:
            self._trying = True
            return True
        return state is BreakerState.CLOSED

    def succeeded(self) -> None:
        """The service answered."""
        self._failures, self._open_until, self._trying = 0, None, False

    def failed(self) -> None:
        """The service did not answer as it should."""
        self._failures += 1
        if self._trying or self._failures >= self._limit:
            self.open_for(self._open_s)

    def gave_up(self) -> None:
        """The question was dropped for a reason of ours: it says nothing about them."""
        self._trying = False

    def open_for(self, seconds: float) -> None:
        """Opens at once, because the service asked for a pause."""
        self._trying = False
        until = self._clock() + seconds
        self._open_until = max(until, self._open_until or until)
