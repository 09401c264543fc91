"""Finds the file of a customer who can name it, and slows down one who guesses."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from sqlalchemy.orm import Session

from bot.contracts.loan_files import FileFacts
from bot.loans.file_words import Lockout
from bot.store.loan_files import find_file, find_identified_file, read_facts
from bot.store.models import utc_now
from bot.store.status_attempts import (
    add_wrong_try,
    attempt_subject,
    count_wrong_tries,
)


class Outcome(str, Enum):
    """How a look-up ended. `unknown` never says whether the reference exists."""

    FOUND = "found"
    UNKNOWN = "unknown"
    LOCKED = "locked"


@dataclass(frozen=True)
class LookUp:
    """What a look-up gave; `file` exactly when it was found."""

    outcome: Outcome
    file: FileFacts | None = None


def look_up(
    session: Session, conversation_id: str, reference: str, siren: str, lockout: Lockout
) -> LookUp:
    """Opens the status of a file to whoever knows its reference and its SIREN.

    Wrong tries are counted for the conversation and for the reference, whether or not
    it exists: the second stops guesses that come from many conversations.
    """
    now = utc_now()
    subjects = [
        attempt_subject("conversation", conversation_id),
        attempt_subject("reference", reference),
    ]
    tries = count_wrong_tries(session, subjects, since=now - lockout.window)
    if lockout.is_locked(tries):
        return LookUp(Outcome.LOCKED)
    file = find_identified_file(session, reference, siren, conversation_id)
    if file is None:
        add_wrong_try(session, subjects, now)
        return LookUp(Outcome.UNKNOWN)
    return LookUp(Outcome.FOUND, read_facts(session, file))


def read_identified(session: Session, reference: str) -> FileFacts | None:
    """A file that the customer has identified before; `None` if it is gone since."""
    file = find_file(session, reference)
    return read_facts(session, file) if file else None
