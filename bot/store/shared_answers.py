"""Answers passed on by a short link: kept once, shares and opens counted exactly.

A code is made of the content alone, so the same answer has the same link whoever shares
it, and a link says nothing of who did.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from bot.contracts.shares import PublicAnswer, ShareChannel, Source
from bot.errors import StoreError
from bot.store.models import utc_now
from bot.store.share_models import CODE_CHARS, ShareCount, SharedAnswer

# Digits and small letters that are not taken for one another (Crockford's base 32):
# 10 of them are 50 bits.
CODE_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"

ByChannel = dict[ShareChannel, int]


def code_of(answer: PublicAnswer) -> str:
    """The code of an answer's page: of all that the page shows, and of nothing else."""
    content = json.dumps(asdict(answer), ensure_ascii=False, sort_keys=True)
    number = int.from_bytes(hashlib.sha256(content.encode()).digest(), "big")
    return "".join(CODE_ALPHABET[(number >> 5 * n) & 31] for n in range(CODE_CHARS))


def add_shared_answer(session: Session, answer: PublicAnswer) -> str:
    """Makes an answer public, once however often it is asked for; returns its code.

    Raises:
        StoreError: Another answer has this code, which chance will not do.
    """
    code = code_of(answer)
    kept = {**asdict(answer), "texts": list(answer.texts)}
    insert = _insert(session, SharedAnswer).values(
        {**kept, "code": code, "created_at": utc_now()}
    )
    session.execute(insert.on_conflict_do_nothing(index_elements=["code"]))
    if find_shared_answer(session, code) != answer:
        raise StoreError(
            f"Expected the code {code} to belong to one answer, but found another one "
            "under it. Please change a word of the answer."
        )
    return code


def find_shared_answer(session: Session, code: str) -> PublicAnswer | None:
    """The answer of a code; `None` when there is none."""
    row = session.get(SharedAnswer, code)
    if row is None:
        return None
    return PublicAnswer(
        response=row.response,
        texts=tuple(row.texts),
        period=row.period,
        sources=tuple(Source(**each) for each in row.sources),
    )


def count_share(session: Session, code: str, channel: ShareChannel, day: date) -> None:
    """Counts that somebody chose to pass a page on.

    Args:
        session: A writing session.
        code: Of a page that exists.
        channel: That was chosen.
        day: In UTC.
    """
    _add(session, code, channel, day, shares=1)


def count_open(
    session: Session, code: str, channel: ShareChannel, day: date, times: int = 1
) -> None:
    """Counts that a page was opened, once or more; see `count_share`."""
    _add(session, code, channel, day, opens=times)


def shares_by_channel(
    session: Session, since: date | None = None, until: date | None = None
) -> ByChannel:
    """How many shares each channel had.

    Args:
        session: A reading session.
        since: First day (UTC) that counts; `None` = from the beginning.
        until: First day that no longer counts; `None` = to this day.

    Returns:
        Every channel, 0 when it had none.
    """
    return _sum_by_channel(session, ShareCount.shares, since, until)


def opens_by_channel(
    session: Session, since: date | None = None, until: date | None = None
) -> ByChannel:
    """How many opens each channel had; see `shares_by_channel`."""
    return _sum_by_channel(session, ShareCount.opens, since, until)


def _add(
    session: Session,
    code: str,
    channel: ShareChannel,
    day: date,
    *,
    shares: int = 0,
    opens: int = 0,
) -> None:
    # One statement, so that of two at the same time neither is lost.
    key = {"code": code, "channel": channel.value, "day": day}
    insert = _insert(session, ShareCount).values(**key, shares=shares, opens=opens)
    more = {
        "shares": ShareCount.shares + shares,
        "opens": ShareCount.opens + opens,
    }
    session.execute(insert.on_conflict_do_update(index_elements=list(key), set_=more))


def _insert(session: Session, table: Any) -> Any:
    """An insert that knows conflicts, which each database spells by itself."""
    is_sqlite = session.get_bind().dialect.name == "sqlite"
    return (sqlite if is_sqlite else postgresql).insert(table)


def _sum_by_channel(
    session: Session, counted: Any, since: date | None, until: date | None
) -> ByChannel:
    query = sa.select(ShareCount.channel, sa.func.sum(counted)).group_by(
        ShareCount.channel
    )
    if since is not None:
        query = query.where(ShareCount.day >= since)
    if until is not None:
        query = query.where(ShareCount.day < until)
    found = {ShareChannel(name): int(total) for name, total in session.execute(query)}
    return {channel: found.get(channel, 0) for channel in ShareChannel}
