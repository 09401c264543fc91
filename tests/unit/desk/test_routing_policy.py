from __future__ import annotations

from typing import Any

import pytest
from ruamel.yaml import YAML

from bot.desk.priority import Urgency, assumed_arrival
from bot.desk.routing_policy import (
    ROUTING_PATH,
    default_routing_policy,
    load_routing_policy,
)
from bot.errors import SettingsError
from tests.unit.desk.test_priority import NOON


@pytest.fixture
def content() -> dict[str, Any]:
    return dict(YAML(typ="safe").load(ROUTING_PATH.read_text(encoding="utf-8")))


@pytest.fixture
def rewritten(content, tmp_path):
    """Loads the file after a change to it."""

    def load(change):
        change(content)
        path = tmp_path / "routing.yml"
        YAML(typ="safe").dump(content, path)
        return load_routing_policy(path)

    return load


def test_as_shipped_distress_is_before_any_other_who_comes_at_the_same_time():
    starts = default_routing_policy().head_start_minutes
    worst_other = Urgency("negative_sentiment", NOON, -1.0, broken_promises=5)
    distress = Urgency("distress", NOON)
    assert assumed_arrival(distress, starts) < assumed_arrival(worst_other, starts)


def test_the_greatest_head_start_is_the_sum_of_the_greatest_parts():
    assert default_routing_policy().head_start_minutes.greatest == 60 + 10 + 20


@pytest.mark.parametrize(
    ("change", "said"),
    [
        pytest.param(
            lambda c: c["head_start_minutes"]["reason"].pop("distress"),
            "distress missing",
            id="a reason is missing",
        ),
        pytest.param(
            lambda c: c["head_start_minutes"]["reason"].update(distress=-5),
            "expected minutes from 0 to 1440 for distress, found -5",
            id="a negative head start",
        ),
        pytest.param(
            lambda c: c["head_start_minutes"]["reason"].update(hunger=5),
            "not a valid enumeration member",
            id="an unknown reason",
        ),
        pytest.param(
            lambda c: c.update(assignment="by_luck"), "assignment", id="no such way"
        ),
        pytest.param(
            lambda c: c.update(agent_gone_seconds=5), "30", id="too short to reconnect"
        ),
        pytest.param(lambda c: c.update(colour="red"), "colour", id="a stray line"),
    ],
)
def test_a_mistake_is_named_with_its_place(rewritten, change, said):
    with pytest.raises(SettingsError, match=said):
        rewritten(change)
