from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from bot.errors import SettingsError
from bot.escalation.explain import limits_from_policies
from bot.escalation.limits import (
    EscalationLimits,
    MoodLimits,
    Repetition,
    Request,
    SensitiveTopic,
    Understanding,
)

ROOT = Path(__file__).parents[3]
CONFIG = ROOT / "config.yml"
DOCS = ROOT / "docs" / "escalation.md"


def test_options_left_out_keep_their_default():
    limits = EscalationLimits.from_config({"understanding": {"ask": 0.6}})
    assert limits.understanding.ask == 0.6
    assert limits.understanding.handoff == EscalationLimits().understanding.handoff
    assert limits.mood == EscalationLimits().mood


def test_an_empty_section_is_the_default():
    assert EscalationLimits.from_config({"mood": None}) == EscalationLimits()


def test_topics_are_read_by_name():
    topic = {"enabled": False, "intents": ["a"], "phrases": ["b c"]}
    limits = EscalationLimits.from_config({"sensitive_topics": {"fraud": topic}})
    assert limits.sensitive_topics == {
        "fraud": SensitiveTopic(enabled=False, intents=("a",), phrases=("b c",))
    }


@pytest.mark.parametrize(
    ("config", "message"),
    [
        pytest.param(
            {"understanding": {"ask": 5}},
            r"Expected `understanding.ask` of EscalationPolicy to be in \[0, 1\], but "
            r"found 5. Please correct it in config.yml.",
            id="out of range",
        ),
        pytest.param(
            {"mood": {"unhappy": "sad"}}, "to be a number, but found 'sad'", id="a word"
        ),
        pytest.param(
            {"mood": {"anger": True}}, "to be a number, but found True", id="a switch"
        ),
        pytest.param(
            {"mood": {"anger": float("nan")}}, "but found nan", id="not a number"
        ),
        pytest.param(
            {"repetition": {"limit": 2.5}}, "a whole number, but found 2.5", id="a half"
        ),
        pytest.param(
            {"understanding": {"max_candidates": 7}}, r"in \[2, 3\]", id="too many"
        ),
        pytest.param(
            {"understanding": {"ask": 0.2, "handoff": 0.3}},
            r"`understanding.handoff` .* at most `understanding.ask` \(0.2\)",
            id="a human before the question",
        ),
        pytest.param(
            {"mood": {"calm": -0.6}}, "`mood.calm` .* at least", id="calm while unhappy"
        ),
        pytest.param(
            {"mood": {"strong_negative": 0.1}},
            "`mood.strong_negative` .* at most",
            id="strong before unhappy",
        ),
        pytest.param(
            {"mood": {"angr": 0.5}}, "but found `mood.angr`", id="an unknown option"
        ),
        pytest.param({"moods": {}}, "but found `moods`", id="an unknown section"),
        pytest.param(
            {"mood": 3}, "a section with options, but found 3", id="no section"
        ),
        pytest.param(
            {"request": {"phrases": "un humain"}}, "a list of words", id="not a list"
        ),
        pytest.param({"designer_rule_intents": [1]}, "a list of words", id="not words"),
        pytest.param(
            {"handoff_on_failed_action": "yes"}, "true or false", id="not a switch"
        ),
        pytest.param(
            {"sensitive_topics": {"fraud": {"enabled": 1}}},
            "`sensitive_topics.fraud.enabled` .* true or false",
            id="not a switch, in a topic",
        ),
    ],
)
def test_impossible_limits_are_refused(config: dict[str, object], message: str):
    with pytest.raises(SettingsError, match=message):
        EscalationLimits.from_config(config)


def test_the_limits_of_the_project_are_valid_and_name_what_they_need():
    policies = YAML(typ="safe").load(CONFIG.read_text(encoding="utf-8"))["policies"]
    limits = limits_from_policies(policies)
    assert limits.request.intents
    assert limits.request.phrases
    assert limits.mood.distress_phrases
    assert limits.sensitive_topics["legal_threat"].enabled


def test_every_option_is_explained_to_designers():
    words = DOCS.read_text(encoding="utf-8")
    sections = dataclasses.fields(EscalationLimits)
    options = {f.name for f in sections}
    for kind in (Understanding, Repetition, MoodLimits, Request, SensitiveTopic):
        options |= {f.name for f in dataclasses.fields(kind)}
    assert {name for name in options if f"`{name}`" not in words} == set()


def test_a_project_without_the_policy_has_the_default_limits():
    assert limits_from_policies([{"name": "RulePolicy"}]) == EscalationLimits()
