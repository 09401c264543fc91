"""What becomes of loan files when their customers' conversations are erased.

A pre-file was sent to nobody: it goes, with everything that hangs on it. A file that
was sent for study keeps a legal trace, as a lender must: it only loses its link to the
conversation. So does a pre-file that an agent still has to look at, emptied of the
customer's answers; it is counted with the others, because a receipt that differed would
tell the customer that there is something to look at, which is forbidden (CMF
L. 561-18). `docs/operations.md` says so to the operator.
"""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session

from bot.contracts.loan_files import FileStatus
from bot.store.loan_files import has_unlifted_alert
from bot.store.loan_models import ApplicantCompany, LoanFile

ERASED_PRE_FILES = "pre_files"
KEPT_FILES = "loan_files_kept"


def erase_loan_files(session: Session, ids: Sequence[str]) -> dict[str, int]:
    """Takes the files of conversations away from them; returns what the receipt says.

    Returns:
        How many pre-files went (`pre_files`) and how many files that were sent for
        study stay without a link to the conversation (`loan_files_kept`).
    """
    counts = {ERASED_PRE_FILES: 0, KEPT_FILES: 0}
    of_theirs = sa.select(LoanFile).where(LoanFile.conversation_id.in_(ids))
    for file in session.scalars(of_theirs).all():
        if file.status != FileStatus.PRE_FILE.value:
            counts[KEPT_FILES] += 1
        else:
            counts[ERASED_PRE_FILES] += 1
            if not has_unlifted_alert(session, file.id):
                delete_file(session, file)
                continue
            file.answers = {}
        file.conversation_id = None
    session.flush()
    return counts


def delete_file(session: Session, file: LoanFile) -> None:
    """Deletes a file with its company, papers, steps, owners, checks and alerts."""
    company_id = file.company_id
    session.execute(sa.delete(LoanFile).where(LoanFile.id == file.id))
    session.execute(
        sa.delete(ApplicantCompany).where(ApplicantCompany.id == company_id)
    )
