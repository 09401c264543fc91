"""Nobody changes what was written down: not even the program."""

from __future__ import annotations

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session, sessionmaker

from bot.contracts.people import AuditAction, AuditSubject
from bot.store.audit import AuditFilter, audit, iterate_events, list_events
from bot.store.conversations import add_conversation
from bot.store.erasure import erase_conversation
from bot.store.people_models import AuditEvent


def _add(session: Session, subject: str = "c1") -> None:
    kind = AuditSubject.CONVERSATION
    audit(session, "agent:lea", AuditAction.CONVERSATION_SEEN, kind, subject)


@pytest.mark.parametrize(
    "statement",
    [
        pytest.param(sa.update(AuditEvent).values(actor="agent:noor"), id="update"),
        pytest.param(sa.delete(AuditEvent), id="delete"),
        pytest.param(sa.text("DELETE FROM audit_events WHERE id = 1"), id="raw"),
    ],
)
def test_the_database_refuses_to_change_a_row(
    sessions: sessionmaker, statement: sa.sql.ClauseElement
) -> None:
    with sessions.begin() as session:
        _add(session)
    refused = (sa.exc.IntegrityError, sa.exc.InternalError, sa.exc.OperationalError)
    with (
        pytest.raises((*refused, sa.exc.ProgrammingError), match="append-only"),
        sessions.begin() as session,
    ):
        session.execute(statement.execution_options(synchronize_session=False))
    with sessions.begin() as session:
        assert list_events(session, AuditFilter())[1] == 1


def test_an_undone_change_leaves_no_row(sessions: sessionmaker) -> None:
    with sessions() as session:
        _add(session)
        session.rollback()
    with sessions.begin() as session:
        assert list_events(session, AuditFilter())[1] == 0


def test_erasing_a_conversation_keeps_its_rows(session: Session) -> None:
    conversation_id = str(add_conversation(session)[0].id)
    _add(session, conversation_id)
    session.flush()
    counts = erase_conversation(session, conversation_id)
    assert "audit_events" not in counts
    assert list_events(session, AuditFilter(subject=conversation_id))[1] == 1


def test_pages_are_newest_first_and_the_whole_is_oldest_first(
    session: Session,
) -> None:
    for number in range(120):
        _add(session, f"c{number}")
    session.flush()
    first, total = list_events(session, AuditFilter())
    assert total == 120
    assert first[0].subject_id == "c119"
    last, _ = list_events(session, AuditFilter(), page=3)
    assert [event.subject_id for event in last][-1] == "c0"
    whole = [event.subject_id for event in iterate_events(session, AuditFilter())]
    assert whole == [f"c{number}" for number in range(120)]


def test_an_actor_is_found_with_and_without_its_kind(session: Session) -> None:
    _add(session)
    session.flush()
    assert list_events(session, AuditFilter(actor="lea"))[1] == 1
    assert list_events(session, AuditFilter(actor="agent:lea"))[1] == 1
    assert list_events(session, AuditFilter(actor="noor"))[1] == 0
