"""`rasa test core` plays stories with this policy as designers expect."""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import Any

import pytest
from rasa.core.agent import Agent
from rasa.core.test import test as run_stories

pytestmark = pytest.mark.graph

STORIES = """
version: "3.1"
stories:
- story: A clear question is answered
  steps:
  - intent: ask_rate
  - action: utter_rate
- story: A request is a handoff
  steps:
  - intent: greet
  - action: utter_greet
  - intent: ask_human
  - action: action_handoff
- story: A form goes on
  steps:
  - intent: start_form
  - action: company_form
  - active_loop: company_form
  - intent: tell_name
  - action: company_form
  - active_loop: null
  - action: utter_done
"""
UNKNOWN = """
version: "3.1"
stories:
- story: Nobody knows what to do
  steps:
  - intent: tell_name
  - action: action_clarify
"""


async def play(agent: Agent, stories: str, directory: Path) -> dict[str, Any]:
    file = directory / "test_stories.yml"
    file.write_text(stories)
    with warnings.catch_warnings():
        # Its report divides by the number of actions that were never predicted.
        warnings.simplefilter("ignore")
        return await run_stories(
            str(file), agent, out_directory=str(directory), disable_plotting=True
        )


async def test_ordinary_stories_pass(agent: Agent, tmp_path: Path):
    result = await play(agent, STORIES, tmp_path)
    assert result["report"]["conversation_accuracy"]["accuracy"] == 1.0


async def test_a_turn_without_rule_is_a_clarification(agent: Agent, tmp_path: Path):
    result = await play(agent, UNKNOWN, tmp_path)
    assert result["report"]["conversation_accuracy"]["accuracy"] == 1.0
