"""The company of a file, as a register confirmed it."""

from __future__ import annotations

from typing import Protocol

from sqlalchemy.orm import Session

from bot.contracts.loan_files import CompanySource
from bot.store.loan_files import set_declared_company
from bot.store.loan_models import ApplicantCompany, LoanFile
from bot.store.models import utc_now


class FoundCompany(Protocol):
    """What the store keeps of a company; see bot.kyc.company_register.Company."""

    @property
    def name(self) -> str:
        """As people read it."""

    @property
    def state(self) -> str:
        """`A` or `C`; empty when unknown."""


class AnswerOfRegister(Protocol):
    """The answer, with a company when it was found."""

    @property
    def company(self) -> FoundCompany | None:
        """`None` when the register does not know it, or did not answer."""


def keep_register_answer(
    session: Session, file: LoanFile, siren: str, answer: AnswerOfRegister
) -> bool:
    """Writes into a file what the register says of its company.

    A file without a company takes this one.

    Returns:
        Whether the answer is about the company of the file.
    """
    if file.company_id is None:
        set_declared_company(session, file, siren)
    company = session.get(ApplicantCompany, file.company_id)
    if company is None or company.siren != siren:
        return False
    if answer.company is not None:
        company.name = company.name or answer.company.name[:200] or None
        company.register_state = answer.company.state or None
        company.source = CompanySource.REGISTER.value
        company.checked_at = utc_now()
    return True
