"""Files of fictional companies, so that the product can be tried at once."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

from pydantic import BaseModel, Extra, Field, validator
from sqlalchemy.orm import Session
from stdnum.fr import siren as siren_number

from bot.contracts.loan_files import (
    CompanySource,
    Decider,
    DecisionOutcome,
    DocumentState,
    FilePath,
    FileStatus,
    FileStep,
)
from bot.knowledge.yaml_files import PROJECT, read_checked
from bot.store.loan_documents import add_expected_documents, mark_document
from bot.store.loan_files import count_files
from bot.store.loan_models import ApplicantCompany, LoanFile
from bot.store.loan_steps import add_decision, add_step

SAMPLES_PATH = PROJECT / "data" / "samples" / "loan_files.yml"
ACTOR = "sample"
PARIS = ZoneInfo("Europe/Paris")
CENTS = 100


class _Strict(BaseModel):
    class Config:
        extra = Extra.forbid
        frozen = True


class SampleCompany(_Strict):
    """A company that does not exist, and says so in its name."""

    name: str = Field(regex=r"^.+ \((fictif|fictive)\)$")
    siren: str
    legal_form: str

    @validator("siren")
    def _key_holds(cls, siren: str) -> str:
        if not siren_number.is_valid(siren):
            raise ValueError(f"must be nine digits with a valid key, not {siren!r}")
        return siren


class SampleDecision(_Strict):
    """What somebody decided of a file."""

    outcome: DecisionOutcome
    by: Decider
    on: date


class SampleFile(_Strict):
    """A file as a designer writes it; amounts in whole euros."""

    reference: str = Field(regex=r"^RB-20\d{2}-\d{6}$")
    company: SampleCompany
    region: str
    path: FilePath
    amount_euros: int | None = Field(None, gt=0)
    status: FileStatus
    steps: Mapping[FileStep, date]
    documents: Mapping[str, DocumentState]
    decision: SampleDecision | None = None


class SampleFiles(_Strict):
    """Everything in the file."""

    files: list[SampleFile]


def read_samples(path: Path = SAMPLES_PATH) -> list[SampleFile]:
    """Reads the samples.

    Raises:
        SettingsError: The file does not follow its form.
    """
    return read_checked(path, SampleFiles).files


def add_samples(session: Session, samples: list[SampleFile]) -> int:
    """Adds the samples to a store without files; returns how many it added."""
    if count_files(session):
        return 0
    for sample in samples:
        _add(session, sample)
    return len(samples)


def _add(session: Session, sample: SampleFile) -> None:
    company = ApplicantCompany(
        siren=sample.company.siren,
        name=sample.company.name,
        legal_form=sample.company.legal_form,
        region=sample.region,
        source=CompanySource.SEED.value,
    )
    session.add(company)
    session.flush()
    days = sorted(sample.steps.values())
    file = LoanFile(
        reference=sample.reference,
        company_id=company.id,
        region=sample.region,
        path=sample.path.value,
        status=sample.status.value,
        amount_cents=sample.amount_euros and sample.amount_euros * CENTS,
        answers={},
        opened_at=_noon(days[0]),
        updated_at=_noon(days[-1]),
    )
    session.add(file)
    session.flush()
    for step, day in sample.steps.items():
        add_step(session, file, step, actor=ACTOR, at=_noon(day))
    add_expected_documents(session, file.id, sample.documents)
    for kind, state in sample.documents.items():
        mark_document(session, file.id, kind, state, at=_noon(days[-1]))
    if sample.decision:
        decision = sample.decision
        add_decision(session, file, decision.outcome, decision.by, _noon(decision.on))


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), tzinfo=PARIS)
