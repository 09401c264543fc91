from __future__ import annotations

import copy
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from bot.errors import SettingsError
from bot.knowledge.brand import (
    BRAND_PATH,
    brand_placeholders,
    default_brand,
    load_brand,
    read_brand,
)
from bot.knowledge.opening_hours import next_opening

from .test_opening_hours import local


@pytest.fixture
def content() -> dict[str, Any]:
    return copy.deepcopy(YAML(typ="safe").load(BRAND_PATH.read_text(encoding="utf-8")))


def test_as_shipped_it_says_that_it_is_a_demonstration():
    said = brand_placeholders(default_brand())
    assert "démonstration" in said["brand_notice"]
    assert "aucune banque" in said["brand_notice"]
    assert said["brand_hours"].replace("\u00a0", " ") == (
        "du lundi au vendredi de 9 h à 12 h 30 et de 13 h 30 à 18 h, "
        "sauf les jours fériés"
    )


@pytest.mark.parametrize(
    ("weekdays", "said"),
    [
        pytest.param(
            {"monday": ["09:00-12:00"], "tuesday": ["09:00-12:00"]},
            "le lundi et le mardi de 9 h à 12 h",
            id="two days",
        ),
        pytest.param(
            {"saturday": ["10:00-11:30"], "monday": ["14:00-24:00"]},
            "le lundi de 14 h à 24 h, le samedi de 10 h à 11 h 30",
            id="days apart, in the order of the week",
        ),
        pytest.param(
            {
                day: ["00:00-24:00"]
                for day in (
                    "monday tuesday wednesday thursday friday saturday sunday".split()
                )
            },
            "tous les jours 24 h sur 24",
            id="always",
        ),
    ],
)
def test_hours_are_said_in_french(content, weekdays, said):
    content["opening"].update(weekdays=weekdays, public_holidays=False)
    hours = brand_placeholders(read_brand(content))["brand_hours"]
    assert hours.replace("\u00a0", " ") == said


@pytest.mark.parametrize(
    ("department", "day", "closed"),
    [
        pytest.param("", date(2026, 12, 25), True, id="Christmas"),
        pytest.param("", date(2026, 12, 26), False, id="not in Paris"),
        pytest.param("67", date(2025, 12, 26), True, id="in Strasbourg"),
        pytest.param("57", date(2026, 4, 3), True, id="Good Friday in Metz"),
        pytest.param("", date(2026, 4, 3), False, id="Good Friday in Paris"),
        pytest.param("", date(2026, 4, 6), True, id="Easter Monday"),
    ],
)
def test_public_holidays_follow_the_department(content, department, day, closed):
    content["opening"]["department"] = department
    assert read_brand(content).hours.is_closed_day(day) is closed


def test_days_that_are_named_are_closed_too(content):
    content["opening"]["closed_days"] = ["2026-12-24"]
    hours = read_brand(content).hours
    assert next_opening(hours, local("2026-12-23 18:00")) == local("2026-12-28 09:00")


@pytest.mark.parametrize(
    ("change", "named"),
    [
        pytest.param({"time_zone": "Paris"}, "time_zone", id="zone"),
        pytest.param({"weekdays": {"lundi": ["09:00-12:00"]}}, "lundi", id="day"),
        pytest.param({"weekdays": {"monday": ["9h-12h"]}}, "9h-12h", id="hours"),
        pytest.param({"weekdays": {"monday": ["12:00-09:00"]}}, "12:00", id="order"),
        pytest.param(
            {"weekdays": {"monday": ["09:00-12:00", "11:00-13:00"]}},
            "order",
            id="twice",
        ),
        pytest.param({"weekdays": {}}, "at least one", id="never open"),
        pytest.param({"department": "75"}, "75", id="no holidays of its own"),
        pytest.param({"closed_days": ["24/12"]}, "closed_days", id="no date"),
        pytest.param({"holidays": True}, "holidays", id="unknown line"),
    ],
)
def test_a_mistake_is_named(content, change, named):
    content["opening"].update(change)
    with pytest.raises(SettingsError, match=named) as raised:
        read_brand(content)
    assert "brand.yml" in str(raised.value)


@pytest.mark.parametrize(
    ("change", "named"),
    [
        pytest.param({"privacy_url": "http://a.example"}, "privacy_url", id="no HTTPS"),
        pytest.param({"privacy_url": "javascript:x"}, "privacy_url", id="a script"),
        pytest.param({"consent": "maybe"}, "consent", id="unknown consent"),
    ],
)
def test_a_mistake_in_the_notice_is_named(content, change, named):
    content.update(change)
    with pytest.raises(SettingsError, match=named):
        read_brand(content)


@pytest.mark.parametrize("text", [None, "name: [", "- a"])
def test_a_file_that_cannot_be_read_is_named(tmp_path: Path, text: str | None):
    path = tmp_path / "brand.yml"
    if text is not None:
        path.write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError, match=r"brand\.yml"):
        load_brand(path)
