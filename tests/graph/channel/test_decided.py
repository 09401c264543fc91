"""Stories are asked only when their answer could count."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from rasa.core.agent import Agent
from rasa.core.policies.policy import PolicyPrediction
from rasa.engine.constants import PLACEHOLDER_TRACKER
from rasa.engine.runner.dask import DaskGraphRunner
from rasa.shared.core.events import (
    ActionExecuted,
    ActionExecutionRejected,
    Event,
    SessionStarted,
    UserUttered,
)
from rasa.shared.core.trackers import DialogueStateTracker

from bot.channel.decided import is_decided
from bot.channel.direct_runner import DirectGraphRunner

pytestmark = pytest.mark.graph
MEMORY = 3
HEARD: Sequence[Event] = [ActionExecuted("action_listen"), UserUttered("hi")]


@pytest.mark.parametrize(
    ("confidence", "priority", "events", "decided"),
    [
        (1.0, 6, HEARD, True),
        (0.9, 6, HEARD, False),
        (1.0, 2, HEARD, False),
        (1.0, 6, [*HEARD, ActionExecutionRejected("form")], False),
        (1.0, 6, [*HEARD, ActionExecutionRejected("f"), ActionExecuted("x")], True),
    ],
    ids=["certain", "not certain", "outranked", "just declined", "declined before"],
)
def test_a_memory_is_left_out_when_it_cannot_win(
    confidence: float, priority: int, events: list[Event], decided: bool
):
    tracker = DialogueStateTracker.from_events("customer", events)
    prediction = PolicyPrediction([0.0, confidence], "Rule", priority)
    results: dict[str, tuple[str, Any]] = {
        PLACEHOLDER_TRACKER: (PLACEHOLDER_TRACKER, tracker),
        "rule": ("rule", prediction),
    }
    assert is_decided(MEMORY, results) is decided


@pytest.mark.parametrize(
    "said", ["greet", "ask_rate", "tell_name", "start_form", "ask_human", "nonsense"]
)
def test_the_direct_runner_decides_as_rasas_does(agent: Agent, said: str):
    rasas = agent.processor.graph_runner
    assert isinstance(rasas, DaskGraphRunner)
    target = agent.processor.model_metadata.core_target
    events = [SessionStarted(), *greeted(), *understood(said)]
    predicted = [
        runner.run({PLACEHOLDER_TRACKER: tracker(agent, events)}, [target])[target]
        for runner in (rasas, DirectGraphRunner(rasas))
    ]
    theirs, ours = predicted
    assert ours.probabilities == theirs.probabilities
    assert ours.policy_name == theirs.policy_name
    assert [type(e) for e in ours.events] == [type(e) for e in theirs.events]


def greeted() -> list[Event]:
    return [*understood("greet"), ActionExecuted("utter_greet")]


def understood(intent: str) -> list[Event]:
    reading = {"name": intent, "confidence": 0.9}
    parsed = {"intent": reading, "intent_ranking": [reading], "entities": []}
    return [
        ActionExecuted("action_listen"),
        UserUttered(intent, reading, parse_data=parsed),
    ]


def tracker(agent: Agent, events: list[Event]) -> DialogueStateTracker:
    return DialogueStateTracker.from_events("customer", events, agent.domain.slots)
