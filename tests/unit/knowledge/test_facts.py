from __future__ import annotations

from pathlib import Path

import pytest

from bot.errors import SettingsError
from bot.knowledge.facts import default_facts, read_facts
from bot.knowledge.placeholders import check_filled, names_in

from .examples import a_fact, known

HELPLINES = """
helplines:
- {id: help_line, name: Écoute, number: "0 805", period: toujours, grade: PRO, sources: [S1]}
"""  # noqa: E501
CEILING = """
facts:
- id: ceiling
  value: 50000
  unit: euro
  says: Le plafond était de 50 000 €.
  period: "2020"
  grade: PRO
  sources: [S1]
"""


def read(tmp_path: Path, **files: str):
    folder = tmp_path / "facts"
    folder.mkdir()
    for stem, content in files.items():
        (folder / f"{stem}.yml").write_text(content, encoding="utf-8")
    helplines = tmp_path / "helplines.yml"
    helplines.write_text(HELPLINES, encoding="utf-8")
    return read_facts(folder, helplines)


def test_fact_is_said_with_and_without_its_unit(tmp_path):
    said = read(tmp_path, loan=CEILING).renderings()
    assert said["ceiling"] == "50\u202f000\u202f€"
    assert said["ceiling_bare"] == "50\u202f000"


def test_number_to_call_is_a_fact_kept_on_one_line(tmp_path):
    assert read(tmp_path, loan=CEILING).render("help_line") == "0\u202f805"


def test_unquoted_date_of_yaml_is_a_date(tmp_path):
    content = CEILING.replace("50000", "2020-04-22").replace("euro", "date")
    assert read(tmp_path, loan=content).render("ceiling") == "22\u00a0avril\u00a02020"


@pytest.mark.parametrize(
    ("written", "instead", "named"),
    [
        pytest.param("grade: PRO", "grade: SUR", "grade.*OFF", id="unknown grade"),
        pytest.param("unit: euro", "unit: dollar", "unit", id="unknown unit"),
        pytest.param("  unit: euro\n", "", "a value needs a unit", id="no unit"),
        pytest.param("50000", "'50000'", "whole number", id="text for a number"),
        pytest.param("50000", "-1", "whole number", id="negative amount"),
        pytest.param("50000", "0.5", "whole number", id="cents of a euro"),
        pytest.param("50000", "true", "not yes or no", id="yes for a number"),
        pytest.param(
            "50000\n  unit: euro", "101\n  unit: percent", "0, 100", id="percent"
        ),
        pytest.param(
            "50000\n  unit: euro", "'22/04'\n  unit: date", "isoformat", id="date"
        ),
        pytest.param("sources", "source", "sources", id="misspelt key"),
        pytest.param("says: L", "Says: L", "says", id="no sentence"),
    ],
)
def test_mistake_is_named_with_file_line_and_fact(tmp_path, written, instead, named):
    assert written in CEILING
    with pytest.raises(SettingsError, match=named) as caught:
        read(tmp_path, loan=CEILING.replace(written, instead))
    assert "loan.yml" in str(caught.value)
    assert "`ceiling` (line 3)" in str(caught.value)


def test_id_that_would_read_as_the_bare_form_is_refused(tmp_path):
    content = CEILING.replace("id: ceiling", "id: ceiling_bare")
    with pytest.raises(SettingsError, match="must not end in _bare"):
        read(tmp_path, loan=content)


def test_same_id_in_two_files_is_refused_with_both_places(tmp_path):
    with pytest.raises(SettingsError, match=r"loan.yml, line 3 and terms.yml, line 3"):
        read(tmp_path, loan=CEILING, terms=CEILING)


def test_file_that_is_not_yaml_is_named(tmp_path):
    with pytest.raises(SettingsError, match=r"loan.yml"):
        read(tmp_path, loan="facts: [")


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"grade": "NV"}, id="not verified"),
        pytest.param({"grade": "FAIBLE"}, id="weak"),
        pytest.param({"sources": []}, id="without a source"),
    ],
)
def test_fact_on_weak_grounds_cannot_be_said(changes):
    facts = known(a_fact(**changes))
    assert facts.renderings() == {}
    with pytest.raises(SettingsError, match=r"facts/test.yml, line 7"):
        facts.render("ceiling")
    with pytest.raises(SettingsError, match=r"utter_amount.*facts/test.yml, line 7"):
        check_filled({"utter_amount": [{"text": "{ceiling}"}]}, facts)


def test_statement_without_a_figure_has_no_braces():
    facts = known(a_fact(value=None, unit=None))
    with pytest.raises(SettingsError, match="has no value"):
        facts.render("ceiling")


def test_unknown_name_is_refused_and_an_argument_is_not():
    facts = known(a_fact(), arguments=("region",))
    check_filled({"utter_a": [{"text": "{region} {ceiling} {ceiling_bare}"}]}, facts)
    with pytest.raises(SettingsError, match="`celing` is in no file"):
        check_filled({"utter_a": [{"text": "{celing}"}]}, facts)


def test_names_are_found_in_texts_and_buttons_but_not_in_doubled_braces():
    variation = {
        "text": "De {ceiling_bare} à {ceiling}",
        "buttons": [{"title": "{region}", "payload": '/inform{{"region": "Corse"}}'}],
    }
    assert list(names_in(variation)) == ["ceiling_bare", "ceiling", "region"]


def test_facts_of_the_project_are_read_once():
    assert default_facts() is default_facts()
