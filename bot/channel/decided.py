"""Whether it is still worth asking what the stories would say next."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rasa.core.policies.memoization import MemoizationPolicy
from rasa.core.policies.policy import PolicyPrediction
from rasa.core.policies.rule_policy import RulePolicy
from rasa.engine.constants import PLACEHOLDER_TRACKER
from rasa.engine.graph import GraphNode
from rasa.shared.core.events import ActionExecuted, ActionExecutionRejected
from rasa.shared.core.trackers import DialogueStateTracker

CERTAIN = 1.0


def find_memories(nodes: Mapping[str, GraphNode]) -> dict[str, int]:
    """Finds the memoization policies of a graph: name of the node → priority.

    To find a story they replay the conversation up to `max_history` times, which is
    half of what a prediction costs. RulePolicy is one too, but with events of its own.
    """
    return {
        name: int(node._component.priority)
        for name, node in nodes.items()
        if isinstance(node._component, MemoizationPolicy)
        and not isinstance(node._component, RulePolicy)
    }


def is_decided(priority: int, results: Mapping[str, tuple[str, Any]]) -> bool:
    """Whether a memory of this priority cannot win, whatever it predicts.

    The ensemble takes the highest confidence, and of equal ones the highest priority
    (rasa/core/policies/ensemble.py:167-226); memories add no events of their own. Only
    after an action declined to run may a certain prediction lose, because its
    confidence is then set to zero (ensemble.py:253-270).

    Args:
        priority: Of the memory.
        results: What the nodes of the graph have given so far.
    """
    certain = any(
        isinstance(prediction, PolicyPrediction)
        and prediction.max_confidence >= CERTAIN
        and prediction.policy_priority > priority
        for _, prediction in results.values()
    )
    return certain and not _was_declined(results[PLACEHOLDER_TRACKER][1])


def _was_declined(tracker: DialogueStateTracker) -> bool:
    """Whether the latest action declined to run."""
    for event in reversed(tracker.events):
        if isinstance(event, (ActionExecuted, ActionExecutionRejected)):
            return isinstance(event, ActionExecutionRejected)
    return False
