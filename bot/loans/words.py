"""The pieces from which the pre-check's sentences are joined."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import ruamel.yaml
from pydantic import BaseModel, Extra, ValidationError, validator

from bot.errors import SettingsError
from bot.loans import typography
from bot.loans.answers import (
    AGE,
    EQUITY,
    LEGAL_FORM,
    QUESTIONS,
    REGION,
    SECTOR,
    STAFF,
    TURNOVER,
    UNKNOWN,
    number_of,
)
from bot.loans.criteria import Criteria, Criterion

WORDS_PATH = Path(__file__).resolve().parents[2] / "data/knowledge/precheck_words.yml"


class _Checked(BaseModel):
    class Config:
        extra = Extra.forbid
        frozen = True


class Button(_Checked):
    """A next step that the customer may press."""

    title: str
    payload: str


class Buttons(_Checked):
    """Every button of the pre-check; `correct_topic` is the payload of a topic's."""

    prepare: Button
    human: Button
    correct: Button
    other_aid: Button
    exact: Button
    correct_topic: str


class CardWords(_Checked):
    """The card of the result; `labels` are the questions, `paths` the outcomes."""

    title: str
    path: str
    paths: dict[str, str]
    labels: dict[str, str]
    unknown: str

    @validator("labels")
    def _every_question_has_one(cls, labels: dict[str, str]) -> dict[str, str]:
        missing = [name for name in QUESTIONS if not labels.get(name)]
        if missing:
            raise ValueError(f"every question needs a label, also {missing}")
        return labels


class PrecheckWords(_Checked):
    """Everything in the file; keys are slots or codes of the orientation."""

    noted: dict[str, str | dict[str, str]]
    topics: dict[str, str]
    unknown: str
    card: CardWords
    topic_words: dict[str, list[str]]
    reasons: dict[str, str]
    hints: dict[str, str]
    to_verify: dict[str, str]
    buttons: Buttons


def read_words(content: Mapping[str, object]) -> PrecheckWords:
    """Checks what the file says.

    Raises:
        SettingsError: Something is missing or unknown.
    """
    try:
        return PrecheckWords.parse_obj(content)
    except ValidationError as error:
        where = "; ".join(
            f"{'.'.join(str(part) for part in each['loc'])}: {each['msg']}"
            for each in error.errors()
        )
        raise SettingsError(
            f"Expected data/knowledge/precheck_words.yml to follow its model "
            f"(bot/loans/words.py), but found {where}. Please correct it."
        ) from error


@functools.lru_cache(maxsize=1)
def default_words() -> PrecheckWords:
    """Reads the project's own file, once per process."""
    with WORDS_PATH.open(encoding="utf-8") as file:
        return read_words(ruamel.yaml.YAML(typ="safe").load(file))


def say_answer(slot: str, value: Any, words: PrecheckWords, criteria: Criteria) -> str:
    """Says one known answer back, as « 12 salariés »."""
    noted = words.noted[slot]
    if isinstance(noted, Mapping):
        # Of these, only own funds may also be a sum.
        clause = noted.get(str(value)) or noted["amount"]
    else:
        clause = noted
    return clause.format(value=_written(slot, value, criteria))


def _written(slot: str, value: Any, criteria: Criteria) -> str:
    number = number_of(value)
    if slot == REGION:
        return str(value)
    if slot == LEGAL_FORM:
        return criteria.legal_forms[str(value)].title
    if slot == SECTOR:
        return criteria.sectors[str(value)].title
    if number is None:
        return ""
    writers = {
        AGE: typography.months,
        STAFF: typography.persons,
        TURNOVER: typography.euros,
        EQUITY: typography.euros,
    }
    return writers[slot](number)


def say_answers(
    slots: Mapping[str, Any], words: PrecheckWords, criteria: Criteria
) -> str:
    """Says every answer so far, in the order of the questions; unknown ones last."""
    given = [name for name in QUESTIONS if slots.get(name) is not None]
    known = ", ".join(
        say_answer(name, slots[name], words, criteria)
        for name in given
        if slots[name] != UNKNOWN
    )
    open_topics = [words.topics[name] for name in given if slots[name] == UNKNOWN]
    unknown = words.unknown.format(topics=", ".join(open_topics)) if open_topics else ""
    return f"{typography.NARROW}; ".join(part for part in (known, unknown) if part)


def answer_lines(
    slots: Mapping[str, Any], words: PrecheckWords, criteria: Criteria
) -> list[tuple[str, str]]:
    """Every answer under the name of its question, in the order of the questions."""
    lines = []
    for name in QUESTIONS:
        value = slots.get(name)
        if value is None:
            continue
        plain = value != UNKNOWN and isinstance(words.noted[name], str)
        said = (
            words.card.unknown
            if value == UNKNOWN
            else _written(name, value, criteria)
            if plain
            else say_answer(name, value, words, criteria)
        )
        lines.append((words.card.labels[name], said))
    return lines


def say_codes(
    codes: Iterable[str], clauses: Mapping[str, str], criteria: Criteria
) -> str:
    """Joins the clauses of some codes, with their figures: « a ; b »."""
    figures = figures_of(criteria)
    said = dict.fromkeys(clauses[code].format(**figures) for code in codes)
    return f"{typography.NARROW}; ".join(said)


def figures_of(criteria: Criteria) -> dict[str, str]:
    """Every limit as the customer reads it, by its name."""
    limits: dict[str, Criterion] = dict(criteria.criteria)
    return {name: typography.of_criterion(each) for name, each in limits.items()}


def sentence(clauses: str) -> str:
    """Makes clauses a sentence: « Les SCI étaient exclues. »."""
    return f"{clauses[:1].upper()}{clauses[1:]}." if clauses else ""
