"""The words of the evidence card cover everything that the bot may know or mean."""

from __future__ import annotations

import json
import re

import pytest

from bot.contracts.escalation import EscalationReason
from bot.contracts.loan_files import FilePath
from bot.desk.answer_book import default_answer_book
from bot.desk.evidence_rules import default_evidence_rules, read_evidence_rules
from bot.desk.slot_rules import default_slot_rules, read_slot_rules
from bot.desk.suggestions import for_agent
from bot.errors import SettingsError
from bot.knowledge.rendering import plain
from bot.kyc.company_reasons import CompanyReason
from bot.kyc.company_register import RegisterOutcome
from bot.listening.themes import load_themes
from tests.contract import conversation_data as data

RULES, SLOTS, BOOK = (
    default_evidence_rules(),
    default_slot_rules(),
    default_answer_book(),
)
# Added by Rasa from data/nlu: answered by likeness.
RETRIEVAL = {"faq", "magazine", "rumour"}
# One by one, as agents are shown them.
RETRIEVED = {name.removeprefix("utter_") for name in BOOK.responses if "/" in name}
# Rasa's own; never in domain.yml.
OF_RASA = {"requested_slot", "session_started_metadata"}


def intents() -> set[str]:
    return {*data.intents_of_domain(), *RETRIEVAL}


def test_every_slot_is_shown_in_words_or_hidden_on_purpose():
    named = {rule.slot for rule in SLOTS.file.slots} | {*SLOTS.file.hidden}
    assert named == {*data.domain()["slots"], *OF_RASA}


def test_every_entity_is_shown_when_it_is_said_or_left_out_on_purpose():
    named = [*(rule.entity for rule in SLOTS.file.said), *SLOTS.file.not_said]
    entities = [
        e if isinstance(e, str) else next(iter(e)) for e in data.domain()["entities"]
    ]
    assert sorted(named) == sorted(entities)


def test_every_question_of_a_form_has_words():
    asked = {s for f in data.domain()["forms"].values() for s in f["required_slots"]}
    named = {*SLOTS.file.questions, *(rule.slot for rule in SLOTS.file.slots)}
    assert asked - named == set()
    assert {*SLOTS.file.questions} - asked == set()


def test_every_intent_has_one_title_and_nothing_else_has():
    assert {*RULES.titles} == intents() | RETRIEVED


def test_rules_of_the_card_name_real_intents():
    numbers = RULES.numbers
    assert (numbers.no_wish | numbers.never_suggested) - intents() == set()


def test_closed_sets_have_words():
    assert {*SLOTS.file.paths} == {path.value for path in FilePath}
    assert {*SLOTS.file.register_words} == {o.value for o in RegisterOutcome}
    assert {*SLOTS.file.register_reasons} == {r.value for r in CompanyReason}


def test_every_topic_of_the_magazine_has_a_title():
    answers = {
        name.removeprefix("utter_magazine/")
        for name in data.responses()
        if name.startswith("utter_magazine/")
    }
    words = next(r for r in SLOTS.file.slots if r.slot == "magazine_topic")
    assert answers - {*SLOTS.words(words)} == set()


def test_topics_of_handoffs_fit_their_column():
    assert max(len(theme) for theme in load_themes().titles) <= 60


def test_a_reason_is_not_a_title_of_another_set():
    # The console has words for reasons; the card does not repeat them.
    assert {reason.value for reason in EscalationReason} & {*RULES.titles} == set()


@pytest.mark.parametrize("intent", sorted({*BOOK.response_of} | RETRIEVED))
def test_no_answer_for_agents_says_what_is_forbidden(intent):
    for text in BOOK.variants(intent, {"region": "Bretagne"}, {"day_greeting": ""}):
        said = plain(for_agent(text, RULES))
        assert not re.search(r"[{}]", said)
        assert [why for p, why in BOOK.forbidden.items() if re.search(p, said)] == []


def test_questions_that_rules_answer_have_an_answer_for_agents():
    answered = [i for i in BOOK.response_of if BOOK.variants(i, {}, {})]
    assert len(answered) >= 45
    assert BOOK.variants("ask_rate", {"region": "Bretagne"}, {})
    assert BOOK.variants("ask_application_status", {}, {}) == []
    assert [each for each in RETRIEVED if not BOOK.variants(each, {}, {})] == []


def test_a_title_given_twice_is_refused_with_its_name(tmp_path):
    labels = tmp_path / "intent_labels.yml"
    labels.write_text("intents: {greet: Bonjour}", encoding="utf-8")
    with pytest.raises(SettingsError, match="greet"):
        read_evidence_rules(labels=labels)


@pytest.mark.parametrize(
    "change",
    [{"unknown": None}, {"hidden": ["region"]}, {"odd": 1}],
    ids=["no word", "named twice", "extra"],
)
def test_a_mistake_in_the_slots_is_refused(tmp_path, change):
    path = tmp_path / "known_slots.yml"
    found = dict(data.load(data.DATA / "desk" / "known_slots.yml"))
    found = json.loads(json.dumps({**found, **change}))
    path.write_text(json.dumps(found), encoding="utf-8")
    with pytest.raises(SettingsError, match=r"known_slots\.yml"):
        read_slot_rules(path)
