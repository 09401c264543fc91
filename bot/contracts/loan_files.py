"""Closed sets of a loan file: the words that its tables, actions and desk agree on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum


class FileStatus(str, Enum):
    """How far a file is. A pre-file was never sent to anybody."""

    PRE_FILE = "pre_file"
    SUBMITTED = "submitted"
    WAITING_ACCOUNTANT = "waiting_accountant"
    DOCUMENTS_MISSING = "documents_missing"
    IN_VERIFICATION = "in_verification"
    UNDER_STUDY = "under_study"
    ACCEPTED = "accepted"
    PAID = "paid"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


class FilePath(str, Enum):
    """Which way the pre-check pointed to; it decides nothing."""

    FLASH = "flash"
    CLASSIC = "classic"
    OTHER_SCHEME = "other_scheme"
    TO_CHECK = "to_check"


class FileStep(str, Enum):
    """What happened to a file, as its customer may hear it. Alerts are no steps."""

    OPENED = "opened"
    SUBMITTED = "submitted"
    ACCOUNTANT_ASKED = "accountant_asked"
    ACCOUNTANT_ATTESTED = "accountant_attested"
    DOCUMENTS_ASKED = "documents_asked"
    DOCUMENT_RECEIVED = "document_received"
    VERIFICATION_STARTED = "verification_started"
    VERIFICATION_DONE = "verification_done"
    STUDY_STARTED = "study_started"
    DECIDED = "decided"
    PAID = "paid"
    WITHDRAWN = "withdrawn"


class CompanySource(str, Enum):
    """Who says what is known of a company."""

    DECLARED = "declared"
    REGISTER = "register"
    SEED = "seed"


class DocumentState(str, Enum):
    """Where a paper of a file stands."""

    EXPECTED = "expected"
    RECEIVED = "received"
    REFUSED = "refused"


class DecisionOutcome(str, Enum):
    """How a file ended."""

    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


class Decider(str, Enum):
    """Who decided: never the bot, never the hotline."""

    BPIFRANCE = "bpifrance"
    REGION = "region"
    CUSTOMER = "customer"  # withdraws


class CheckKind(str, Enum):
    """The checks of the hotline's team."""

    COMPLETENESS = "completeness"
    COMPANY_EXISTS = "company_exists"
    BENEFICIAL_OWNERS = "beneficial_owners"
    IDENTITY = "identity"
    SCREENING = "screening"


class CheckOutcome(str, Enum):
    """What a check gave; `unavailable` when its source did not answer."""

    PASSED = "passed"
    TO_COMPLETE = "to_complete"
    TO_REVIEW = "to_review"
    UNAVAILABLE = "unavailable"


class AlertState(str, Enum):
    """An alert is a signal that a person qualifies."""

    OPEN = "open"
    LIFTED = "lifted"
    CONFIRMED = "confirmed"


class CallbackState(str, Enum):
    """Where a request to be called back stands."""

    OPEN = "open"
    DONE = "done"
    CANCELLED = "cancelled"


class ComplaintState(str, Enum):
    """Where a complaint stands."""

    OPEN = "open"
    READ = "read"
    CLOSED = "closed"


@dataclass(frozen=True)
class FileFacts:
    """What the bot may need of a file to speak of it, detached from the store.

    Attributes:
        reference: As the customer reads it, `RB-2020-004217`.
        status: As stored; what is shown of it is decided in `bot.loans.file_answer`.
        opened_at: Aware, UTC.
        steps: What happened and when, oldest first.
        missing_documents: Kinds of the papers that are still expected.
        is_held: An agent still has to look at it. Never shown, nor to be guessed.
    """

    reference: str
    status: FileStatus
    opened_at: datetime
    steps: tuple[tuple[FileStep, datetime], ...] = ()
    missing_documents: tuple[str, ...] = ()
    is_held: bool = False
