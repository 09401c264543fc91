"""What is deleted by itself after a time, and why something may stay longer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum

from bot.contracts.loan_files import FileStatus
from bot.contracts.modes import Mode


class Kept(str, Enum):
    """A kind of data with a period of its own; `data/knowledge/retention.yml`."""

    CALLBACKS = "callbacks"
    COMPLAINTS = "complaints"
    # With all that hangs on them: messages, notes, handoffs, Rasa's memory …
    CONVERSATIONS = "conversations"
    PRE_FILES = "pre_files"  # whose conversation is gone already
    CLOSED_FILES = "closed_files"  # declined or withdrawn
    PAID_FILES = "paid_files"
    CONFIRMED_ALERTS = "confirmed_alerts"  # hold the file they are about
    INVITATIONS = "invitations"
    AUDIT_EVENTS = "audit_events"
    # Of conversations that the store does not know.
    BOT_MEMORY = "bot_memory"


class StaysFor(str, Enum):
    """Why something stays although its time is over."""

    IN_USE = "in_use"  # somebody waits, answers or is being answered
    OPEN_CALLBACK = "open_callback"
    UNREAD_COMPLAINT = "unread_complaint"
    OPEN_ALERT = "open_alert"
    CONFIRMED_ALERT = "confirmed_alert"
    FICTIONAL = "fictional"  # a sample file: nobody's data


class ServiceJob(str, Enum):
    """What the service does from time to time, whoever of several gateways does it."""

    RETENTION = "retention"


@dataclass(frozen=True)
class Cutoffs:
    """For each kind, the moment before which its time is over; aware."""

    before: Mapping[Kept, datetime]
    now: datetime


@dataclass(frozen=True)
class OldConversation:
    """What matters of a conversation whose last word is old enough."""

    mode: Mode
    is_leased: bool  # a gateway answers it at this moment
    has_open_handoff: bool
    has_open_callback: bool
    has_unread_complaint: bool


@dataclass(frozen=True)
class OldFile:
    """What matters of a loan file that is old enough.

    Attributes:
        status: How far it is.
        is_fictional: Whether it came with the samples.
        has_open_alert: Whether an agent still has to qualify one.
        confirmed_at: When its latest alert was confirmed; `None`: none was.
    """

    status: FileStatus
    is_fictional: bool
    has_open_alert: bool
    confirmed_at: datetime | None


@dataclass
class Tally:
    """What a run deleted, by kind, and what stayed, by reason."""

    erased: Counter[Kept] = field(default_factory=Counter)
    stayed: Counter[StaysFor] = field(default_factory=Counter)

    def add(self, other: Tally) -> None:
        """Adds what another part of the run did."""
        self.erased.update(other.erased)
        self.stayed.update(other.stayed)

    def as_detail(self) -> dict[str, int]:
        """As small facts for the audit trail: kinds that went, and how many stayed."""
        stayed = sum(self.stayed.values())
        erased = {kind.value: n for kind, n in sorted(self.erased.items()) if n}
        return {**erased, "stayed": stayed} if stayed else erased

    def as_counts(self) -> dict[str, dict[str, int]]:
        """As plain JSON, without zeros."""
        return {
            "erased": {k.value: n for k, n in sorted(self.erased.items()) if n},
            "stayed": {k.value: n for k, n in sorted(self.stayed.items()) if n},
        }
