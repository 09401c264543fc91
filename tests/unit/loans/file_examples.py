"""Files to speak of."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

from bot.contracts.loan_files import FileFacts, FileStatus, FileStep

DAY = datetime(2020, 5, 4, 10, tzinfo=timezone.utc)
# As far as a file can come; each status has a part of it behind it.
HISTORY = (
    FileStep.OPENED,
    FileStep.SUBMITTED,
    FileStep.ACCOUNTANT_ATTESTED,
    FileStep.VERIFICATION_STARTED,
    FileStep.VERIFICATION_DONE,
    FileStep.STUDY_STARTED,
    FileStep.DECIDED,
    FileStep.PAID,
)
REACHED = {
    FileStatus.PRE_FILE: 1,
    FileStatus.SUBMITTED: 2,
    FileStatus.WAITING_ACCOUNTANT: 2,
    FileStatus.DOCUMENTS_MISSING: 3,
    FileStatus.IN_VERIFICATION: 4,
    FileStatus.UNDER_STUDY: 6,
    FileStatus.ACCEPTED: 7,
    FileStatus.DECLINED: 7,
    FileStatus.PAID: 8,
    FileStatus.WITHDRAWN: 2,
}


def file_in(
    status: FileStatus, *, is_held: bool = False, missing: tuple[str, ...] = ()
) -> FileFacts:
    """A file with the history that its status implies, a day a step."""
    steps = enumerate(HISTORY[: REACHED[status]])
    return FileFacts(
        reference="RB-2020-004217",
        status=status,
        opened_at=DAY,
        steps=tuple((step, DAY + timedelta(days=n)) for n, step in steps),
        missing_documents=missing,
        is_held=is_held,
    )
