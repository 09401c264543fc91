"""Finds the rules worth comparing with a conversation, by where it stands."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from rasa.core.policies.rule_policy import SHOULD_NOT_BE_SET, RulePolicy
from rasa.engine.graph import GraphNode
from rasa.shared.core.constants import PREVIOUS_ACTION, USER
from rasa.shared.core.domain import State
from rasa.shared.nlu.constants import ACTION_NAME, INTENT

# Previous action and intent of a state; None when it has none, or does not ask for one.
Place = tuple[str | None, str | None]


class RuleIndex:
    """The rules of one lookup table, by the place that their last state asks for.

    Rasa compares every rule with the conversation, three times a turn
    (rasa/core/policies/rule_policy.py, `_get_possible_keys`). A rule whose last state
    wants another previous action or another intent cannot fit, so that only the others
    are worth it; whether they fit is still decided by Rasa.
    """

    def __init__(self, lookup: Mapping[str, str]) -> None:
        """Sorts rules: key (states as JSON) → action."""
        self._places: dict[Place, dict[str, str]] = defaultdict(dict)
        for key, action in lookup.items():
            self._places[_wanted(json.loads(key)[-1])][key] = action
        self._all = dict(lookup)

    def candidates(self, states: Sequence[State]) -> dict[str, str]:
        """The rules that may fit a conversation: key → action."""
        action, intent = _place(states[-1]) if states else (None, None)
        if action is None:  # it has just begun: Rasa compares nothing but that
            return self._all
        wanted = {(action, intent), (action, None), (None, intent), (None, None)}
        return {
            key: found
            for place in wanted
            for key, found in self._places.get(place, {}).items()
        }


def index_rules(nodes: Mapping[str, GraphNode]) -> None:
    """Lets the loaded rule policies of a graph look at the fitting rules only."""
    for node in nodes.values():
        policy = node._component
        if isinstance(policy, RulePolicy) and type(policy) is RulePolicy:
            _index(policy)


def _index(policy: RulePolicy) -> None:
    compare = policy._get_possible_keys
    # Loaded tables never change; they are found again by identity, held by the policy.
    tables = [table for table in policy.lookup.values() if isinstance(table, dict)]
    indexes = {id(table): RuleIndex(table) for table in tables}

    def possible_keys(lookup: dict[str, str], states: list[State]) -> set[str]:
        index = indexes.get(id(lookup))
        return compare(index.candidates(states) if index else lookup, states)

    policy._get_possible_keys = possible_keys


def _place(state: Mapping[str, Any]) -> Place:
    """Where a conversation stands."""
    action = (state.get(PREVIOUS_ACTION) or {}).get(ACTION_NAME)
    return action, (state.get(USER) or {}).get(INTENT)


def _wanted(state: Mapping[str, Any]) -> Place:
    """What a rule asks for; a value that must be absent is left for Rasa to check."""
    action, intent = _place(state)
    return (
        None if action == SHOULD_NOT_BE_SET else action,
        None if intent == SHOULD_NOT_BE_SET else intent,
    )
