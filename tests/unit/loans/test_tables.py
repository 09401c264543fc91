"""The files of the pre-check, and what happens when one is wrong."""

from __future__ import annotations

import copy
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from bot.errors import SettingsError
from bot.loans import criteria, lexicon, words
from bot.loans.answers import QUESTIONS
from bot.loans.typography import euros, months, persons

from .examples import CRITERIA, SOUND_SLOTS


def load(path: Path):
    return YAML(typ="safe").load(path.read_text(encoding="utf-8"))


FILES = {
    "criteria": (criteria.CRITERIA_PATH, criteria.read_criteria),
    "words": (words.WORDS_PATH, words.read_words),
    "lexicon": (lexicon.LEXICON_PATH, lexicon.read_lexicon),
}


@pytest.mark.parametrize("name", FILES)
def test_an_unknown_key_is_refused_with_what_to_do(name):
    path, read = FILES[name]
    with pytest.raises(SettingsError, match=r"Expected .*found .*Please correct it"):
        read({**load(path), "surprise": 1})


@pytest.mark.parametrize("name", FILES)
def test_a_missing_key_is_refused(name):
    path, read = FILES[name]
    content = load(path)
    content.pop(next(iter(content)))
    with pytest.raises(SettingsError):
        read(content)


@pytest.mark.parametrize(
    ("key", "value"),
    [("grade", "FAIBLE"), ("sources", []), ("value", -1), ("unit", "dollars")],
)
def test_a_criterion_without_grounds_is_refused(key, value):
    content = copy.deepcopy(load(criteria.CRITERIA_PATH))
    content["criteria"]["minimum_age"][key] = value
    with pytest.raises(SettingsError, match=key):
        criteria.read_criteria(content)


def test_one_word_never_names_two_kinds():
    for kinds in (CRITERIA.legal_forms, CRITERIA.sectors):
        named = [w for k in kinds.values() for w in (*k.words, *k.asked_words)]
        assert sorted(named) == sorted(set(named))


def test_every_question_can_be_named_and_said_back():
    table = words.default_words()
    for each in (table.topics, table.topic_words, table.noted):
        assert set(each) == set(QUESTIONS)


def test_answers_are_said_back_in_french():
    table = words.default_words()
    slots = {**SOUND_SLOTS, "eligibility_staff": "unknown"}
    said = words.say_answers(slots, table, CRITERIA)
    assert said == (
        "SARL ou EURL, activité\u202f: commerce, région Île-de-France, 4\u00a0ans "
        "d’activité, 300\u202f000\u202f€ "
        "de chiffre d’affaires, des actionnaires personnes physiques, aucun retard "
        "fiscal ou social, 60\u202f000\u202f€ de capitaux propres\u202f; "
        "à préciser\u202f: l’effectif"
    )


def test_sums_of_own_funds_and_slots_that_json_made_floats_are_written_alike():
    table = words.default_words()
    said = words.say_answer("eligibility_equity", -1_200_000.0, table, CRITERIA)
    assert said.startswith("-12\u202f000\u202f€")


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (euros(50_000_00), "50\u202f000\u202f€"),
        (euros(43_000_000_00), "43\u202fM€"),
        (euros(1_200_000_00), "1\u202f200\u202f000\u202f€"),
        (months(8), "8\u00a0mois"),
        (months(12), "1\u00a0an"),
        (months(27), "2\u00a0ans et 3\u00a0mois"),
        (months(0), "0\u00a0mois"),
        (persons(0), "aucun salarié"),
        (persons(1), "1\u00a0salarié"),
    ],
)
def test_figures_are_french(written, expected):
    assert written == expected
