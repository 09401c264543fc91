"""Which answers may be shared, and what their pages say beside the words."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.errors import SettingsError
from bot.knowledge.shareable import (
    Shareable,
    check_shareable,
    default_shareable,
    describe_answer,
    find_personal,
    read_shareable,
)

from .examples import a_fact, known

FACTS = known(a_fact(), arguments=("region", "file_reference"))
LIST = Shareable(arguments=["region"], answers={"utter_rate": "Le taux"})


@pytest.mark.parametrize(
    ("variation", "is_personal"),
    [
        pytest.param({"text": "Au plus {ceiling}, en 2020."}, False, id="fact"),
        pytest.param({"text": "En {region}, c’est 0."}, False, id="public argument"),
        pytest.param({"text": "Dossier {file_reference}."}, True, id="customer's file"),
        pytest.param(
            {"text": "Courage.", "condition": [{"type": "slot"}]}, True, id="condition"
        ),
    ],
)
def test_only_what_everybody_hears_may_be_shared(variation: dict, is_personal: bool):
    found = find_personal(LIST, {"utter_rate": [variation]}, FACTS)
    assert bool(found) is is_personal


def test_rasa_does_not_start_with_a_shared_answer_that_is_personal():
    name = next(iter(default_shareable().answers))
    check_shareable({name: [{"text": "Au plus {ceiling}."}]}, FACTS)
    with pytest.raises(SettingsError, match=r"file_reference.*shareable_answers"):
        check_shareable({name: [{"text": "{file_reference}"}]}, FACTS)


@pytest.mark.parametrize("title", ["", " ", "x" * 71])
def test_every_page_has_a_title_of_a_readable_length(tmp_path: Path, title: str):
    path = tmp_path / "shareable_answers.yml"
    path.write_text(f"arguments: []\nanswers: {{utter_rate: '{title}'}}\n")
    with pytest.raises(SettingsError, match="title of utter_rate"):
        read_shareable(path)


def test_an_answer_names_the_years_and_the_sources_of_its_facts():
    answer = describe_answer("utter_faq/atout_loan", ["Le Prêt Atout…"])
    assert answer.texts == ("Le Prêt Atout…",)
    assert answer.period == "2020"
    assert "fca-avocats.com" in {source.site for source in answer.sources}


def test_an_answer_without_facts_has_neither():
    answer = describe_answer("utter_unheard_of", ["Bonjour."])
    assert (answer.period, answer.sources) == (None, ())
