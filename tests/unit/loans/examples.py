"""Answers and questions that the tests of the pre-check start from."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

from bot.loans.answer_reading import Question
from bot.loans.answers import (
    AGE,
    DEBTS,
    EQUITY,
    LEGAL_FORM,
    REGION,
    SECTOR,
    SHAREHOLDERS,
    STAFF,
    TURNOVER,
    Answers,
)
from bot.loans.criteria import default_criteria
from bot.loans.lexicon import default_lexicon
from bot.nlu.entities.dossier_reference import DEFAULT_PATTERN, compile_pattern
from bot.nlu.entities.extraction import ExtractionRules, extract
from bot.nlu.entities.gazetteer import load_gazetteer

ROOT = Path(__file__).resolve().parents[3]
CRITERIA = default_criteria()
GAZETTEER = load_gazetteer(ROOT / "data/knowledge/regions.yml")
RULES = ExtractionRules(GAZETTEER, compile_pattern(DEFAULT_PATTERN))
# Not the reference day of the criteria: reading must not depend on it.
TODAY = datetime.date(2026, 11, 26)

# A company that met no known obstacle in 2020.
SOUND = Answers(
    region="Île-de-France",
    legal_form="sarl",
    age_months=48,
    staff=12,
    turnover_cents=300_000_00,
    sector="trade",
    natural_shareholders="yes",
    debts="none",
    equity=60_000_00,
)
SOUND_SLOTS: dict[str, Any] = {
    LEGAL_FORM: "sarl",
    SECTOR: "trade",
    REGION: "Île-de-France",
    AGE: 48,
    STAFF: 12,
    TURNOVER: 300_000_00,
    SHAREHOLDERS: "yes",
    DEBTS: "none",
    EQUITY: 60_000_00,
}


def question(asked: str | None) -> Question:
    """The project's own tables."""
    return Question(asked, CRITERIA, default_lexicon(), GAZETTEER.departments)


def entities(text: str) -> list[dict[str, Any]]:
    """As the extractor of config.yml finds them."""
    return [
        {"entity": e.kind.value, "start": e.start, "end": e.end, "value": e.value}
        for e in extract(text, RULES, TODAY)
    ]
