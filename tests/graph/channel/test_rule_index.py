"""An index may only leave out rules that Rasa would leave out too."""

from __future__ import annotations

import itertools
import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rasa.core.agent import Agent
from rasa.core.policies.rule_policy import RULES, SHOULD_NOT_BE_SET, RulePolicy

from bot.channel.rule_index import RuleIndex, index_rules

pytestmark = pytest.mark.graph

ACTIONS = ("action_listen", "utter_rate", "form")
INTENTS = ("ask_rate", "greet")
SLOTS = ("Bretagne", SHOULD_NOT_BE_SET)


def states(forbidding: bool) -> st.SearchStrategy[dict[str, Any]]:
    """States of a conversation, or of a rule, which may also forbid a value."""
    none = (None, SHOULD_NOT_BE_SET) if forbidding else (None,)
    return st.builds(
        _state,
        st.sampled_from((*ACTIONS, None)),
        st.sampled_from((*INTENTS, *none)),
        st.sampled_from((*SLOTS, None)),
    )


def _state(action: str | None, intent: str | None, region: str | None) -> Any:
    state: dict[str, Any] = {}
    if action:
        state["prev_action"] = {"action_name": action}
    if intent:
        state["user"] = {"intent": intent}
    if region:
        state["slots"] = {"region": region}
    return state


@settings(deadline=None, max_examples=300)
@given(
    rules=st.lists(st.lists(states(True), min_size=1, max_size=3), max_size=12),
    conversation=st.lists(states(False), min_size=1, max_size=4),
)
def test_no_rule_that_fits_is_left_out(rules: Any, conversation: Any):
    policy = RulePolicy.__new__(RulePolicy)
    lookup = {json.dumps(rule): f"utter_{n}" for n, rule in enumerate(rules)}
    few = RuleIndex(lookup).candidates(conversation)
    assert policy._get_possible_keys(few, conversation) == policy._get_possible_keys(
        lookup, conversation
    )


def test_most_rules_are_not_even_looked_at():
    rules = itertools.product(ACTIONS, INTENTS, ("Bretagne", None))
    lookup = {json.dumps([_state(*rule)]): "utter_rate" for rule in rules}
    asked = RuleIndex(lookup).candidates([_state("action_listen", "greet", None)])
    assert len(lookup) == 12
    assert len(asked) == 2


def test_the_loaded_policy_is_indexed(agent: Agent):
    nodes = agent.processor.graph_runner._instantiated_nodes
    index_rules(nodes)
    (policy,) = (
        node._component
        for node in nodes.values()
        if isinstance(node._component, RulePolicy)
    )
    greeted = [_state("action_listen", "greet", None)]
    looked_at = []
    matches = policy._is_rule_applicable

    def counting(key: str, *rest: Any) -> bool:
        looked_at.append(key)
        return bool(matches(key, *rest))

    policy._is_rule_applicable = counting
    assert policy._get_possible_keys(policy.lookup[RULES], greeted)
    del policy._is_rule_applicable
    assert 0 < len(looked_at) < len(policy.lookup[RULES])
