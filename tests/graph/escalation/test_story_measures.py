"""What the NLU measured reaches the policies in test stories too."""

from __future__ import annotations

import sys
import warnings
from pathlib import Path
from typing import Any

import pytest
from rasa.core import test as story_test
from rasa.core.agent import Agent

from bot.escalation.story_tests import install, install_in_story_tests
from tests.graph.escalation.project import Said

pytestmark = pytest.mark.graph

HEARD = {
    said.text: said
    for said in (
        Said("quel est le taux", "ask_rate"),
        Said("heu le truc", "ask_rate", 0.3),
        Said("c'est une honte", "complain", polarity=-0.9, label="angry"),
        Said("le taux m'inquiète", "ask_rate", polarity=-0.4, label="worried"),
        Said("je remplis", "start_form"),
        Said("Dupont", "greet", 0.2),
    )
}


@pytest.fixture
def measured(agent: Agent, monkeypatch: pytest.MonkeyPatch) -> None:
    async def parse(message: Any, *_: Any, **__: Any) -> dict[str, Any]:
        return HEARD[message.text].parse_data()

    monkeypatch.setattr(agent.processor, "parse_message", parse)
    for name in (
        "_collect_user_uttered_predictions",
        "_collect_action_executed_predictions",
    ):
        monkeypatch.setattr(story_test, name, getattr(story_test, name))
    install(0.45)


async def is_played(agent: Agent, steps: str, directory: Path) -> bool:
    file = directory / "test_stories.yml"
    file.write_text(f'version: "3.1"\nstories:\n- story: one\n  steps:\n{steps}')
    with warnings.catch_warnings():
        # Its report divides by the number of actions that were never predicted.
        warnings.simplefilter("ignore")
        result = await story_test.test(
            str(file), agent, e2e=True, out_directory=str(directory),
            disable_plotting=True,
        )  # fmt: skip
    return bool(result["report"]["conversation_accuracy"]["accuracy"] == 1.0)


def heard(text: str, intent: str, *actions: str) -> str:
    steps = [f"  - action: {action}" for action in actions]
    return "\n".join([f"  - user: {text}", f"    intent: {intent}", *steps, ""])


@pytest.mark.parametrize(
    ("steps", "played"),
    [
        pytest.param(
            heard("quel est le taux", "ask_rate", "utter_rate"), True, id="sure"
        ),
        pytest.param(
            heard("heu le truc", "ask_rate", "action_clarify"), True, id="doubt"
        ),
        pytest.param(
            heard("heu le truc", "ask_rate", "utter_rate"), False, id="not sure"
        ),
        pytest.param(
            heard("c'est une honte", "complain", "action_handoff"), True, id="anger"
        ),
        pytest.param(
            heard("c'est une honte", "complain", "action_look_up"), False, id="no calm"
        ),
        pytest.param(
            heard("le taux m'inquiète", "ask_rate", "action_acknowledge", "utter_rate"),
            True,
            id="empathy first, then the answer",
        ),
        pytest.param(
            heard("heu le truc", "greet", "action_clarify"), False, id="misread"
        ),
    ],
)
@pytest.mark.usefixtures("measured")
async def test_a_story_hears_doubt_and_mood(
    agent: Agent, tmp_path: Path, steps: str, played: bool
):
    assert await is_played(agent, steps, tmp_path) is played


FORM = """  - user: je remplis
    intent: start_form
  - action: company_form
  - active_loop: company_form
  - slot_was_set:
    - requested_slot: company
  - user: Dupont
    intent: tell_name
  - action: company_form
  - slot_was_set:
    - requested_slot: null
  - active_loop: null
  - action: utter_done
"""


@pytest.mark.usefixtures("measured")
async def test_a_bare_answer_to_a_form_needs_no_intent(agent: Agent, tmp_path: Path):
    assert await is_played(agent, FORM, tmp_path)


def test_nothing_is_replaced_outside_a_test_of_stories(
    monkeypatch: pytest.MonkeyPatch,
):
    monkeypatch.delitem(sys.modules, "rasa.model_testing", raising=False)
    before = story_test._collect_user_uttered_predictions
    install_in_story_tests(0.45)
    assert story_test._collect_user_uttered_predictions is before
