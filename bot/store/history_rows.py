"""Reads the handoffs of a period for the history; a year of them at once."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from bot.contracts.modes import Sender
from bot.contracts.supervision import HandoffFacts, Said
from bot.store.desk_models import Handoff
from bot.store.epoch import epoch
from bot.store.models import Agent, Feedback, Message

# Places in a row of `read_handoffs`.
CLAIMED, ANSWERED, TAGS = (
    HandoffFacts._fields.index(name) for name in ("claimed", "answered", "tags")
)


@dataclass(frozen=True)
class Period:
    """Which handoffs: those called for from `since` on and before `until`.

    Attributes:
        since: First moment that counts, aware.
        until: First moment that no longer counts, aware.
        reason: Only these; `None`: all, as below.
        agent: Username.
        topic: Of the handoff.
        region: Of the customer.
    """

    since: datetime
    until: datetime
    reason: str | None = None
    agent: str | None = None
    topic: str | None = None
    region: str | None = None

    @property
    def is_filtered(self) -> bool:
        """Whether only some handoffs of the period are meant."""
        return any((self.reason, self.agent, self.topic, self.region))


@dataclass(frozen=True)
class Choices:
    """What the handoffs of a period can be filtered by; agents as (username, name)."""

    reasons: tuple[str, ...]
    agents: tuple[tuple[str, str], ...]
    topics: tuple[str, ...]
    regions: tuple[str, ...]


def _within(period: Period) -> list[Any]:
    asked = {
        Handoff.reason: period.reason,
        Agent.username: period.agent,
        Handoff.topic: period.topic,
        Handoff.region: period.region,
    }
    return [
        Handoff.created_at >= period.since,
        Handoff.created_at < period.until,
        *(column == value for column, value in asked.items() if value),
    ]


def read_handoffs(session: Session, period: Period) -> list[HandoffFacts]:
    """Every handoff of the period, the newest first."""
    # Plain columns by the connection: the session would look at each row for objects.
    rows = session.connection().execute(
        sa.select(
            Handoff.id,
            Handoff.conversation_id,
            Handoff.reason,
            Handoff.topic,
            Handoff.region,
            Agent.username,
            epoch(Handoff.created_at),
            epoch(Handoff.claimed_at),
            epoch(Handoff.first_answer_at),
            epoch(Handoff.ended_at),
            Handoff.outcome,
            Handoff.resolution,
            sa.cast(Handoff.tags, sa.Text),
            Feedback.score,
            Handoff.polarity_start,
            Handoff.polarity_end,
        )
        .outerjoin(Agent, Agent.id == Handoff.agent_id)
        .outerjoin(Feedback, Feedback.conversation_id == Handoff.conversation_id)
        .where(*_within(period))
        .order_by(Handoff.created_at.desc(), Handoff.id)
    )
    answers = _first_answers(session, period)
    return [_facts(row, answers) for row in rows]


def _facts(row: Any, answers: dict[str, float]) -> HandoffFacts:
    # In place and by position: this runs for each handoff of a year.
    values = list(row)
    if values[ANSWERED] is None and values[CLAIMED] is not None:
        values[ANSWERED] = answers.get(values[0])
    values[TAGS] = _read_tags(values[TAGS])
    return HandoffFacts._make(values)


@lru_cache(maxsize=1024)
def _read_tags(written: str | None) -> tuple[str, ...]:
    # Agents tie the same few to most.
    return tuple(json.loads(written or "[]"))


def _first_answers(session: Session, period: Period) -> dict[str, float]:
    """First words of agents in handoffs that do not say when they were answered."""
    query = (
        sa.select(Handoff.id, epoch(sa.func.min(Message.at)))
        .join(Message, Message.conversation_id == Handoff.conversation_id)
        .outerjoin(Agent, Agent.id == Handoff.agent_id)
        .where(
            *_within(period),
            Handoff.first_answer_at.is_(None),
            Handoff.claimed_at.is_not(None),
            Message.sender == Sender.AGENT.value,
            Message.at >= Handoff.claimed_at,
            sa.or_(Handoff.ended_at.is_(None), Message.at <= Handoff.ended_at),
        )
        .group_by(Handoff.id)
    )
    return {row[0]: row[1] for row in session.execute(query)}


def read_said(session: Session, conversation_ids: Sequence[str]) -> Iterator[Said]:
    """What customers and agents said there and when, conversation by conversation."""
    by_customer = Message.sender == Sender.CUSTOMER.value
    rows = session.execute(
        sa.select(Message.conversation_id, by_customer, epoch(Message.at))
        .where(
            Message.conversation_id.in_(conversation_ids),
            sa.or_(by_customer, Message.sender == Sender.AGENT.value),
        )
        .order_by(Message.conversation_id, Message.seq)
    )
    return (Said(key, bool(customer), at) for key, customer, at in rows)


def read_choices(session: Session, period: Period) -> Choices:
    """What the period's handoffs can be filtered by, whatever they are filtered by."""
    whole = _within(Period(period.since, period.until))
    # Together, so that the period is gone through once.
    columns = (Handoff.reason, Handoff.topic, Handoff.region, Handoff.agent_id)
    found = session.execute(sa.select(*columns).where(*whole).distinct()).all()
    reasons, topics, regions, agent_ids = (
        sorted({row[place] for row in found} - {None}) for place in range(len(columns))
    )
    agents = session.execute(
        sa.select(Agent.username, Agent.name)
        .where(Agent.id.in_(agent_ids))
        .order_by(Agent.username)
    )
    return Choices(
        reasons=tuple(reasons),
        agents=tuple((username, name) for username, name in agents),
        topics=tuple(topics),
        regions=tuple(regions),
    )
