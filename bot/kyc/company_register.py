"""What a register of companies answers, whoever keeps it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Protocol


class RegisterOutcome(str, Enum):
    """How a question to the register ended.

    `not_found` is not « does not exist »: companies may ask not to be shown.
    """

    FOUND = "found"
    NOT_FOUND = "not_found"
    UNAVAILABLE = "unavailable"


@dataclass(frozen=True)
class Company:
    """A company as the register shows it; empty text for what it does not say.

    Attributes:
        siren: Nine digits.
        name: As people read it.
        state: `A` (active) or `C` (ceased).
        legal_category: Four digits, « nature juridique » of the Insee.
        activity: NAF code, e.g. `10.71C`.
        staff_bracket: Insee's code of the number of employees, e.g. `03`.
        region_code: Insee's code of the Région of the head office, e.g. `84`.
        town: Municipality of the head office.
        created_on: ISO date.
    """

    siren: str
    name: str
    state: str = ""
    legal_category: str = ""
    activity: str = ""
    staff_bracket: str = ""
    region_code: str = ""
    town: str = ""
    created_on: str = ""


@dataclass(frozen=True)
class RegisterAnswer:
    """The answer to one question.

    Attributes:
        outcome: How it ended.
        company: Only when found.
        cause: Short code of what failed, for logs; empty unless unavailable.
    """

    outcome: RegisterOutcome
    company: Company | None = None
    cause: str = ""


class CompanyRegister(Protocol):
    """Where companies are looked up."""

    async def find(self, siren: str) -> RegisterAnswer:
        """Looks a company up; never raises for what the register does.

        Args:
            siren: Nine digits with a valid key.
        """


def unavailable(cause: str) -> RegisterAnswer:
    """The register could not answer, and why."""
    return RegisterAnswer(RegisterOutcome.UNAVAILABLE, cause=cause)
