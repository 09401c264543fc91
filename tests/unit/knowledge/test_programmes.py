from __future__ import annotations

import pytest

from actions.programmes import default_programmes, read_programmes
from bot.errors import SettingsError


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


def test_unknown_region_has_no_terms():
    assert default_programmes().find("Wallonie") is None


def region_with(**terms):
    return {"flash_maximum": 50_000, "regions": {"Bretagne": terms}}


@pytest.mark.parametrize(
    ("content", "named"),
    [
        pytest.param({"regions": {}}, "flash_maximum", id="missing key"),
        pytest.param(
            region_with(rate={"percent": -1, "grade": "OFF", "sources": ["S1"]}),
            "percent",
            id="negative rate",
        ),
        pytest.param(
            region_with(rate={"percent": 0, "grade": "FAIBLE", "sources": ["S24"]}),
            "grade",
            id="grade too weak to be said",
        ),
        pytest.param(
            region_with(rate={"percent": 0, "grade": "OFF", "sources": []}),
            "sources",
            id="no source",
        ),
        pytest.param(
            region_with(rat={"percent": 0, "grade": "OFF", "sources": ["S1"]}),
            "rat",
            id="misspelt key",
        ),
    ],
)
def test_mistakes_in_the_file_are_named(content, named):
    with pytest.raises(SettingsError, match=named):
        read_programmes(content)
