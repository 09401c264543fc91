"""What the register's answer means for a file: reasons to look, no verdict. Pure."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from enum import Enum

from pydantic import BaseModel, Extra

from bot.knowledge.yaml_files import read_checked
from bot.kyc.company_register import Company
from bot.kyc.kyc_rules import KNOWLEDGE_DIR

CATEGORIES_PATH = KNOWLEDGE_DIR / "legal_categories.yml"
STATE_CEASED = "C"


class CompanyReason(str, Enum):
    """Why an agent should look at a company; in the order of what matters most."""

    CEASED = "ceased"
    SOLE_TRADER = "sole_trader"
    PROPERTY_COMPANY = "property_company"
    LARGE = "large"
    OTHER_FORM = "other_form"
    FORM_UNKNOWN = "form_unknown"


class _Category(BaseModel):
    form: str
    reason: CompanyReason | None = None

    class Config:
        extra = Extra.forbid


class Categories(BaseModel):
    """data/knowledge/legal_categories.yml.

    Attributes:
        categories: Beginning of the Insee code → form and reason.
        staff: `large`: brackets of 250 persons or more.
    """

    categories: dict[str, _Category]
    staff: dict[str, list[str]]

    class Config:
        extra = Extra.forbid

    def find(self, code: str) -> _Category | None:
        """The most precise category of a code; `None` for one nobody knows."""
        for length in range(len(code), 0, -1):
            if code[:length] in self.categories:
                return self.categories[code[:length]]
        return None


@dataclass(frozen=True)
class CompanyFindings:
    """What is said of a company.

    Attributes:
        form: As the pre-check names it (`sarl`, `sas` …); `None` when unknown.
        reasons: Most important first; empty when nothing stands out.
    """

    form: str | None
    reasons: tuple[CompanyReason, ...]


def judge_company(company: Company, categories: Categories) -> CompanyFindings:
    """Says what stands out in the register's answer."""
    category = categories.find(company.legal_category)
    found = {
        CompanyReason.CEASED: company.state == STATE_CEASED,
        CompanyReason.LARGE: company.staff_bracket in categories.staff["large"],
        CompanyReason.FORM_UNKNOWN: category is None,
    }
    if category is not None and category.reason is not None:
        found[category.reason] = True
    reasons = tuple(reason for reason in CompanyReason if found.get(reason))
    return CompanyFindings(category.form if category else None, reasons)


@functools.lru_cache(maxsize=1)
def default_categories() -> Categories:
    """Reads the project's own file, once per process.

    Raises:
        SettingsError: Something in it is missing or unknown.
    """
    return read_checked(CATEGORIES_PATH, Categories)
