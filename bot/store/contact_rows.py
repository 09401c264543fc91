"""Who came, who needed a human, and who had to come back, over a period.

A customer came back who wrote again in the same conversation after a pause, or whom the
site vouches for (`customer_id`) and who opened another conversation.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from bot.contracts.modes import Sender
from bot.contracts.supervision import ContactCounts
from bot.desk.history_choice import Number
from bot.store.desk_models import Handoff
from bot.store.epoch import epoch
from bot.store.models import Conversation, Message


@dataclass(frozen=True)
class ContactRules:
    """What a period and a return are.

    Attributes:
        since: First moment that counts, aware.
        until: First moment that no longer counts, aware.
        pause: Shorter, the customer was only thinking.
        within: Longer, it is another matter.
    """

    since: datetime
    until: datetime
    pause: timedelta
    within: timedelta


def count_contacts(session: Session, rules: ContactRules) -> ContactCounts:
    """Counts the conversations that began in the period."""
    each = (
        _began(rules)
        .add_columns(_called().label("called"), _returned(rules).label("returned"))
        .subquery()
    )
    # Grouped, because a sum of each would have SQLite look for everything twice.
    rows = session.execute(
        sa.select(each.c.called, each.c.returned, sa.func.count()).group_by(
            each.c.called, each.c.returned
        )
    )
    counts = {(bool(called), bool(back)): int(n) for called, back, n in rows}
    return ContactCounts(
        conversations=sum(counts.values()),
        with_human=sum(n for (called, _), n in counts.items() if called),
        returned=sum(n for (_, back), n in counts.items() if back),
        contained=counts.get((False, False), 0),
    )


def count_of(session: Session, number: Number, rules: ContactRules) -> int:
    """How many conversations one of these numbers counts."""
    ids = _ids(number, rules)
    return int(session.scalar(sa.select(sa.func.count()).select_from(ids)) or 0)


def list_contacts(
    session: Session, number: Number, rules: ContactRules, offset: int, limit: int
) -> list[str]:
    """Conversations that one of these numbers counts, the newest first."""
    ids = _ids(number, rules)
    return list(
        session.scalars(
            sa.select(ids.c.id)
            .order_by(ids.c.created_at.desc(), ids.c.id)
            .offset(offset)
            .limit(limit)
        )
    )


def _ids(number: Number, rules: ContactRules) -> Any:
    called, returned = _called(), _returned(rules)
    conditions = {
        Number.CONTACTS: (),
        Number.WITH_HUMAN: (called,),
        Number.RETURNED: (returned,),
        Number.CONTAINED: (~called, ~returned),
    }[number]
    return _began(rules).where(*conditions).subquery()


def _began(rules: ContactRules) -> Any:
    """Conversations that began in the period and in which the customer wrote."""
    return sa.select(Conversation.id, Conversation.created_at).where(
        Conversation.created_at >= rules.since,
        Conversation.created_at < rules.until,
        sa.exists().where(
            Message.conversation_id == Conversation.id,
            Message.sender == Sender.CUSTOMER.value,
        ),
    )


def _called() -> Any:
    return sa.exists().where(Handoff.conversation_id == Conversation.id)


def _returned(rules: ContactRules) -> Any:
    return sa.or_(Conversation.id.in_(_resumed(rules)), _came_back(rules))


def _resumed(rules: ContactRules) -> Any:
    """Conversations in which the customer wrote again after a pause."""
    pause_s = epoch(Message.at) - sa.func.lag(epoch(Message.at)).over(
        partition_by=Message.conversation_id, order_by=Message.seq
    )
    lived_s = epoch(Conversation.updated_at) - epoch(Conversation.created_at)
    began = sa.select(Conversation.id).where(
        Conversation.created_at >= rules.since,
        Conversation.created_at < rules.until,
        # Most are over before any pause could have passed: their messages are not read.
        lived_s >= rules.pause.total_seconds(),
    )
    pauses = (
        sa.select(Message.conversation_id, pause_s.label("pause_s"))
        .where(
            Message.sender == Sender.CUSTOMER.value,
            Message.conversation_id.in_(began),
        )
        .subquery()
    )
    return sa.select(pauses.c.conversation_id).where(
        pauses.c.pause_s.between(
            rules.pause.total_seconds(), rules.within.total_seconds()
        )
    )


def _came_back(rules: ContactRules) -> Any:
    """Whether the same customer opened another conversation soon after this one."""
    other = aliased(Conversation)
    return sa.exists().where(
        other.customer_id == Conversation.customer_id,
        other.id != Conversation.id,
        other.created_at > Conversation.created_at,
        epoch(other.created_at)
        <= epoch(Conversation.updated_at) + rules.within.total_seconds(),
    )
