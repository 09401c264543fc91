"""Rows that supervisors' figures are made of: read by the store, counted by the desk.

Moments are seconds since 1970 (UTC) and durations are seconds: a year of handoffs is
read at once, and aware datetimes would take half of the time.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple


class HandoffFacts(NamedTuple):
    """One handoff of a period. A tuple, because there may be a hundred thousand.

    Attributes:
        id: Of the handoff.
        conversation_id: Whose.
        reason: Why a human was called.
        topic: What it is about; `None` when nothing is known, as below.
        region: Of the customer.
        agent: Username of who had it last.
        created: When the human was called.
        claimed: When an agent first took it.
        answered: When an agent first wrote.
        ended: When it ended.
        outcome: How: `returned`, `closed`, `cancelled` …
        resolution: How, in the agent's judgement.
        tags: What agents tied to it.
        score: How listened to the customer felt, 1 to 5.
        polarity_start: Of the customer's mood when the human was called, in [-1, 1].
        polarity_end: The same at the end.
    """

    id: str
    conversation_id: str
    reason: str
    topic: str | None
    region: str | None
    agent: str | None
    created: float
    claimed: float | None
    answered: float | None
    ended: float | None
    outcome: str | None
    resolution: str | None
    tags: tuple[str, ...]
    score: int | None
    polarity_start: float | None
    polarity_end: float | None


class Said(NamedTuple):
    """One message between customer and agent, without its words."""

    conversation_id: str
    by_customer: bool
    at: float


@dataclass(frozen=True)
class ContactCounts:
    """Conversations that began in a period and in which the customer wrote.

    Attributes:
        conversations: All of them.
        with_human: A human was called.
        returned: The customer wrote again within the time that counts as a return.
        contained: Neither.
    """

    conversations: int
    with_human: int
    returned: int
    contained: int


@dataclass(frozen=True)
class WaitingFacts:
    """A conversation that waits for an agent."""

    conversation_id: str
    reason: str
    since: float
    preview: str


@dataclass(frozen=True)
class HeldFacts:
    """A conversation that an agent holds.

    Attributes:
        conversation_id: Which.
        reason: Why a human was called.
        agent: Username of who holds it.
        since: When it was taken.
        preview: The customer's last words.
        unanswered_since: The oldest words that no agent answered; `None`: none.
    """

    conversation_id: str
    reason: str
    agent: str
    since: float
    preview: str
    unanswered_since: float | None


@dataclass(frozen=True)
class AgentFacts:
    """Somebody who may answer customers."""

    username: str
    name: str
    availability: str
    capacity: int
    seen: float | None


@dataclass(frozen=True)
class PromiseFacts:
    """A promise of the service: broken at a moment, or due at one.

    Attributes:
        conversation_id: To whom.
        clock: Value of `TimerKind`.
        at: When it was broken, or will be.
    """

    conversation_id: str
    clock: str
    at: float


@dataclass(frozen=True)
class CallbackFacts:
    """A call that a customer was promised; never with the number."""

    id: str
    conversation_id: str
    start: float
    end: float
    topic: str | None


@dataclass(frozen=True)
class BoardFacts:
    """Everything that happens at the desk at one moment."""

    waiting: tuple[WaitingFacts, ...] = ()
    held: tuple[HeldFacts, ...] = ()
    agents: tuple[AgentFacts, ...] = ()
    broken: tuple[PromiseFacts, ...] = ()
    due: tuple[PromiseFacts, ...] = ()
    callbacks: tuple[CallbackFacts, ...] = field(default=())
