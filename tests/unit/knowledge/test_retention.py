"""Periods are checked when they are read, and said to customers as they are."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from bot.contracts.retention import Kept
from bot.errors import SettingsError
from bot.gateway.brand_views import brand_shape
from bot.knowledge.brand import brand_placeholders, default_brand, read_brand
from bot.knowledge.retention import (
    RETENTION_PATH,
    default_retention,
    read_retention,
    say_period,
)
from bot.knowledge.yaml_files import read_yaml


@pytest.fixture
def content() -> dict[str, Any]:
    return dict(read_yaml(RETENTION_PATH))


def write(tmp_path: Path, content: dict[str, Any]) -> Path:
    path = tmp_path / "retention.yml"
    YAML(typ="safe").dump(content, path)
    return path


def test_every_kind_has_a_period() -> None:
    assert set(default_retention().by_kind()) == set(Kept)


@pytest.mark.parametrize(
    ("kind", "days", "named"),
    [
        pytest.param("conversations", 0, "conversations", id="none at all"),
        pytest.param("conversations", True, "conversations", id="no number"),
        pytest.param("conversations", "1 an", "conversations", id="words"),
        pytest.param("conversations", 99_999, "36525", id="for ever"),
        pytest.param("callbacks", 400, "366", id="longer than their conversation"),
        pytest.param("complaints", 400, "366", id="the same for complaints"),
        pytest.param("audit_events", 179, "180", id="less than the database allows"),
        pytest.param("messages", 30, "messages", id="no such kind"),
    ],
)
def test_a_period_that_makes_no_sense_is_named(
    tmp_path: Path, content: dict[str, Any], kind: str, days: object, named: str
) -> None:
    content["days"] = {**content["days"], kind: days}
    with pytest.raises(SettingsError, match=named) as raised:
        read_retention(write(tmp_path, content))
    assert "retention.yml" in str(raised.value)


@pytest.mark.parametrize("at", ["24:00", "3:30", 210, None, "03:60"])
def test_a_time_that_no_clock_shows_is_named(
    tmp_path: Path, content: dict[str, Any], at: object
) -> None:
    with pytest.raises(SettingsError, match="at: "):
        read_retention(write(tmp_path, {**content, "at": at}))


@pytest.mark.parametrize(
    ("days", "french", "english"),
    [
        (1, "1\u00a0jour", "1\u00a0day"),
        (45, "45\u00a0jours", "45\u00a0days"),
        (30, "un mois", "one month"),
        (180, "six mois", "six months"),
        (365, "un an", "one year"),
        (366, "un an", "one year"),
        (367, "367\u00a0jours", "367\u00a0days"),
        (1826, "cinq ans", "five years"),
        (4383, "12\u00a0ans", "12\u00a0years"),
    ],
)
def test_say_period(days: int, french: str, english: str) -> None:
    assert (say_period(days), say_period(days, "en")) == (french, english)


def test_customers_are_told_the_period_that_is_kept() -> None:
    period = say_period(default_retention().days.conversations)
    said = brand_placeholders(default_brand())
    assert period in said["brand_data_kept"]
    assert said["brand_kept_period"] == period
    shown = brand_shape(default_brand())
    assert period in str(shown["data_kept"])
    english = say_period(default_retention().days.conversations, "en")
    assert english in str(shown["data_kept_en"])


@pytest.mark.parametrize("line", ["data_kept", "data_kept_en"])
def test_a_notice_cannot_promise_a_period_of_its_own(line: str) -> None:
    content = dict(read_yaml(RETENTION_PATH.with_name("brand.yml")))
    content[line] = "trente jours"
    with pytest.raises(SettingsError, match=r"\{period\}"):
        read_brand(content)
