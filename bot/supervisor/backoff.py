"""When a process that died is started again: pure rules, without a clock."""

from __future__ import annotations

from dataclasses import dataclass

FIRST_DELAY_S = 0.5
LONGEST_DELAY_S = 30.0
# Long enough to have loaded a model and served: what dies later is a new incident.
STABLE_AFTER_S = 60.0
# Half of each delay is chance, so that processes that died together do not all come
# back in the same instant.
JITTER = 0.5


@dataclass(frozen=True)
class Fate:
    """What to do about a process that ended.

    Attributes:
        give_up: Whether to stop everything instead of starting it again.
        delay_s: Seconds to wait before the next start; 0 when giving up.
        attempt: Consecutive failures, this one included.
    """

    give_up: bool
    delay_s: float
    attempt: int


def delay_s(attempt: int, chance: float) -> float:
    """Seconds before the next start.

    Args:
        attempt: Consecutive failures, from 1.
        chance: In [0, 1]; 1 is the full delay, 0 half of it.
    """
    doublings = min(attempt - 1, 16)  # bounded, or 2**attempt overflows a float
    full = min(LONGEST_DELAY_S, FIRST_DELAY_S * 2.0**doublings)
    return full * (1 - JITTER + JITTER * chance)


def decide(
    failures_before: int,
    lived_s: float,
    was_ever_ready: bool,
    patience: int | None,
    chance: float,
) -> Fate:
    """Decides about a process that ended without being asked to.

    Args:
        failures_before: Consecutive failures before this one.
        lived_s: Seconds between its start and its end.
        was_ever_ready: Whether it answered at least once since `bot serve` began.
        patience: Failures after which one that never answered is hopeless; `None` to
            go on for ever.
        chance: In [0, 1], for the jitter.
    """
    attempt = 1 if lived_s >= STABLE_AFTER_S else failures_before + 1
    if patience is not None and not was_ever_ready and attempt >= patience:
        return Fate(give_up=True, delay_s=0.0, attempt=attempt)
    return Fate(give_up=False, delay_s=delay_s(attempt, chance), attempt=attempt)


@dataclass(frozen=True)
class Health:
    """How a process answered lately.

    Attributes:
        ready: Whether it has answered since its last start.
        misses: Probes in a row that failed since then.
        age_s: Seconds since its last start.
    """

    ready: bool = False
    misses: int = 0
    age_s: float = 0.0


def after_probe(health: Health, answered: bool, age_s: float) -> Health:
    """The state after one more probe."""
    if answered:
        return Health(ready=True, misses=0, age_s=age_s)
    return Health(ready=health.ready, misses=health.misses + 1, age_s=age_s)


def is_stuck(health: Health, start_limit_s: float, allowed_misses: int) -> bool:
    """Whether a living process should be killed and started again.

    Args:
        health: Its latest state.
        start_limit_s: Seconds it may take until its first answer.
        allowed_misses: Probes in a row that may fail once it has answered.
    """
    if not health.ready:
        return health.age_s > start_limit_s
    return health.misses > allowed_misses
