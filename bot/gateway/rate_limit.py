"""Token buckets against floods. They slow nobody who types."""

from __future__ import annotations

import time
from collections.abc import Callable

from bot.errors import Refused
from bot.settings import Settings

# Full buckets are forgotten when there are more than this.
MAX_BUCKETS = 50_000
# Links that one conversation may ask for in a minute; a person asks for a few.
SHARES_PER_MINUTE = 60
# Tries to say who one is, and downloads of what was said: a page needs one of each.
IDENTITIES_PER_MINUTE = 20
EXPORTS_PER_MINUTE = 10


class RateLimit:
    """At most `per_minute` events a minute for each key, all at once if need be.

    Args:
        per_minute: Size of the bucket, and what flows back in a minute; 0 = no limit.
        clock: Seconds, monotonic.
    """

    def __init__(
        self, per_minute: int, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._per_minute = per_minute
        self._clock = clock
        self._buckets: dict[str, tuple[float, float]] = {}

    def allows(self, key: str) -> bool:
        """Takes one token of the key's bucket; False when it is empty."""
        if self._per_minute == 0:
            return True
        now = self._clock()
        level = self._level(key, now)
        if level < 1:
            return False
        if len(self._buckets) >= MAX_BUCKETS:
            self._forget_full(now)
        self._buckets[key] = (level - 1, now)
        return True

    def _level(self, key: str, now: float) -> float:
        level, then = self._buckets.get(key, (float(self._per_minute), now))
        return min(self._per_minute, level + (now - then) * self._per_minute / 60)

    def _forget_full(self, now: float) -> None:
        self._buckets = {
            key: bucket
            for key, bucket in self._buckets.items()
            if self._level(key, now) < self._per_minute
        }


class RateLimits:
    """The limits of the public border."""

    def __init__(self, settings: Settings) -> None:
        """Reads the limits."""
        self._messages = RateLimit(settings.messages_per_minute)
        self._conversations = RateLimit(settings.new_conversations_per_minute)
        self._shares = RateLimit(SHARES_PER_MINUTE)
        self._identities = RateLimit(IDENTITIES_PER_MINUTE)
        self._exports = RateLimit(EXPORTS_PER_MINUTE)

    def check_message(self, conversation_id: str) -> None:
        """Counts a message.

        Raises:
            Refused: 429.
        """
        _check(self._messages, conversation_id)

    def check_conversation(self, address: str) -> None:
        """Counts a new conversation from an address.

        Raises:
            Refused: 429.
        """
        _check(self._conversations, address)

    def check_share(self, conversation_id: str) -> None:
        """Counts a link to an answer.

        Raises:
            Refused: 429.
        """
        _check(self._shares, conversation_id)

    def check_identity(self, conversation_id: str) -> None:
        """Counts a try to say whose conversation it is.

        Raises:
            Refused: 429.
        """
        _check(self._identities, conversation_id)

    def check_export(self, conversation_id: str) -> None:
        """Counts a download of the conversation.

        Raises:
            Refused: 429.
        """
        _check(self._exports, conversation_id)


def _check(limit: RateLimit, key: str) -> None:
    if not limit.allows(key):
        raise Refused(
            429, "too_many_requests", "Trop de demandes à la fois. Réessayez bientôt."
        )
