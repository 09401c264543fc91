"""Papers of a loan file: which are expected, which came; never their contents."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from bot.contracts.loan_files import DocumentState
from bot.errors import StoreError
from bot.store.loan_models import LoanDocument
from bot.store.models import utc_now


def add_expected_documents(
    session: Session, file_id: str, kinds: Iterable[str]
) -> None:
    """Expects papers that the file does not know yet; the others stay as they are."""
    known = {document.kind for document in list_documents(session, file_id)}
    for kind in kinds:
        if kind not in known:
            known.add(kind)
            session.add(
                LoanDocument(
                    file_id=file_id, kind=kind, state=DocumentState.EXPECTED.value
                )
            )


def list_documents(session: Session, file_id: str) -> list[LoanDocument]:
    """Every paper of a file, by kind."""
    return list(
        session.scalars(
            sa.select(LoanDocument)
            .where(LoanDocument.file_id == file_id)
            .order_by(LoanDocument.kind)
        )
    )


def list_missing_documents(session: Session, file_id: str) -> list[str]:
    """Kinds of the papers that are expected, or were refused and must come again."""
    return list(
        session.scalars(
            sa.select(LoanDocument.kind)
            .where(
                LoanDocument.file_id == file_id,
                LoanDocument.state != DocumentState.RECEIVED.value,
            )
            .order_by(LoanDocument.kind)
        )
    )


def mark_document(
    session: Session,
    file_id: str,
    kind: str,
    state: DocumentState,
    *,
    note: str | None = None,
    at: datetime | None = None,
) -> None:
    """Says that a paper came or was refused; `at` is now unless given.

    Raises:
        StoreError: The file does not expect that paper.
    """
    document = session.scalar(
        sa.select(LoanDocument).where(
            LoanDocument.file_id == file_id, LoanDocument.kind == kind
        )
    )
    if document is None:
        raise StoreError(
            f"Expected a paper of the file, but found {kind!r}. Please add it first."
        )
    received = state is DocumentState.RECEIVED
    document.state = state.value
    document.received_at = (at or utc_now()) if received else None
    document.note = note
