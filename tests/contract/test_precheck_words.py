"""The pre-check's pieces of sentences keep the rules that responses keep."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from bot.knowledge.facts import default_facts
from bot.knowledge.project import read_forbidden
from bot.loans.criteria import default_criteria
from bot.loans.eligibility import Path, Weight
from bot.loans.words import default_words, figures_of
from tests.contract import conversation_data as data

WORDS = default_words()
CRITERIA = default_criteria()
FORBIDDEN = read_forbidden(data.DATA / "knowledge" / "sayings_forbidden.yml")
# Written with the pre-file's own topic.
ELSEWHERE = {"open_pre_file"}


def pieces() -> Iterator[tuple[str, str]]:
    """Every clause that a customer can read, with its place."""
    for group in ("reasons", "hints", "to_verify", "topics"):
        for code, clause in getattr(WORDS, group).items():
            yield f"{group}.{code}", clause
    for slot, clause in WORDS.noted.items():
        several = clause.values() if isinstance(clause, dict) else [clause]
        yield from ((f"noted.{slot}", one) for one in several)
    for kinds in (CRITERIA.legal_forms, CRITERIA.sectors):
        yield from ((code, kind.title) for code, kind in kinds.items())


def test_no_forbidden_saying_is_pieced_together():
    said = [
        (place, pattern)
        for place, clause in pieces()
        for pattern in FORBIDDEN
        if re.search(pattern, data.plain(clause))
    ]
    assert said == []


@pytest.mark.parametrize(
    "pattern", [r"'", r'"', r"[ \u00a0][?!;:%€»]", r"\.\.\.", r"  ", r"^[A-Z]?.*\.$"]
)
def test_pieces_are_typeset_in_french_and_end_no_sentence(pattern):
    assert [p for p, clause in pieces() if re.search(pattern, clause)] == []


def test_figures_come_from_the_criteria():
    known = figures_of(CRITERIA)
    for place, clause in pieces():
        assert data.numbers(clause) <= {"2020"}, place
        assert set(re.findall(r"{(\w+)}", clause)) <= {*known, "value"}, place


def codes(weight: Weight) -> set[str]:
    """Codes that the rules can find, read from their source."""
    source = (data.ROOT / "bot/loans/eligibility.py").read_text(encoding="utf-8")
    found = re.findall(rf'"(\w+)",\s*Weight\.{weight.name}\b', source)
    return set(found)


def test_every_reason_has_words_and_no_words_are_left_over():
    reasons = codes(Weight.EXCLUDES) | codes(Weight.CLOSES_FLASH)
    reasons |= {"legal_form_sci", "legal_form_sole_trader"}  # chosen by the form
    assert set(WORDS.reasons) == reasons | {"no_known_obstacle", "answers_missing"}
    assert set(WORDS.to_verify) == codes(Weight.UNCERTAIN) | codes(Weight.NOTE)


def test_every_exclusion_says_what_existed_besides():
    excluding = codes(Weight.EXCLUDES) | {"legal_form_sci", "legal_form_sole_trader"}
    assert set(WORDS.hints) == excluding


def test_every_path_has_its_words_with_the_period():
    for path in Path:
        for variation in data.responses()[f"utter_eligibility_{path.value}"]:
            assert "2020" in variation["text"]


def test_sources_of_the_criteria_are_known():
    known = data.load(data.DATA / "knowledge/sources.yml")["sources"]
    for name, criterion in dict(CRITERIA.criteria).items():
        assert set(criterion.sources) <= set(known), name


def test_regions_of_the_criteria_are_canonical():
    known = {
        r["name"] for r in data.load(data.DATA / "knowledge/regions.yml")["regions"]
    }
    for name, criterion in dict(CRITERIA.criteria).items():
        assert set(criterion.regions) <= known, name


def test_the_same_limits_are_said_elsewhere():
    fact = default_facts().by_id["flash_maximum"]
    assert CRITERIA.criteria.flash_maximum.value == fact.value


def test_every_button_leads_to_an_intent():
    buttons = WORDS.buttons.dict()
    payloads = [b["payload"] if isinstance(b, dict) else b for b in buttons.values()]
    intents = {re.split(r"[{]", p.removeprefix("/"))[0] for p in payloads}
    assert intents <= {*data.intents_of_domain(), *ELSEWHERE}


def test_buttons_of_the_questions_give_answers_that_the_form_takes():
    from bot.loans.form_turn import Heard, Meaning, read_form_turn
    from tests.unit.loans.examples import question

    payloads = {
        button["payload"]
        for name, variations in data.responses().items()
        if name.startswith("utter_ask_eligibility_form_")
        for variation in variations
        for button in variation.get("buttons", ())
        if "precheck_answer" in button["payload"]
    }
    assert payloads
    for payload in payloads:
        value = re.search(r'"precheck_answer": "([^"]+)"', payload)[1]
        entity = {"entity": "precheck_answer", "value": value}
        message = Heard("/describe_company", "describe_company", 1.0, [entity])
        turn = read_form_turn(message, question(None))
        assert turn.meaning is Meaning.ANSWERS, payload
