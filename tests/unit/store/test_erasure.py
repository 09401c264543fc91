from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from bot.contracts.loan_files import FileStatus, FileStep
from bot.store.conversations import add_conversation
from bot.store.erasure import erase_conversation
from bot.store.hotline_models import AnswerCorrection, Callback, Complaint
from bot.store.loan_files import open_pre_file
from bot.store.loan_models import (
    ApplicantCompany,
    BeneficialOwner,
    KycAlert,
    LoanDocument,
    LoanFile,
    LoanStep,
)
from bot.store.loan_steps import mark_status
from bot.store.models import Conversation, utc_now

FILE_TABLES = (LoanFile, LoanDocument, LoanStep, ApplicantCompany, BeneficialOwner)


@pytest.fixture
def here(session: Session) -> str:
    return str(add_conversation(session)[0].id)


def pre_file(session: Session, conversation_id: str) -> LoanFile:
    file, _ = open_pre_file(
        session,
        conversation_id,
        {"staff": 4},
        {"path": "flash"},
        documents=["balance_sheet"],
        siren="000000018",
    )
    session.add(
        BeneficialOwner(
            file_id=file.id, first_name="Ève", last_name="ESSAI", share_bp=10_000
        )
    )
    session.flush()
    return file


def rows(session: Session, table: Any) -> int:
    return int(session.scalar(sa.select(sa.func.count()).select_from(table)) or 0)


def test_what_the_customer_asked_of_the_hotline_goes_and_is_counted(
    session: Session, here: str
):
    now = utc_now()
    session.add_all(
        [
            Callback(
                conversation_id=here,
                phone="+33199000000",
                slot_start=now,
                slot_end=now + timedelta(minutes=30),
            ),
            Complaint(conversation_id=here, receipt="REC-1", text="déçu"),
            AnswerCorrection(conversation_id=here, masked_text="et le taux"),
        ]
    )
    session.flush()
    counts = erase_conversation(session, here)
    assert counts["callbacks"] == counts["complaints"] == 1
    assert counts["answer_corrections"] == 1
    for table in (Callback, Complaint, AnswerCorrection, Conversation):
        assert rows(session, table) == 0


def test_a_pre_file_goes_with_everything_that_hangs_on_it(session: Session, here: str):
    pre_file(session, here)
    counts = erase_conversation(session, here)
    assert (counts["pre_files"], counts["loan_files_kept"]) == (1, 0)
    assert [rows(session, table) for table in FILE_TABLES] == [0] * len(FILE_TABLES)


def test_a_file_sent_for_study_stays_without_its_conversation(
    session: Session, here: str
):
    file = pre_file(session, here)
    mark_status(
        session, file, FileStatus.SUBMITTED, FileStep.SUBMITTED, actor="customer"
    )
    counts = erase_conversation(session, here)
    assert (counts["pre_files"], counts["loan_files_kept"]) == (0, 1)
    session.expire_all()
    assert file.conversation_id is None
    assert file.answers["staff"] == 4


def test_an_alert_changes_nothing_that_the_customer_can_see(
    session: Session, here: str
):
    file = pre_file(session, here)
    session.add(KycAlert(file_id=file.id, kind="screening_hit", evidence={}))
    session.flush()
    counts = erase_conversation(session, here)
    other = str(add_conversation(session)[0].id)
    pre_file(session, other)
    assert counts == erase_conversation(session, other)
    session.expire_all()
    # Agents can still qualify the alert; the customer's answers are gone.
    assert rows(session, KycAlert) == 1
    assert (file.conversation_id, file.answers) == (None, {})


def test_the_files_of_others_stay(session: Session, here: str):
    other = str(add_conversation(session)[0].id)
    theirs = pre_file(session, other)
    erase_conversation(session, here)
    session.expire_all()
    assert theirs.conversation_id == other
