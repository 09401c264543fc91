"""Reads what happens at the desk now, for the supervisors' board."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from bot.contracts.desk import TimerKind
from bot.contracts.loan_files import CallbackState
from bot.contracts.modes import Mode, Sender
from bot.contracts.people import Role
from bot.contracts.supervision import (
    AgentFacts,
    BoardFacts,
    CallbackFacts,
    HeldFacts,
    PromiseFacts,
    WaitingFacts,
)
from bot.store.desk_models import Handoff, Timer
from bot.store.epoch import epoch
from bot.store.handoffs import list_active, list_queue
from bot.store.hotline_models import Callback
from bot.store.models import Agent, Conversation, Message

PROMISES = (TimerKind.FIRST_ANSWER, TimerKind.NEXT_ANSWER, TimerKind.RESOLUTION)


def read_board(session: Session, soon_until: datetime) -> BoardFacts:
    """Everything the board shows.

    Args:
        session: A reading session.
        soon_until: Promises due until then are read.
    """
    return BoardFacts(
        waiting=tuple(
            WaitingFacts(
                item.conversation_id, item.reason, item.since.timestamp(), item.preview
            )
            for item in list_queue(session)
        ),
        held=_held(session),
        agents=_agents(session),
        broken=_broken(session),
        due=_due(session, soon_until),
        callbacks=_callbacks(session),
    )


def _held(session: Session) -> tuple[HeldFacts, ...]:
    active = [row for row in list_active(session) if row.mode == Mode.HUMAN.value]
    unanswered = _unanswered(session)
    return tuple(
        HeldFacts(
            row.conversation_id,
            row.reason,
            row.username,
            row.since.timestamp(),
            row.preview,
            unanswered.get(row.conversation_id),
        )
        for row in active
    )


def _unanswered(session: Session) -> dict[str, float]:
    """When the oldest words were said that the agent in charge has not answered."""
    answered = (
        sa.select(sa.func.max(Message.seq))
        .where(
            Message.conversation_id == Conversation.id,
            Message.sender == Sender.AGENT.value,
        )
        .correlate(Conversation)
        .scalar_subquery()
    )
    rows = session.execute(
        sa.select(Conversation.id, epoch(sa.func.min(Message.at)))
        .join(Message, Message.conversation_id == Conversation.id)
        .join(Handoff, Handoff.conversation_id == Conversation.id)
        .where(
            Conversation.mode == Mode.HUMAN.value,
            Handoff.ended_at.is_(None),
            Message.sender == Sender.CUSTOMER.value,
            # What called the human was said a moment before the handoff was opened.
            Message.seq > sa.func.coalesce(Conversation.handed_over_seq, 0),
            Message.seq > sa.func.coalesce(answered, 0),
        )
        .group_by(Conversation.id)
    )
    return {key: at for key, at in rows}


def _agents(session: Session) -> tuple[AgentFacts, ...]:
    rows = session.execute(
        sa.select(
            Agent.username,
            Agent.name,
            Agent.availability,
            Agent.capacity,
            epoch(Agent.seen_at),
        )
        .where(Agent.disabled_at.is_(None), Agent.role != Role.DESIGNER.value)
        .order_by(Agent.name)
    )
    return tuple(AgentFacts(*row) for row in rows)


def _broken(session: Session) -> tuple[PromiseFacts, ...]:
    rows = session.execute(
        sa.select(Handoff.conversation_id, Handoff.breaches).where(
            Handoff.ended_at.is_(None)
        )
    )
    return tuple(_breach(key, each) for key, breaches in rows for each in breaches)


def _breach(conversation_id: str, breach: dict[str, Any]) -> PromiseFacts:
    at = datetime.fromisoformat(breach["at"].replace("Z", "+00:00"))
    return PromiseFacts(conversation_id, str(breach["clock"]), at.timestamp())


def _due(session: Session, until: datetime) -> tuple[PromiseFacts, ...]:
    rows = session.execute(
        sa.select(Timer.conversation_id, Timer.kind, epoch(Timer.due_at))
        .join(Handoff, Handoff.id == Timer.handoff_id)
        .where(
            Handoff.ended_at.is_(None),
            Timer.kind.in_([kind.value for kind in PROMISES]),
            Timer.fired_at.is_(None),
            Timer.cancelled_at.is_(None),
            Timer.due_at <= until,
        )
    )
    return tuple(PromiseFacts(*row) for row in rows)


def _callbacks(session: Session) -> tuple[CallbackFacts, ...]:
    rows = session.execute(
        sa.select(
            Callback.id,
            Callback.conversation_id,
            epoch(Callback.slot_start),
            epoch(Callback.slot_end),
            Callback.topic,
        )
        .where(Callback.state == CallbackState.OPEN.value)
        .order_by(Callback.slot_start)
    )
    return tuple(CallbackFacts(*row) for row in rows)
