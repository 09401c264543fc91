from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session, sessionmaker

from bot.contracts.loan_files import (
    Decider,
    DecisionOutcome,
    DocumentState,
    FileStatus,
    FileStep,
)
from bot.errors import StoreError
from bot.store import loan_files
from bot.store.conversations import add_conversation
from bot.store.loan_documents import list_missing_documents, mark_document
from bot.store.loan_files import (
    draw_reference,
    find_identified_file,
    list_files,
    open_pre_file,
    read_facts,
)
from bot.store.loan_models import (
    ApplicantCompany,
    KycAlert,
    LoanDecision,
    LoanFile,
    LoanStep,
)
from bot.store.loan_steps import add_decision, mark_status
from bot.store.models import utc_now

SIREN, OTHER_SIREN = "000000018", "000000026"
ANSWERS = {"region": "Grand Est", "staff": 4}
FLASH = {"path": "flash", "reasons": ["twelve_months"], "to_verify": []}
PAPERS = ("balance_sheet", "accountant_attestation")


def conversation(session: Session) -> str:
    return str(add_conversation(session)[0].id)


def opened(session: Session, conversation_id: str, **values: Any) -> LoanFile:
    file, _ = open_pre_file(
        session, conversation_id, ANSWERS, FLASH, documents=PAPERS, **values
    )
    session.flush()
    return file


def sent(session: Session, siren: str = SIREN) -> LoanFile:
    file = opened(session, conversation(session), siren=siren)
    mark_status(
        session, file, FileStatus.SUBMITTED, FileStep.SUBMITTED, actor="customer"
    )
    session.flush()
    return file


def test_a_pre_file_keeps_what_the_pre_check_found(session: Session):
    here = conversation(session)
    file = opened(session, here, siren=SIREN)
    assert (file.status, file.path, file.region) == ("pre_file", "flash", "Grand Est")
    assert file.answers == {**ANSWERS, "outcome": FLASH}
    assert list_missing_documents(session, file.id) == sorted(PAPERS)
    company = session.get(ApplicantCompany, file.company_id)
    assert (company.siren, company.source) == (SIREN, "declared")
    facts = read_facts(session, file)
    assert [step for step, _ in facts.steps] == [FileStep.OPENED]
    assert not facts.is_held


def test_the_same_conversation_gets_its_own_file_again(session: Session):
    here = conversation(session)
    first = opened(session, here)
    again, is_new = open_pre_file(
        session, here, {**ANSWERS, "staff": 5}, {"path": "classic"}, documents=PAPERS
    )
    assert (again.reference, is_new) == (first.reference, False)
    assert (again.path, again.answers["staff"]) == ("classic", 5)
    assert session.scalar(sa.select(sa.func.count(LoanStep.id))) == 1


def test_two_conversations_never_share_a_file(session: Session):
    first = opened(session, conversation(session))
    second = opened(session, conversation(session))
    assert first.reference != second.reference


def test_a_file_needs_a_conversation_of_the_store(session: Session):
    with pytest.raises(StoreError, match="found none"):
        open_pre_file(session, "nobody", ANSWERS, FLASH)


def test_a_path_that_is_not_known_is_refused(session: Session):
    with pytest.raises(ValueError, match="secret"):
        open_pre_file(session, conversation(session), ANSWERS, {"path": "secret"})


def test_a_reference_that_is_taken_is_drawn_again(
    session: Session, monkeypatch: pytest.MonkeyPatch
):
    draws = iter(["RB-2020-000001", "RB-2020-000001", "RB-2020-000002"])
    monkeypatch.setattr(loan_files, "draw_reference", lambda year: next(draws))
    assert opened(session, conversation(session)).reference == "RB-2020-000001"
    assert opened(session, conversation(session)).reference == "RB-2020-000002"


def test_a_store_without_free_references_says_so(
    session: Session, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(loan_files, "draw_reference", lambda year: "RB-2020-000001")
    opened(session, conversation(session))
    with pytest.raises(StoreError, match="free reference"):
        opened(session, conversation(session))


def test_references_are_drawn_over_the_whole_range():
    drawn = {draw_reference(2020) for _ in range(500)}
    assert len(drawn) > 490  # a counter would be guessed; 500 draws collide rarely
    numbers = [int(reference[-6:]) for reference in drawn]
    assert min(numbers) < 100_000
    assert max(numbers) > 900_000


def test_two_turns_at_once_open_one_file(sessions: sessionmaker):
    with sessions.begin() as session:
        here = conversation(session)

    def work(_: int) -> str:
        with sessions.begin() as session:
            return str(open_pre_file(session, here, ANSWERS, FLASH)[0].reference)

    with ThreadPoolExecutor(2) as pool:
        assert len(set(pool.map(work, range(2)))) == 1


# ---- identification ---------------------------------------------------------------


def test_reference_and_siren_together_open_a_file(session: Session):
    file, here = sent(session), conversation(session)
    assert find_identified_file(session, file.reference, SIREN, here) is file
    assert [each.id for each in list_files(session, here)] == [file.id]


@pytest.mark.parametrize(
    ("reference", "siren"),
    [
        pytest.param(None, OTHER_SIREN, id="somebody else's SIREN"),
        pytest.param("RB-2020-999999", SIREN, id="unknown reference"),
        pytest.param(None, "---------", id="the stand-in for no SIREN"),
    ],
)
def test_nothing_less_opens_a_file(session: Session, reference: str | None, siren: str):
    file, before = sent(session), conversation(session)
    found = find_identified_file(session, reference or file.reference, siren, before)
    assert found is None
    assert list_files(session, before) == []


def test_a_siren_of_mine_does_not_open_the_file_of_another(session: Session):
    mine, theirs = sent(session, SIREN), sent(session, OTHER_SIREN)
    here = conversation(session)
    assert find_identified_file(session, theirs.reference, SIREN, here) is None
    assert find_identified_file(session, mine.reference, OTHER_SIREN, here) is None


def test_a_pre_file_takes_the_siren_that_its_own_conversation_gives(session: Session):
    here = conversation(session)
    file = opened(session, here)
    elsewhere = conversation(session)
    assert find_identified_file(session, file.reference, SIREN, elsewhere) is None
    assert find_identified_file(session, file.reference, SIREN, here) is file
    assert find_identified_file(session, file.reference, OTHER_SIREN, here) is None


def test_a_pre_file_without_siren_does_not_open_with_the_stand_in(session: Session):
    file = opened(session, conversation(session))
    elsewhere = conversation(session)
    assert find_identified_file(session, file.reference, "-" * 9, elsewhere) is None


def test_a_pre_file_stays_with_the_conversation_that_opened_it(session: Session):
    here, elsewhere = conversation(session), conversation(session)
    file = opened(session, here, siren=SIREN)
    assert find_identified_file(session, file.reference, SIREN, elsewhere) is file
    assert file.conversation_id == here


# ---- what happens to a file ---------------------------------------------------------


def test_facts_say_steps_in_order_and_papers_that_are_missing(session: Session):
    file = sent(session)
    mark_document(session, file.id, "balance_sheet", DocumentState.RECEIVED)
    facts = read_facts(session, file)
    assert facts.status is FileStatus.SUBMITTED
    assert [step for step, _ in facts.steps] == [FileStep.OPENED, FileStep.SUBMITTED]
    assert facts.missing_documents == ("accountant_attestation",)


def test_a_refused_paper_is_missing_again(session: Session):
    file = sent(session)
    mark_document(session, file.id, "balance_sheet", DocumentState.RECEIVED)
    mark_document(
        session, file.id, "balance_sheet", DocumentState.REFUSED, note="illisible"
    )
    assert "balance_sheet" in list_missing_documents(session, file.id)


def test_a_paper_that_nobody_expects_cannot_come(session: Session):
    with pytest.raises(StoreError, match="quote"):
        mark_document(session, sent(session).id, "quote", DocumentState.RECEIVED)


def test_a_file_is_held_until_every_alert_is_lifted(session: Session):
    file = sent(session)
    alert = KycAlert(file_id=file.id, kind="screening_hit", evidence={})
    session.add(alert)
    session.flush()
    assert read_facts(session, file).is_held
    session.delete(alert)
    session.flush()
    assert not read_facts(session, file).is_held


def test_a_file_is_decided_once(session: Session):
    file = sent(session)
    decision = (DecisionOutcome.ACCEPTED, Decider.BPIFRANCE, utc_now())
    add_decision(session, file, *decision)
    session.flush()
    assert session.get(LoanDecision, file.id).decided_by == "bpifrance"
    session.expunge_all()
    add_decision(session, file, *decision)
    with pytest.raises(sa.exc.IntegrityError):
        session.flush()
    session.rollback()
