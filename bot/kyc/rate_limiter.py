"""At most so many questions a second, and no long queue in front of them."""

from __future__ import annotations

import asyncio
import time
from collections import deque
from collections.abc import Awaitable, Callable


class RateLimiter:
    """Lets `rate` questions through in any window of `per_s` seconds."""

    def __init__(
        self,
        rate: int,
        per_s: float = 1.0,
        *,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
    ) -> None:
        """Starts with every place free.

        Args:
            rate: Questions in a window.
            per_s: Length of the window, in seconds.
            clock: Seconds that only go forward.
            sleep: Waits so many seconds.
        """
        self._per_s = per_s
        self._clock = clock
        self._sleep = sleep
        # When each of the last `rate` questions may go, also those still waiting.
        self._booked: deque[float] = deque(maxlen=rate)

    async def take(self, max_wait_s: float) -> bool:
        """Waits for a place; `False` at once if that would take too long.

        A place is booked before waiting, so that places are given in order.
        """
        now = self._clock()
        full = len(self._booked) == self._booked.maxlen
        start = max(now, self._booked[0] + self._per_s) if full else now
        if start - now > max_wait_s:
            return False
        self._booked.append(start)
        if start > now:
            await self._sleep(start - now)
        return True
