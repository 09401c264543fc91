"""How often the queue is told. Pure."""

from __future__ import annotations

# Changes of the queue within this time are told once.
QUEUE_COALESCE_S = 0.02
QUEUE_REST_MAX_S = 0.25


def rest_after(telling_s: float) -> float:
    """Seconds until the queue may be told again, after it took `telling_s`.

    A long queue takes long to tell: at most a fifth of the time goes into it, and
    nobody hears of a change later than `QUEUE_REST_MAX_S`.
    """
    return min(max(4 * telling_s, QUEUE_COALESCE_S), QUEUE_REST_MAX_S)
