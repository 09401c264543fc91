"""Ready answers: filled in, or visibly not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.desk.canned import GAPS, fill, has_gap
from bot.errors import SettingsError
from bot.knowledge.canned_answers import (
    VARIABLES,
    CannedAnswer,
    read_canned_answers,
    review_canned_answers,
)
from bot.knowledge.facts import default_facts

FORBIDDEN = {"prêt accordé": "Nothing is promised."}


def test_what_is_known_is_filled_in_and_the_rest_is_a_gap():
    text = fill("Bonjour {customer_name}, dossier {reference}.", {"reference": "RB-1"})
    assert text == "Bonjour ⟦nom du client⟧, dossier RB-1."
    assert has_gap(text)
    assert not has_gap(fill("Bonjour {customer_name}.", {"customer_name": "Mme A"}))


@pytest.mark.parametrize("value", [None, ""])
def test_an_empty_value_is_not_known(value):
    assert has_gap(fill("{region}", {"region": value}))


def test_every_variable_has_words_for_its_gap():
    assert set(GAPS) == set(VARIABLES)


@given(st.text().filter(lambda text: "{" not in text and "}" not in text))
def test_filling_never_fails_and_leaves_no_bare_variable(text):
    filled = fill(text + "{region}", {"region": "{reference}"})
    assert filled.endswith("{reference}")  # a value is never read as a variable


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("Votre prêt accordé.", "prêt accordé"),
        ("Il y a 20 jours.", "is typed"),
        ("Bonjour {custmer_name}.", "filled by nothing"),
    ],
    ids=["promise", "figure", "unknown name"],
)
def test_a_planted_mistake_is_found(text, problem):
    answer = CannedAnswer(id="planted", title="x", text=text)
    (finding,) = review_canned_answers([answer], default_facts(), FORBIDDEN)
    assert problem in finding.problem


@pytest.mark.parametrize(
    "content",
    [
        "answers: []",
        "answers: [{id: a, title: t, text: x}, {id: a, title: t, text: x}]",
        "answers: [{id: A!, title: t, text: x}]",
        "answers: [{id: a, title: t, text: x, mood: good}]",
    ],
    ids=["none", "twice", "bad id", "unknown field"],
)
def test_a_file_out_of_form_is_refused_by_name(tmp_path, content):
    path = tmp_path / "canned_answers.yml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(SettingsError, match="canned_answers"):
        read_canned_answers(path)
