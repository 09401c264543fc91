"""A made-up year of a desk, for measuring pages that read it whole."""

from __future__ import annotations

import random
import uuid
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from bot.contracts.desk import AssignedBy, Resolution
from bot.contracts.escalation import EscalationReason
from bot.contracts.modes import Mode, Sender
from bot.store.desk_models import Handoff
from bot.store.models import Conversation, Feedback, Message

YEAR = timedelta(days=364)
TOPICS = ("loan", "file", "kyc", "complaint", "magazine", None)
REGIONS = ("Bretagne", "Grand Est", "Île-de-France", "Occitanie", None)
TAGS = ((), (), ("file",), ("rate", "file"))
# Who says what, in order: the bot's part, then an agent's.
SENDERS = (
    Sender.CUSTOMER,
    Sender.BOT,
    Sender.CUSTOMER,
    Sender.BOT,
    Sender.AGENT,
    Sender.CUSTOMER,
    Sender.AGENT,
    Sender.CUSTOMER,
)
HUMAN_FROM = 4
# One customer in ten comes back, whom the site vouches for.
CUSTOMERS_OF_TEN = 9
# Shares of handoffs.
ABANDONED, RATED, NOTED = 0.12, 0.4, 0.9
BATCH = 5_000

Row = dict[str, Any]


def fill_year(
    session: Session, handoffs: int, agent_ids: Sequence[int], until: datetime
) -> None:
    """Adds so many conversations with a handoff and eight messages at most.

    To every second of them belongs one with the bot alone, of four messages.

    Args:
        session: A writing session.
        handoffs: How many, spread evenly over the year before `until`.
        agent_ids: Who answered.
        until: End of the year, aware.
    """
    random_ = random.Random(20200705)
    for first in range(0, handoffs, BATCH):
        many: dict[Any, list[Row]] = {}
        for number in range(first, min(first + BATCH, handoffs)):
            at = until - YEAR * (number + 1) / handoffs
            for has_human in (True, False)[: 1 + number % 2]:
                rows = _conversation(random_, number, at, agent_ids, has_human)
                for table, row in rows:
                    many.setdefault(table, []).append(row)
        for table, added in many.items():
            session.execute(sa.insert(table.__table__), added)


def _conversation(
    random_: random.Random,
    number: int,
    at: datetime,
    agent_ids: Sequence[int],
    has_human: bool,
) -> Iterator[tuple[Any, Row]]:
    key = str(uuid.UUID(int=random_.getrandbits(128)))
    called = at + timedelta(minutes=1)
    waited = timedelta(seconds=random_.expovariate(1 / 90))
    is_claimed = has_human and random_.random() > ABANDONED
    claimed = called + waited if is_claimed else None
    ended = called + waited + timedelta(minutes=random_.expovariate(1 / 9))
    said = SENDERS if claimed else SENDERS[:HUMAN_FROM]
    customer = number // 10 * CUSTOMERS_OF_TEN + min(number % 10, CUSTOMERS_OF_TEN - 1)
    yield (
        Conversation,
        {
            "id": key,
            "token_hash": key,
            "mode": Mode.CLOSED.value,
            "last_seq": len(said),
            "customer_id": f"c{customer}",
            "customer_read_seq": 0,
            "agent_read_seq": 0,
            "created_at": at,
            "updated_at": ended,
        },
    )
    if has_human:
        moments = (called, claimed, ended)
        yield Handoff, _handoff(random_, key, moments, agent_ids)
    step = (ended - at) / len(said)
    for seq, sender in enumerate(said, start=1):
        yield Message, _message(key, seq, sender, at + step * (seq - 1))
    if claimed and random_.random() < RATED:
        score = random_.choice((1, 3, 4, 5, 5))
        yield Feedback, {"conversation_id": key, "score": score, "at": ended}


def _handoff(
    random_: random.Random,
    key: str,
    moments: tuple[datetime, datetime | None, datetime],
    agent_ids: Sequence[int],
) -> Row:
    called, claimed, ended = moments
    # Those of before answers were noted are found in the messages.
    is_noted = claimed is not None and random_.random() < NOTED
    answered = claimed + timedelta(seconds=40) if claimed and is_noted else None
    of_agent: Mapping[str, Any] = {
        "agent_id": random_.choice(agent_ids),
        "assigned_by": AssignedBy.AGENT.value,
        "resolution": random_.choice(list(Resolution)).value,
    }
    nobody = dict.fromkeys(of_agent)
    return {
        "id": str(uuid.UUID(int=random_.getrandbits(128))),
        "conversation_id": key,
        "reason": random_.choice(list(EscalationReason)).value,
        "signals": [],
        "slots": {},
        "created_at": called,
        "topic": random_.choice(TOPICS),
        "region": random_.choice(REGIONS),
        "language": "fr",
        "claimed_at": claimed,
        "first_answer_at": answered,
        "breaches": [],
        "ended_at": ended,
        "outcome": "closed" if claimed else "cancelled",
        "tags": list(random_.choice(TAGS)),
        "polarity_start": random_.uniform(-1, 0.2),
        "polarity_end": random_.uniform(-0.5, 1) if claimed else None,
        **(of_agent if claimed else nobody),
    }


def _message(key: str, seq: int, sender: Sender, at: datetime) -> Row:
    return {
        "conversation_id": key,
        "seq": seq,
        "message_id": f"{key[:30]}{seq:06}",
        "sender": sender.value,
        "text": "Bonjour, je voudrais savoir où en est mon dossier, s’il vous plaît.",
        "buttons": [],
        "at": at,
        "attempts": 0,
    }
