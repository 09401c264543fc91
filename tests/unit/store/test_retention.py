"""What is too old goes with all that hangs on it; what is held stays, with a reason."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session, sessionmaker

from bot.contracts.loan_files import AlertState, FileStatus
from bot.contracts.modes import Mode, Sender
from bot.contracts.people import AuditAction, Role
from bot.contracts.retention import Cutoffs, Kept, StaysFor, Tally
from bot.knowledge.retention import AUDIT_FLOOR_DAYS, default_retention
from bot.privacy.retention import cutoffs
from bot.store.agents import add_agent
from bot.store.audit import audit
from bot.store.conversations import add_conversation
from bot.store.desk_models import Handoff, Note
from bot.store.engine import create_engine
from bot.store.hotline_models import Callback, Complaint
from bot.store.invitations import add_invitation
from bot.store.loan_files import open_pre_file
from bot.store.loan_models import ApplicantCompany, KycAlert, LoanFile
from bot.store.messages import add_message
from bot.store.models import Conversation, Message, utc_now
from bot.store.people_models import AuditEvent, Invitation
from bot.store.retention import erase_overdue, list_overdue

DAYS = default_retention().by_kind()


@pytest.fixture
def now() -> datetime:
    return utc_now()


@pytest.fixture
def limits(now: datetime) -> Cutoffs:
    return cutoffs(DAYS, now)


@pytest.fixture
def trackers(tmp_path: Path) -> Iterator[sa.engine.Engine]:
    """Rasa's memory, before Rasa ever started."""
    engine = create_engine(f"sqlite:///{tmp_path}/tracker.db")
    yield engine
    engine.dispose()


def erase(
    session: Session, kind: Kept, limits: Cutoffs, trackers: sa.engine.Engine
) -> Tally:
    session.flush()
    ids = list_overdue(session, kind, limits, None, 1000)
    return erase_overdue(session, kind, ids, limits, trackers)


def conversation(session: Session, now: datetime, days: float, **values: Any) -> str:
    """One whose last word was so many days ago."""
    added, _ = add_conversation(session)
    add_message(session, added, Sender.CUSTOMER, "bonjour")
    added.updated_at = now - timedelta(days=days)
    for name, value in values.items():
        setattr(added, name, value)
    session.flush()
    return str(added.id)


def rows(session: Session, table: Any) -> int:
    return int(session.scalar(sa.select(sa.func.count()).select_from(table)) or 0)


def test_a_conversation_goes_with_its_rows_the_day_after_its_period(
    session: Session, limits: Cutoffs, trackers: sa.engine.Engine, now: datetime
) -> None:
    days = DAYS[Kept.CONVERSATIONS]
    young = conversation(session, now, days)  # to the second: not yet
    old = conversation(session, now, days + 0.001)
    session.add(Handoff(conversation_id=old, reason="requested", ended_at=now))
    session.add(Note(conversation_id=old, message_id="n", text="vu", at=now))
    tally = erase(session, Kept.CONVERSATIONS, limits, trackers)
    assert tally.erased[Kept.CONVERSATIONS] == 1
    assert list(session.scalars(sa.select(Conversation.id))) == [young]
    assert [rows(session, table) for table in (Handoff, Note, Message)] == [0, 0, 1]


@pytest.mark.parametrize(
    "mode", [Mode.QUEUED, Mode.HUMAN, Mode.WRAP_UP], ids=lambda mode: mode.value
)
def test_whoever_waits_or_is_answered_stays(
    session: Session,
    limits: Cutoffs,
    trackers: sa.engine.Engine,
    now: datetime,
    mode: Mode,
) -> None:
    conversation(session, now, 9999, mode=mode.value)
    tally = erase(session, Kept.CONVERSATIONS, limits, trackers)
    assert tally.stayed == {StaysFor.IN_USE: 1}
    assert rows(session, Conversation) == 1


def test_an_open_handoff_holds_its_conversation_whatever_the_mode_says(
    session: Session, limits: Cutoffs, trackers: sa.engine.Engine, now: datetime
) -> None:
    key = conversation(session, now, 9999)
    session.add(Handoff(conversation_id=key, reason="requested"))
    tally = erase(session, Kept.CONVERSATIONS, limits, trackers)
    assert tally.stayed == {StaysFor.IN_USE: 1}


def test_a_complaint_holds_its_conversation_until_somebody_has_read_it(
    session: Session, limits: Cutoffs, trackers: sa.engine.Engine, now: datetime
) -> None:
    key = conversation(session, now, 9999)
    complaint = Complaint(
        conversation_id=key, receipt="RE-1", text="déçu", at=now - timedelta(days=9999)
    )
    session.add(complaint)
    assert erase(session, Kept.COMPLAINTS, limits, trackers).erased.total() == 0
    tally = erase(session, Kept.CONVERSATIONS, limits, trackers)
    assert tally.stayed == {StaysFor.UNREAD_COMPLAINT: 1}
    complaint.state = "read"
    assert erase(session, Kept.COMPLAINTS, limits, trackers).erased.total() == 1
    assert erase(session, Kept.CONVERSATIONS, limits, trackers).erased.total() == 1


def test_a_promised_call_holds_its_conversation_and_a_past_one_goes_before_it(
    session: Session, limits: Cutoffs, trackers: sa.engine.Engine, now: datetime
) -> None:
    key = conversation(session, now, 9999)
    call = Callback(
        conversation_id=key,
        phone="+33199000000",
        slot_start=now,
        slot_end=now + timedelta(minutes=30),
    )
    session.add(call)
    session.flush()
    tally = erase(session, Kept.CONVERSATIONS, limits, trackers)
    assert tally.stayed == {StaysFor.OPEN_CALLBACK: 1}
    past = now - timedelta(days=DAYS[Kept.CALLBACKS] + 1)
    call.slot_start, call.slot_end = past, past + timedelta(minutes=30)
    assert erase(session, Kept.CALLBACKS, limits, trackers).erased.total() == 1
    assert erase(session, Kept.CONVERSATIONS, limits, trackers).erased.total() == 1


def test_a_candidate_that_was_written_to_meanwhile_stays(
    session: Session, limits: Cutoffs, trackers: sa.engine.Engine, now: datetime
) -> None:
    key = conversation(session, now, 9999)
    ids = list_overdue(session, Kept.CONVERSATIONS, limits, None, 10)
    assert ids == [key]
    session.get(Conversation, key).updated_at = now
    session.flush()
    tally = erase_overdue(session, Kept.CONVERSATIONS, ids, limits, trackers)
    assert (tally.erased.total(), tally.stayed.total()) == (0, 0)
    assert rows(session, Conversation) == 1


def loan_file(session: Session, now: datetime, days: float, status: FileStatus) -> Any:
    key = conversation(session, now, 0)
    file, _ = open_pre_file(session, key, {"staff": 4}, {}, siren="000000018")
    file.status, file.conversation_id = status.value, None
    file.updated_at = now - timedelta(days=days)
    session.flush()
    return file


def alert(session: Session, file: LoanFile, state: AlertState, at: datetime) -> None:
    decided: dict[str, Any] = {}
    if state is not AlertState.OPEN:
        agent = add_agent(session, f"a-{file.reference}", "A", "x" * 12)
        decided = {"decided_by": agent.id, "reason": "vu", "decided_at": at}
    session.add(
        KycAlert(file_id=file.id, kind="screening_hit", state=state.value, **decided)
    )


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (FileStatus.PRE_FILE, Kept.PRE_FILES),
        (FileStatus.DECLINED, Kept.CLOSED_FILES),
        (FileStatus.WITHDRAWN, Kept.CLOSED_FILES),
        (FileStatus.PAID, Kept.PAID_FILES),
    ],
)
def test_a_file_goes_with_its_company_when_its_own_period_is_over(
    session: Session,
    limits: Cutoffs,
    trackers: sa.engine.Engine,
    now: datetime,
    status: FileStatus,
    kind: Kept,
) -> None:
    young = loan_file(session, now, DAYS[kind] - 1, status)
    loan_file(session, now, DAYS[kind] + 1, status)
    assert erase(session, kind, limits, trackers).erased == {kind: 1}
    assert list(session.scalars(sa.select(LoanFile.id))) == [young.id]
    assert rows(session, ApplicantCompany) == 1


def test_a_file_that_is_under_way_never_goes(
    session: Session, limits: Cutoffs, trackers: sa.engine.Engine, now: datetime
) -> None:
    over = {FileStatus.PRE_FILE, FileStatus.DECLINED, FileStatus.WITHDRAWN}
    for status in set(FileStatus) - over - {FileStatus.PAID}:
        loan_file(session, now, 36_000, status)
    for kind in (Kept.PRE_FILES, Kept.CLOSED_FILES, Kept.PAID_FILES):
        assert erase(session, kind, limits, trackers).erased.total() == 0


def test_alerts_hold_their_file_until_decided_and_five_years_when_confirmed(
    session: Session, limits: Cutoffs, trackers: sa.engine.Engine, now: datetime
) -> None:
    long_ago = now - timedelta(days=DAYS[Kept.CONFIRMED_ALERTS] + 1)
    for state, at in (
        (AlertState.OPEN, now),
        (AlertState.CONFIRMED, now),
        (AlertState.CONFIRMED, long_ago),
        (AlertState.LIFTED, now),
    ):
        file = loan_file(session, now, 9999, FileStatus.PRE_FILE)
        alert(session, file, state, at)
    tally = erase(session, Kept.PRE_FILES, limits, trackers)
    assert tally.erased == {Kept.PRE_FILES: 2}
    assert tally.stayed == {StaysFor.OPEN_ALERT: 1, StaysFor.CONFIRMED_ALERT: 1}


def test_a_conversation_goes_while_its_pre_file_with_an_alert_stays(
    session: Session, limits: Cutoffs, trackers: sa.engine.Engine, now: datetime
) -> None:
    key = conversation(session, now, 9999)
    file, _ = open_pre_file(session, key, {"staff": 4}, {}, siren="000000018")
    alert(session, file, AlertState.OPEN, now)
    assert erase(session, Kept.CONVERSATIONS, limits, trackers).erased.total() == 1
    session.expire_all()
    assert (file.conversation_id, file.answers) == (None, {})


def test_invitations_go_when_they_can_no_longer_be_accepted(
    session: Session, limits: Cutoffs, trackers: sa.engine.Engine, now: datetime
) -> None:
    agent = add_agent(session, "lea", "Léa", "x" * 12)
    for days in (DAYS[Kept.INVITATIONS] + 1, 0):
        ends = now - timedelta(days=days)
        add_invitation(session, f"t{days}", Role.AGENT, agent.id, ends, "Noor")
    assert erase(session, Kept.INVITATIONS, limits, trackers).erased.total() == 1
    assert rows(session, Invitation) == 1


def test_the_trail_loses_only_what_is_older_than_its_period(
    session: Session, limits: Cutoffs, trackers: sa.engine.Engine, now: datetime
) -> None:
    audit(session, "agent:lea", AuditAction.LOGIN)
    at = now - timedelta(days=DAYS[Kept.AUDIT_EVENTS] + 1)
    session.add(AuditEvent(at=at, actor="agent:noor", action="login"))
    assert erase(session, Kept.AUDIT_EVENTS, limits, trackers).erased.total() == 1
    assert list(session.scalars(sa.select(AuditEvent.actor))) == ["agent:lea"]


def test_the_database_keeps_half_a_year_of_the_trail_whatever_a_file_says(
    sessions: sessionmaker, now: datetime
) -> None:
    with sessions.begin() as session:
        for days in (AUDIT_FLOOR_DAYS - 1, AUDIT_FLOOR_DAYS + 1):
            at = now - timedelta(days=days)
            session.add(AuditEvent(at=at, actor=str(days), action="login"))

    def delete(days: int) -> None:
        with sessions.begin() as session:
            session.execute(
                sa.text("DELETE FROM audit_events WHERE actor = :a"), {"a": str(days)}
            )

    with pytest.raises(sa.exc.DBAPIError, match="append-only"):
        delete(AUDIT_FLOOR_DAYS - 1)
    delete(AUDIT_FLOOR_DAYS + 1)
    with sessions.begin() as session:
        assert rows(session, AuditEvent) == 1


def test_pages_follow_each_other_past_what_stays(
    session: Session, limits: Cutoffs, now: datetime
) -> None:
    held = {conversation(session, now, 9999, mode=Mode.QUEUED.value) for _ in range(5)}
    seen: list[str] = []
    while page := list_overdue(
        session, Kept.CONVERSATIONS, limits, seen[-1] if seen else None, 2
    ):
        seen += page
    assert sorted(held) == seen
