"""Every table that the pre-check's actions read, opened once per process."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.loans.answer_reading import Question
from bot.loans.answers import QUESTIONS
from bot.loans.criteria import Criteria, default_criteria
from bot.loans.lexicon import AnswerLexicon, default_lexicon
from bot.loans.words import Button, PrecheckWords, default_words
from bot.nlu.entities.gazetteer import load_gazetteer
from bot.settings import PROJECT_ROOT


@dataclass(frozen=True)
class PrecheckTables:
    """Criteria, words to read answers with, words to say.

    Attributes:
        criteria: Limits, legal forms and activities of 2020.
        lexicon: Words by which customers answer.
        words: What the bot says.
        departments: Régions by the number of their départements.
    """

    criteria: Criteria
    lexicon: AnswerLexicon
    words: PrecheckWords
    departments: Mapping[str, str] = field(default_factory=dict)

    def question(self, asked: str | None) -> Question:
        """What is needed to read the answer to one question."""
        return Question(asked, self.criteria, self.lexicon, self.departments)

    def buttons(
        self, names: Iterable[str], domain: Mapping[str, Any]
    ) -> list[dict[str, str]]:
        """Buttons by name, without those whose intent the domain does not know."""
        known = {
            next(iter(intent)) if isinstance(intent, Mapping) else intent
            for intent in domain.get("intents") or ()
        }
        chosen: list[Button] = [getattr(self.words.buttons, name) for name in names]
        return [
            {"title": button.title, "payload": button.payload}
            for button in chosen
            if not known or button.payload.removeprefix("/") in known
        ]

    def topic_buttons(self, slots: Mapping[str, Any]) -> list[dict[str, str]]:
        """One button per answer given, to correct it."""
        payload = self.words.buttons.correct_topic
        return [
            {
                "title": self.words.topics[slot][:1].upper()
                + self.words.topics[slot][1:],
                "payload": payload.format(topic=slot),
            }
            for slot in QUESTIONS
            if slots.get(slot) is not None
        ]


@functools.lru_cache(maxsize=1)
def default_tables() -> PrecheckTables:
    """The project's own tables, read on first use."""
    regions = PROJECT_ROOT / "data/knowledge/regions.yml"
    return PrecheckTables(
        default_criteria(),
        default_lexicon(),
        default_words(),
        load_gazetteer(regions).departments,
    )
