"""What one message means while the pre-check's form is open."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from bot.loans.answer_reading import Question, ReadAnswers, read_answers
from bot.loans.answers import (
    CONFIRMED,
    DEBTS,
    EQUITY,
    LEGAL_FORM,
    QUESTIONS,
    SECTOR,
    SHAREHOLDERS,
    UNKNOWN,
    Answer,
)

# As `understanding.ask` of config.yml: from here on an intent is believed.
SURE = 0.45

ENTITY_ANSWER = "precheck_answer"  # of a button, as `eligibility_debts=late`
INTENT_DECLINE = "decline_to_answer"
_INTENT_AFFIRM = "affirm"
_INTENT_DENY = "deny"
# Of these no rule answers inside the form, or the form itself is the answer.
_NO_ASIDES = frozenset(
    {
        _INTENT_AFFIRM,
        _INTENT_DENY,
        INTENT_DECLINE,
        "describe_company",
        "inform_region",
        "start_eligibility_check",
        "out_of_scope",
    }
)
_LEAVING = frozenset({"cancel_form", "say_goodbye", "ask_human"})
_BY_BUTTON = frozenset({LEGAL_FORM, SECTOR, SHAREHOLDERS, DEBTS, EQUITY})


class Meaning(str, Enum):
    """What the message is to the form."""

    ANSWERS = "answers"
    CONFIRMS = "confirms"
    CONTRADICTS = "contradicts"
    ASIDE = "aside"
    UNREADABLE = "unreadable"


@dataclass(frozen=True)
class Heard:
    """One customer message as the NLU understood it.

    Attributes:
        text: As written; a button's payload starts with `/`.
        intent: Best reading.
        confidence: Of the best reading, in [0, 1].
        entities: As Rasa lists them.
    """

    text: str
    intent: str | None
    confidence: float
    entities: Sequence[Mapping[str, Any]] = ()

    @property
    def is_button(self) -> bool:
        """Whether the customer pressed a button instead of writing."""
        return self.intent is not None and self.text.startswith(f"/{self.intent}")

    @property
    def is_sure(self) -> bool:
        """Whether the intent can be believed."""
        return self.is_button or self.confidence >= SURE


def heard(latest_message: Mapping[str, Any]) -> Heard:
    """Reads Rasa's latest message; what is missing reads as nothing."""
    intent = latest_message.get("intent") or {}
    return Heard(
        text=str(latest_message.get("text") or ""),
        intent=intent.get("name"),
        confidence=float(intent.get("confidence") or 0.0),
        entities=tuple(latest_message.get("entities") or ()),
    )


@dataclass(frozen=True)
class FormTurn:
    """The meaning of a message, and the answers that it gives.

    Attributes:
        meaning: What the message is to the form.
        values: Answers by slot; empty unless `meaning` is `answers`.
    """

    meaning: Meaning
    values: Mapping[str, Answer] = field(default_factory=dict)


def read_form_turn(message: Heard, question: Question) -> FormTurn:
    """Says what a message means to the form.

    An answer wins over an intent, because « SARL » or « 12 » is none; a question that
    the bot understands wins over words inside it, because « c'est quoi une SARL ? »
    answers nothing.

    Args:
        message: What the customer wrote or pressed.
        question: What was asked, and the tables to read the answer with.
    """
    if message.is_button:
        return _pressed(message, question)
    read = read_answers(message.text, message.entities, question)
    is_aside = message.is_sure and message.intent not in _NO_ASIDES
    if is_aside and (read.is_question or message.intent in _LEAVING):
        return FormTurn(Meaning.ASIDE)
    if question.asked == CONFIRMED and not read.values:
        meaning = _about_summary(message, read)
        if meaning is not None:
            return FormTurn(meaning)
    if read.values:
        return FormTurn(Meaning.ANSWERS, read.values)
    if message.is_sure and message.intent == INTENT_DECLINE:
        return _declined(question)
    # A question that nobody understands is no answer either: it must be asked about.
    if is_aside or read.is_question:
        return FormTurn(Meaning.ASIDE)
    return FormTurn(Meaning.UNREADABLE)


def _about_summary(message: Heard, read: ReadAnswers) -> Meaning | None:
    agrees = read.agrees
    if agrees is None and message.is_sure and not read.is_question:
        agrees = {_INTENT_AFFIRM: True, _INTENT_DENY: False}.get(message.intent or "")
    if agrees is None:
        return None
    return Meaning.CONFIRMS if agrees else Meaning.CONTRADICTS


def _pressed(message: Heard, question: Question) -> FormTurn:
    values = _button_answers(message, question)
    if values:
        return FormTurn(Meaning.ANSWERS, values)
    if message.intent == INTENT_DECLINE:
        return _declined(question)
    agrees = {_INTENT_AFFIRM: True, _INTENT_DENY: False}.get(message.intent or "")
    if agrees is None:
        is_aside = message.intent not in _NO_ASIDES
        return FormTurn(Meaning.ASIDE if is_aside else Meaning.UNREADABLE)
    if question.asked == CONFIRMED:
        return FormTurn(Meaning.CONFIRMS if agrees else Meaning.CONTRADICTS)
    read = read_answers("oui" if agrees else "non", (), question)
    meaning = Meaning.ANSWERS if read.values else Meaning.UNREADABLE
    return FormTurn(meaning, read.values)


def _button_answers(message: Heard, question: Question) -> dict[str, Answer]:
    known = {
        LEGAL_FORM: set(question.criteria.legal_forms),
        SECTOR: set(question.criteria.sectors),
        **{slot: set(values) for slot, values in question.lexicon.answers.items()},
    }
    found: dict[str, Answer] = {}
    for entity in message.entities:
        if entity.get("entity") != ENTITY_ANSWER:
            continue
        slot, _, value = str(entity.get("value")).partition("=")
        # Anybody may write a payload: only what a button of ours says counts.
        if slot in _BY_BUTTON and value in known[slot]:
            found[slot] = value
    return found


def _declined(question: Question) -> FormTurn:
    if question.asked not in QUESTIONS:
        return FormTurn(Meaning.UNREADABLE)
    return FormTurn(Meaning.ANSWERS, {str(question.asked): UNKNOWN})
