"""The questions of forms count in the order in which they are asked."""

from __future__ import annotations

from pathlib import Path

import yaml

from bot.contracts.enrichments import is_enrichment, read_enrichment
from bot.loans.answers import QUESTIONS
from bot.loans.eligibility import Path as Outcome
from bot.loans.words import default_words

RESPONSES = Path(__file__).resolve().parents[2] / "data" / "responses"


def _responses() -> dict[str, list[dict]]:
    found: dict[str, list[dict]] = {}
    for path in sorted(RESPONSES.glob("*.yml")):
        found |= yaml.safe_load(path.read_text(encoding="utf-8"))["responses"]
    return found


def test_questions_of_the_pre_check_are_numbered_in_order():
    responses = _responses()
    for number, slot in enumerate(QUESTIONS, 1):
        for variation in responses[f"utter_ask_eligibility_form_{slot}"]:
            question = variation["custom"]["question"]
            assert (question["number"], question["of"]) == (number, len(QUESTIONS))


def test_every_card_and_question_of_a_response_is_well_made():
    for variations in _responses().values():
        for variation in variations:
            if is_enrichment(variation.get("custom")):
                assert variation["text"]
                read_enrichment(variation["custom"])


def test_every_outcome_of_the_pre_check_has_words_for_its_card():
    assert set(default_words().card.paths) == {each.value for each in Outcome}
