"""Reads the answers to the pre-check out of one free message."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from bot.loans.activity_age import read_age
from bot.loans.answers import (
    AGE,
    DEBTS,
    DEBTS_LATE,
    DEBTS_NONE,
    EQUITY,
    LEGAL_FORM,
    NEGATIVE,
    NO,
    POSITIVE,
    QUESTIONS,
    REGION,
    SECTOR,
    SHAREHOLDERS,
    STAFF,
    TURNOVER,
    UNKNOWN,
    YES,
    Answer,
)
from bot.loans.criteria import Criteria, Kind
from bot.loans.headcount import read_staff
from bot.loans.lexicon import AnswerLexicon, find_phrase
from bot.loans.message_text import MessageText, prepare
from bot.loans.money_answers import read_money

# What a bare yes or no says to each question that can be answered so.
_YES_MEANS = {SHAREHOLDERS: YES, DEBTS: DEBTS_LATE, EQUITY: POSITIVE}
_NO_MEANS = {SHAREHOLDERS: NO, DEBTS: DEBTS_NONE, EQUITY: NEGATIVE}
_MOST_WORDS_OF_A_YES = 6
# « 69 », « 69003 », « le 2A » as the whole answer
_DEPARTMENT = re.compile(
    r"\W*(?:le|dans le|dpt)?\s*(?P<number>97\d|2[ab]|\d\d)(?:\d{2,3})?\W*"
)
_DENIED = re.compile(
    r"\b(?:pas|plus|ni)\s+(?:en\s+|dans\s+|une?\s+|d'|de\s+)?(?:la\s+|le\s+)?$"
)


@dataclass(frozen=True)
class Question:
    """What the bot has just asked, and the tables to read the answer with.

    Attributes:
        asked: Slot that the bot asked for; `None` before the first question.
        criteria: Names of legal forms and activities, and the reference day.
        lexicon: Words for the other answers.
        departments: Régions by the number of their départements, for « 69 ».
    """

    asked: str | None
    criteria: Criteria
    lexicon: AnswerLexicon
    departments: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class ReadAnswers:
    """What one message says.

    Attributes:
        values: By slot, whether asked for or not; `unknown` only for the one asked.
        is_question: The customer asks something.
        agrees: It is a bare yes (`True`) or no (`False`); `None` for neither.
    """

    values: Mapping[str, Answer] = field(default_factory=dict)
    is_question: bool = False
    agrees: bool | None = None


def read_answers(
    text: str, entities: Iterable[Mapping[str, Any]], question: Question
) -> ReadAnswers:
    """Reads every answer that a message holds.

    Args:
        text: What the customer wrote.
        entities: As the extractor found them; a Région comes from there.
        question: What was asked, and the tables.
    """
    found = list(entities)
    message, declines = _without_refusal(prepare(text, found), question)
    asked = question.asked
    values: dict[str, Answer] = {
        **_region(message, found, question),
        **_kinds(message, question),
        **_quantities(message, question),
        **_phrases(message, question),
    }
    agrees = None
    if not message.is_question and not declines:
        agrees = _agrees(message, question.lexicon)
    if declines and asked in QUESTIONS:
        values.setdefault(str(asked), UNKNOWN)
    # « non, 12 salariés » corrects; it does not answer no.
    elif agrees is not None and not values and asked in _YES_MEANS:
        values[str(asked)] = (_YES_MEANS if agrees else _NO_MEANS)[str(asked)]
    return ReadAnswers(values, message.is_question, agrees)


def _region(
    message: MessageText, entities: list[Mapping[str, Any]], question: Question
) -> dict[str, Answer]:
    named = [str(e["value"]) for e in entities if e.get("entity") == REGION]
    if named:
        return {REGION: named[-1]}
    code = _DEPARTMENT.fullmatch(message.folded) if question.asked == REGION else None
    region = question.departments.get(code["number"].upper()) if code else None
    return {REGION: region} if region else {}


def _kinds(message: MessageText, question: Question) -> dict[str, Answer]:
    tables = {
        LEGAL_FORM: question.criteria.legal_forms,
        SECTOR: question.criteria.sectors,
    }
    found: dict[str, Answer] = {}
    for slot, kinds in tables.items():
        code = _find_kind(message, kinds, asked=question.asked == slot)
        if code is not None:
            found[slot] = code
    return found


def _find_kind(
    message: MessageText, kinds: Mapping[str, Kind], asked: bool
) -> str | None:
    """The code whose word comes first and is not denied, the longest at one place."""
    candidates = []
    for code, kind in kinds.items():
        words = [*kind.words, *(kind.asked_words if asked else ())]
        place = _place(message, words, asked)
        if place is not None:
            candidates.append((place, code))
    # A special word beats a general one: « commerce de poissons » is asked twice.
    return min(candidates)[1] if candidates else None


def _place(
    message: MessageText, words: list[str], asked: bool
) -> tuple[int, int] | None:
    """Where the first word stands and, negative, how long it is."""
    spaced = re.sub(r"[^\w]+$|^[^\w]+", "", message.folded)
    for capital in (word for word in words if word != word.lower()):
        # « SA » is a company, « sa » is hers, unless it is the whole answer.
        match = re.search(rf"(?<!\w){re.escape(capital)}(?!\w)", message.written)
        alone = (
            asked and re.sub(r"^(?:une?|c'est une?|en) ", "", spaced) == capital.lower()
        )
        if (match and not message.written.isupper()) or alone:
            return (match.start() if match else 0, -len(capital))
    small = [word for word in words if word == word.lower()]
    match = find_phrase(message.folded, small)
    if match is None or _DENIED.search(message.folded[: match.start()]):
        return None
    return (match.start(), -len(match[0]))


def _quantities(message: MessageText, question: Question) -> dict[str, Answer]:
    asked, criteria = question.asked, question.criteria
    money = read_money(message.written, asked == TURNOVER, asked == EQUITY)
    read = {
        AGE: read_age(
            message.folded,
            asked == AGE,
            criteria.reference_day,
            criteria.criteria.minimum_age.value,
        ),
        STAFF: read_staff(message.folded, asked == STAFF),
        TURNOVER: money.turnover_cents,
        EQUITY: money.equity_cents,
    }
    return {slot: value for slot, value in read.items() if value is not None}


def _phrases(message: MessageText, question: Question) -> dict[str, Answer]:
    found: dict[str, Answer] = {}
    for slot, values in question.lexicon.answers.items():
        for value, phrases in values.items():
            asked = phrases.asked if question.asked == slot else []
            if find_phrase(message.folded, (*phrases.anytime, *asked)):
                found[slot] = value
                break
    return found


def _agrees(message: MessageText, lexicon: AnswerLexicon) -> bool | None:
    if message.word_count > _MOST_WORDS_OF_A_YES:
        return None
    yes = find_phrase(message.folded, lexicon.yes)
    no = find_phrase(message.folded, lexicon.no)
    if yes and no:
        return yes.start() < no.start()
    return None if yes is None and no is None else yes is not None


def _without_refusal(
    message: MessageText, question: Question
) -> tuple[MessageText, bool]:
    """Takes « aucune idée » out: its « aucune » must not count as an answer."""
    refusal = find_phrase(message.folded, question.lexicon.unknown)
    if refusal is None or message.is_question:
        return message, False
    rest = message.folded[: refusal.start()] + " " + message.folded[refusal.end() :]
    return replace(message, folded=rest), True
