"""Loan files: opened, and found by those who may."""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Iterable, Mapping
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from bot.contracts.loan_files import (
    AlertState,
    CompanySource,
    FileFacts,
    FilePath,
    FileStatus,
    FileStep,
)
from bot.errors import StoreError
from bot.store.loan_documents import add_expected_documents, list_missing_documents
from bot.store.loan_models import (
    ApplicantCompany,
    KycAlert,
    LoanFile,
)
from bot.store.loan_steps import add_step, list_steps
from bot.store.models import Conversation, utc_now

# Six digits drawn by `secrets`; the SIREN and the limit on tries do the rest.
REFERENCE_PREFIX = "RB"
REFERENCE_NUMBERS = 1_000_000
MAX_DRAWS = 20
ACTOR_CUSTOMER = "customer"
_NO_SIREN = "-" * 9  # compared with when there is nothing to compare with


def draw_reference(year: int) -> str:
    """A reference in the form that customers read, e.g. `RB-2020-004217`."""
    return f"{REFERENCE_PREFIX}-{year:04d}-{secrets.randbelow(REFERENCE_NUMBERS):06d}"


def count_files(session: Session) -> int:
    """How many files there are, pre-files included."""
    return int(session.scalar(sa.select(sa.func.count(LoanFile.id))) or 0)


def find_file(session: Session, reference: str) -> LoanFile | None:
    """The file of that reference; `None` if there is none."""
    return session.scalar(sa.select(LoanFile).where(LoanFile.reference == reference))


def find_pre_file(session: Session, conversation_id: str) -> LoanFile | None:
    """The pre-file that a conversation opened; `None` before it did."""
    return session.scalar(
        sa.select(LoanFile).where(
            LoanFile.conversation_id == conversation_id,
            LoanFile.status == FileStatus.PRE_FILE.value,
        )
    )


def list_files(session: Session, conversation_id: str) -> list[LoanFile]:
    """Files that a conversation opened or identified, latest change first."""
    return list(
        session.scalars(
            sa.select(LoanFile)
            .where(LoanFile.conversation_id == conversation_id)
            .order_by(LoanFile.updated_at.desc(), LoanFile.reference)
        )
    )


def find_identified_file(
    session: Session, reference: str, siren: str, conversation_id: str
) -> LoanFile | None:
    """The file of which a customer knows both the reference and the SIREN.

    An unknown reference and a SIREN of somebody else take the same way through this
    function, so that neither the answer nor its time says which of the two it was.
    A pre-file without a SIREN takes the first one that its own conversation gives.
    """
    row = session.execute(
        sa.select(LoanFile, ApplicantCompany.siren)
        .outerjoin(ApplicantCompany, ApplicantCompany.id == LoanFile.company_id)
        .where(LoanFile.reference == reference)
    ).one_or_none()
    file: LoanFile | None
    file, known = row or (None, None)
    matches = hmac.compare_digest((known or _NO_SIREN).encode(), siren.encode())
    if file is None:
        return None
    if matches:
        _link(file, conversation_id)
        return file
    if known is None and file.conversation_id == conversation_id:
        set_declared_company(session, file, siren)
        return file
    return None


def _link(file: LoanFile, conversation_id: str) -> None:
    # A pre-file stays with the conversation that opened it.
    if file.status != FileStatus.PRE_FILE.value:
        file.conversation_id = conversation_id


def set_declared_company(session: Session, file: LoanFile, siren: str) -> None:
    """Writes down which company a customer says that the file is about."""
    company = ApplicantCompany(
        siren=siren, region=file.region, source=CompanySource.DECLARED.value
    )
    session.add(company)
    session.flush()
    file.company_id = company.id


def open_pre_file(
    session: Session,
    conversation_id: str,
    answers: Mapping[str, Any],
    outcome: Mapping[str, Any],
    *,
    documents: Iterable[str] = (),
    siren: str | None = None,
) -> tuple[LoanFile, bool]:
    """Opens the pre-file of a conversation, or brings its answers up to date.

    Args:
        session: A writing session.
        conversation_id: Of the customer; one pre-file each.
        answers: Slots of the pre-check by name; `region` among them.
        outcome: `path`, `reasons` and `to_verify` of the pre-check.
        documents: Kinds of papers to expect.
        siren: Given in the conversation; `None` if it was not.

    Returns:
        The file, and whether it is new.

    Raises:
        StoreError: No conversation has this id, or no free reference was found.
    """
    if session.get(Conversation, conversation_id) is None:
        raise StoreError("Expected a conversation of the store, but found none.")
    file = find_pre_file(session, conversation_id)
    is_new = file is None
    if file is None:
        file = _add_pre_file(session, conversation_id)
        add_step(session, file, FileStep.OPENED, actor=ACTOR_CUSTOMER)
        add_expected_documents(session, file.id, documents)
    file.region = answers.get("region")
    file.path = FilePath(outcome.get("path") or FilePath.TO_CHECK).value
    file.answers = {**answers, "outcome": dict(outcome)}
    file.updated_at = utc_now()
    if siren and file.company_id is None:
        set_declared_company(session, file, siren)
    return file, is_new


def _add_pre_file(session: Session, conversation_id: str) -> LoanFile:
    """Adds a file under a free reference, or finds the one that another turn added."""
    for _ in range(MAX_DRAWS):
        file = LoanFile(
            reference=draw_reference(utc_now().year),
            conversation_id=conversation_id,
            status=FileStatus.PRE_FILE.value,
            answers={},
        )
        try:
            with session.begin_nested():
                session.add(file)
                session.flush()
        except sa.exc.IntegrityError:
            existing = find_pre_file(session, conversation_id)
            if existing is not None:
                return existing
        else:
            return file
    raise StoreError(
        f"Expected a free reference within {MAX_DRAWS} draws, but found none. "
        "Please check how many files the store holds."
    )


def read_facts(session: Session, file: LoanFile) -> FileFacts:
    """Everything needed to speak of a file, as plain values."""
    return FileFacts(
        reference=file.reference,
        status=FileStatus(file.status),
        opened_at=file.opened_at,
        steps=tuple((FileStep(s.step), s.at) for s in list_steps(session, file.id)),
        missing_documents=tuple(list_missing_documents(session, file.id)),
        is_held=has_unlifted_alert(session, file.id),
    )


def has_unlifted_alert(session: Session, file_id: str) -> bool:
    """Whether an alert is open or was confirmed. For the code, never for a customer."""
    count = sa.select(sa.func.count(KycAlert.id)).where(
        KycAlert.file_id == file_id, KycAlert.state != AlertState.LIFTED.value
    )
    return bool(session.scalar(count))
