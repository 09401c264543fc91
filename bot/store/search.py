"""Finds conversations by what was said, noted, named or ticked.

Nothing is indexed by words: every row of the period is read, so a search is bounded in
time, and says when that was too little.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from bot.errors import StoreError
from bot.store.desk_models import Handoff, Note
from bot.store.folding import folded, like_pattern
from bot.store.loan_models import LoanFile
from bot.store.models import Agent, Conversation, Message
from bot.store.word_forms import word_forms

PAGE_SIZE = 20
MAX_WORDS = 6
TIMEOUT_S = 4.0
# SQLite looks at the clock after so many of its own steps.
_STEPS = 20_000


class SearchTooLong(StoreError):
    """The time was over before the store had looked everywhere."""


@dataclass(frozen=True)
class Wanted:
    """What is looked for; empty and `None` restrict nothing.

    Attributes:
        words: All must stand in one message, note, name or reference, in some form.
        mode: Of the conversation.
        agent: Username of somebody who held it or wrote in it.
        tag: Ticked when it was closed.
        since: Not earlier than this, by its last change.
        until: Earlier than this.
        page: From 1, of `PAGE_SIZE` each.
    """

    words: Sequence[str] = ()
    mode: str | None = None
    agent: str | None = None
    tag: str | None = None
    since: datetime | None = None
    until: datetime | None = None
    page: int = 1


@dataclass(frozen=True)
class Found:
    """A conversation, and where the words stand."""

    id: str
    mode: str
    updated_at: datetime
    customer_name: str | None
    agent: str | None
    tags: list[str]
    kind: str  # message, note, or other: a name, a reference or nothing looked for
    text: str
    seq: int | None


def search(session: Session, wanted: Wanted) -> tuple[list[Found], bool]:
    """One page, the conversations that changed last first; and whether more follow.

    Raises:
        SearchTooLong: It took more than `TIMEOUT_S`.
    """
    end = time.monotonic() + TIMEOUT_S
    found = []
    with _bounded(session):
        rows = session.execute(_query(wanted)).all()
        for row in rows[:PAGE_SIZE]:
            if time.monotonic() > end:  # each statement was in time, all were not
                raise SearchTooLong("The search was ended by its limit of time.")
            found.append(_found(session, row, wanted.words))
    return found, len(rows) > PAGE_SIZE


def _query(wanted: Wanted) -> Any:
    query = (
        sa.select(Conversation, Agent.name)
        .outerjoin(Agent, Agent.id == Conversation.agent_id)
        .order_by(Conversation.updated_at.desc(), Conversation.id)
        .limit(PAGE_SIZE + 1)
        .offset((wanted.page - 1) * PAGE_SIZE)
    )
    if wanted.mode:
        query = query.where(Conversation.mode == wanted.mode)
    if wanted.since:
        query = query.where(Conversation.updated_at >= wanted.since)
    if wanted.until:
        query = query.where(Conversation.updated_at < wanted.until)
    if wanted.agent:
        query = query.where(_with_agent(wanted.agent))
    if wanted.tag:
        query = query.where(_with_tag(wanted.tag))
    return query.where(_with_words(wanted.words)) if wanted.words else query


def _all_in(column: Any, words: Sequence[str]) -> Any:
    text = folded(column)
    return sa.and_(
        *(
            sa.or_(
                *(
                    text.like(like_pattern(piece), escape="\\")
                    for piece in word_forms(word)
                )
            )
            for word in words
        )
    )


def _with_words(words: Sequence[str]) -> Any:
    def exists(model: Any, column: Any) -> Any:
        return (
            sa.select(sa.literal(1))
            .select_from(model)
            .where(model.conversation_id == Conversation.id, _all_in(column, words))
            .exists()
        )

    return sa.or_(
        exists(Message, Message.text),
        exists(Note, Note.text),
        exists(LoanFile, LoanFile.reference),
        _all_in(Conversation.customer_name, words),
        _all_in(Conversation.id, words),
    )


def _with_agent(username: str) -> Any:
    of_handoff = (
        sa.select(sa.literal(1))
        .select_from(Handoff)
        .join(Agent, Agent.id == Handoff.agent_id)
        .where(Handoff.conversation_id == Conversation.id, Agent.username == username)
    )
    of_message = (
        sa.select(sa.literal(1))
        .select_from(Message)
        .join(Agent, Agent.id == Message.agent_id)
        .where(Message.conversation_id == Conversation.id, Agent.username == username)
    )
    return sa.or_(of_handoff.exists(), of_message.exists())


def _with_tag(tag: str) -> Any:
    # A JSON list of words of [a-z_]: its text holds the quoted word or it does not.
    # The type is told, or the database would look for JSON.
    return (
        sa.select(sa.literal(1))
        .select_from(Handoff)
        .where(
            Handoff.conversation_id == Conversation.id,
            sa.cast(Handoff.tags, sa.Text).like(like_pattern(f'"{tag}"'), escape="\\"),
        )
        .exists()
    )


def _found(session: Session, row: Any, words: Sequence[str]) -> Found:
    conversation, agent = row
    kind, text, seq = _where(session, conversation.id, words)
    tags = session.scalars(
        sa.select(Handoff.tags).where(Handoff.conversation_id == conversation.id)
    )
    return Found(
        id=conversation.id,
        mode=conversation.mode,
        updated_at=conversation.updated_at,
        customer_name=conversation.customer_name,
        agent=agent,
        tags=sorted({tag for each in tags for tag in each or []}),
        kind=kind,
        text=text,
        seq=seq,
    )


def _where(
    session: Session, conversation_id: str, words: Sequence[str]
) -> tuple[str, str, int | None]:
    """The newest message that says it, else the newest note, else the last message."""
    said = (
        sa.select(Message.text, Message.seq)
        .where(Message.conversation_id == conversation_id)
        .order_by(Message.seq.desc())
        .limit(1)
    )
    hit = session.execute(said.where(_all_in(Message.text, words))).first()
    if words and hit:
        return "message", hit[0], hit[1]
    if words:
        note = session.scalar(
            sa.select(Note.text)
            .where(Note.conversation_id == conversation_id, _all_in(Note.text, words))
            .order_by(Note.id.desc())
            .limit(1)
        )
        if note is not None:
            return "note", note, None
    last = session.execute(said).first()
    return "other", last[0] if last else "", last[1] if last else None


@contextmanager
def _bounded(session: Session) -> Iterator[None]:
    """Ends what runs too long inside the database, and says so."""
    connection = session.connection()
    raw = None
    if connection.dialect.name == "sqlite":
        end = time.monotonic() + TIMEOUT_S
        raw = connection.connection.dbapi_connection
        raw.set_progress_handler(lambda: time.monotonic() > end, _STEPS)
    else:
        limit_ms = int(TIMEOUT_S * 1000)
        session.execute(sa.text(f"SET LOCAL statement_timeout = {limit_ms}"))
    try:
        yield
    except sa.exc.OperationalError as error:
        said = str(error.orig).lower()
        if "interrupt" in said or "timeout" in said:
            raise SearchTooLong("The search was ended by its limit of time.") from error
        raise
    finally:
        if raw is not None:
            raw.set_progress_handler(None, 0)
