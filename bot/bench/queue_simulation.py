"""A busy afternoon at the desk, played in simulated minutes.

Customers arrive by chance for a set mix of reasons; agents, each with one conversation
at a time, take whoever a rule puts first. Nothing else differs between two rules: same
arrivals, same lengths of conversations, same random numbers.
"""

from __future__ import annotations

import heapq
import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone

from bot.desk.priority import Urgency, assumed_arrival
from bot.desk.routing_policy import HeadStarts

DAY_START = datetime(2026, 11, 23, 8, tzinfo=timezone.utc)
# How often each reason calls a human, and the moods that come with it (chance,
# polarity). An assumption for a bad day, not a measurement.
REASON_MIX: Mapping[str, float] = {
    "requested": 0.30,
    "repeated_fallback": 0.20,
    "negative_sentiment": 0.20,
    "low_confidence": 0.15,
    "sensitive_topic": 0.07,
    "distress": 0.08,
}
ANGRY = {"negative_sentiment": 1.0, "distress": 0.6, "requested": 0.15}


@dataclass(frozen=True)
class Afternoon:
    """What is simulated.

    Attributes:
        agents: Who work, each on one conversation at a time.
        arrivals_per_hour: On average.
        minutes: How long customers arrive; agents go on until nobody waits.
        talk_minutes: Mean length of a conversation.
        seed: Of the random numbers.
    """

    agents: int = 4
    arrivals_per_hour: float = 48.0
    minutes: float = 300.0
    talk_minutes: float = 6.0
    seed: int = 20200705

    @property
    def load(self) -> float:
        """Work that arrives for each agent's minute: above 1 the queue grows."""
        return self.arrivals_per_hour * self.talk_minutes / 60 / self.agents


@dataclass(frozen=True)
class Arrival:
    """A customer: when he came, in minutes, why, and how long he will take."""

    number: int
    at: float
    urgency: Urgency
    talk: float


@dataclass
class Served:
    """The outcome: who was served when, in minutes, in the order of service."""

    order: list[tuple[Arrival, float]] = field(default_factory=list)

    def waits(self, reason: str | None = None) -> list[float]:
        """Minutes waited, of one reason or of everybody, shortest first."""
        return sorted(
            start - arrival.at
            for arrival, start in self.order
            if reason in (None, arrival.urgency.reason)
        )

    def longest_overtaking(self) -> float:
        """How much later than somebody a customer came who was served before him."""
        longest = latest = 0.0
        for arrival, _ in self.order:
            longest = max(longest, latest - arrival.at)
            latest = max(latest, arrival.at)
        return longest


Rule = Callable[[Arrival], object]


def draw_arrivals(afternoon: Afternoon) -> list[Arrival]:
    """Everybody who comes, in order of arrival."""
    chance = random.Random(afternoon.seed)
    reasons, weights = list(REASON_MIX), list(REASON_MIX.values())
    arrivals: list[Arrival] = []
    at = 0.0
    while True:
        at += chance.expovariate(afternoon.arrivals_per_hour / 60)
        if at >= afternoon.minutes:
            return arrivals
        reason = chance.choices(reasons, weights)[0]
        is_angry = chance.random() < ANGRY.get(reason, 0.0)
        urgency = Urgency(
            reason,
            DAY_START + timedelta(minutes=at),
            chance.uniform(-1, -0.5) if is_angry else chance.uniform(-0.4, 0.4),
            broken_promises=int(chance.random() < 0.2),
        )
        talk = chance.expovariate(1 / afternoon.talk_minutes)
        arrivals.append(Arrival(len(arrivals), at, urgency, talk))


def serve(arrivals: Sequence[Arrival], agents: int, rule: Rule) -> Served:
    """Plays the afternoon: whenever an agent is free, the first by the rule is taken.

    Args:
        arrivals: In order of arrival.
        agents: How many work.
        rule: Gives what is compared; the smallest is served first.
    """
    free_at = [0.0] * agents
    waiting: list[tuple[object, int]] = []
    served, coming = Served(), 0
    while coming < len(arrivals) or waiting:
        now = heapq.heappop(free_at)
        if not waiting and arrivals[coming].at > now:
            now = arrivals[coming].at
        while coming < len(arrivals) and arrivals[coming].at <= now:
            heapq.heappush(waiting, (rule(arrivals[coming]), coming))
            coming += 1
        arrival = arrivals[heapq.heappop(waiting)[1]]
        served.order.append((arrival, now))
        heapq.heappush(free_at, now + arrival.talk)
    return served


def by_points(starts: HeadStarts) -> Rule:
    """Our rule."""
    return lambda arrival: assumed_arrival(arrival.urgency, starts)


def first_come(arrival: Arrival) -> float:
    """First come, first served."""
    return arrival.at


def strict_ranks(starts: HeadStarts) -> Rule:
    """What many desks do: a higher rank always first, whoever waits behind it."""
    ranks = {reason.value: -minutes for reason, minutes in starts.reason.items()}
    return lambda arrival: (ranks[arrival.urgency.reason], arrival.at)
