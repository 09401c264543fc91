"""What a supervisor reads when a file of data/desk is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.desk.service_levels import LEVELS_PATH, read_service_levels
from bot.desk.waiting_rules import WAITING_PATH, read_waiting_rules
from bot.errors import SettingsError


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        pytest.param(
            "after_seconds: 90", "after_seconds: 5",
            "reassurance, after_seconds: ensure this value is greater than or equal",
            id="too soon",
        ),
        pytest.param(
            "after_seconds: 900", "after_seconds: 200",
            "expected `leave_message` to come after `callback_offer` "
            "(300 s), found 200 s",
            id="wrong order",
        ),
        pytest.param("held: 0.85", "held: 2", "estimate, held", id="share"),
        pytest.param(
            "at_least: 5", "at_least: 50",
            "expected `at_least` to be no more than `conversations` (30), found 50",
            id="never enough",
        ),
        pytest.param("callback_offer:", "callback:", "callback_offer", id="name"),
    ],
)  # fmt: skip
def test_a_wrong_ladder_is_explained(tmp_path: Path, old: str, new: str, expected: str):
    path = tmp_path / "waiting.yml"
    path.write_text(WAITING_PATH.read_text("utf-8").replace(old, new, 1), "utf-8")
    with pytest.raises(SettingsError) as raised:
        read_waiting_rules(path)
    assert expected in str(raised.value)
    assert "Please correct it" in str(raised.value)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        pytest.param("minutes: 5", "minutes: 0", "first_answer, minutes", id="none"),
        pytest.param("minutes: 5", "minutes: yes", "first_answer, minutes", id="word"),
        pytest.param("distress: 2", "sad: 2", "first_answer, by_reason", id="reason"),
        pytest.param("resolution:", "resolved:", "resolution", id="promise"),
    ],
)  # fmt: skip
def test_a_wrong_promise_is_explained(
    tmp_path: Path, old: str, new: str, expected: str
):
    path = tmp_path / "service_levels.yml"
    path.write_text(LEVELS_PATH.read_text("utf-8").replace(old, new, 1), "utf-8")
    with pytest.raises(SettingsError) as raised:
        read_service_levels(path)
    assert expected in str(raised.value)
