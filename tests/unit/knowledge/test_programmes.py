from __future__ import annotations

from pathlib import Path

import pytest

from bot.errors import SettingsError
from bot.knowledge.programmes import default_programmes, read_programmes

from .examples import a_fact, known


def test_project_file_is_readable_and_has_the_region_of_the_first_platform():
    assert default_programmes().find("Auvergne-Rhône-Alpes") is not None


@pytest.mark.parametrize(
    "written",
    [
        pytest.param("Provence-Alpes-Côte d’Azur", id="typographic apostrophe"),
        pytest.param("Provence-Alpes-Côte d'Azur", id="straight apostrophe"),
        pytest.param("provence alpes côte d'azur", id="no capitals, no hyphens"),
    ],
)
def test_region_is_found_however_it_is_written(written):
    assert default_programmes().find(written) is not None


def test_unknown_region_has_no_terms_and_no_details():
    assert default_programmes().find("Wallonie") is None
    assert default_programmes().details("Wallonie") == []


def test_details_put_exclusions_before_the_opening():
    details = default_programmes().details("Île-de-France")
    ids = [fact.id for fact in details]
    assert ids == ["ile_de_france_exclusions", "ile_de_france_opening"]


def read(tmp_path: Path, terms: str):
    path = tmp_path / "programmes.yml"
    path.write_text(f"regions:\n  Bretagne: {terms}\n", encoding="utf-8")
    return read_programmes(path, known(a_fact(), a_fact(id="weak", grade="NV")))


@pytest.mark.parametrize(
    ("terms", "named"),
    [
        pytest.param(
            "{rate: {percent: -1, grade: OFF, sources: [S1]}}", "percent", id="negative"
        ),
        pytest.param(
            "{rate: {percent: 0, grade: FAIBLE, sources: [S24]}}", "grade", id="weak"
        ),
        pytest.param(
            "{rate: {percent: 0, grade: OFF, sources: []}}", "sources", id="no source"
        ),
        pytest.param(
            "{rat: {percent: 0, grade: OFF, sources: [S1]}}", "rat", id="misspelt key"
        ),
        pytest.param("{opening: missing}", "missing.*Bretagne", id="unknown fact"),
        pytest.param("{exclusions: weak}", "weak.*Bretagne", id="weak fact"),
    ],
)
def test_mistakes_in_the_file_are_named(tmp_path, terms, named):
    with pytest.raises(SettingsError, match=named):
        read(tmp_path, terms)


def test_facts_of_a_region_are_given_whole(tmp_path):
    programmes = read(tmp_path, "{particularities: ceiling}")
    assert [fact.id for fact in programmes.details("Bretagne")] == ["ceiling"]


def test_sources_of_all_figures_are_named(tmp_path):
    terms = "{amount: {average: 5, grade: PRO, sources: [S1, S2]}, opening: ceiling}"
    programme = read(tmp_path, terms).find("Bretagne")
    assert programme is not None
    assert programme.sources() == {"S1", "S2"}
