"""What any policy of ours must hold, with Rasa's ensemble and RulePolicy beside it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from rasa.core.policies.ensemble import DefaultPolicyPredictionEnsemble
from rasa.core.policies.policy import PolicyPrediction
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import (
    ActionExecuted,
    ActiveLoop,
    Event,
    SlotSet,
    UserUttered,
)
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.exceptions import InvalidConfigException

from bot.escalation.policy import LAST_RESORT_CONFIDENCE, EscalationPolicy

from .project import DOMAIN, Said, without_rasas_notice

pytestmark = pytest.mark.graph

LISTEN = ActionExecuted("action_listen")
FURIOUS = Said("honte", "complain", polarity=-0.9, label="angry")
CALM = Said("le taux", "ask_rate")
UNHAPPY = Said("le taux !", "ask_rate", polarity=-0.55, label="worried")
DOUBTFUL = Said("heu", "ask_rate", 0.3)


@pytest.fixture
def domain() -> Domain:
    with without_rasas_notice():
        return Domain.from_yaml(DOMAIN)


@pytest.fixture
def storage(tmp_path: Path) -> ModelStorage:
    return LocalModelStorage.create(tmp_path)


@pytest.fixture
def policy(storage: ModelStorage) -> EscalationPolicy:
    return create(storage)


RESOURCE = Resource("escalation")
CONTEXT = ExecutionContext(GraphSchema({}), node_name="escalation")


def create(storage: ModelStorage, **options: Any) -> EscalationPolicy:
    config = {**EscalationPolicy.get_default_config(), **options}
    return EscalationPolicy.create(config, storage, RESOURCE, CONTEXT)


def heard(said: Said) -> UserUttered:
    data = said.parse_data()
    return UserUttered(said.text, data["intent"], [], parse_data=data)


def tracker_of(domain: Domain, *events: Event) -> DialogueStateTracker:
    return DialogueStateTracker.from_events("c", list(events), domain.slots)


def in_form(domain: Domain, said: Said) -> DialogueStateTracker:
    asked = [ActiveLoop("company_form"), SlotSet("requested_slot", "company"), LISTEN]
    return tracker_of(domain, ActionExecuted("company_form"), *asked, heard(said))


def predicted(prediction: PolicyPrediction, domain: Domain) -> str:
    return domain.action_names_or_texts[prediction.max_confidence_index]


def form_prediction(domain: Domain) -> PolicyPrediction:
    """What RulePolicy predicts while a form waits (rule_policy.py:1150-1166)."""
    prediction = PolicyPrediction.for_action_name(domain, "company_form", "RulePolicy")
    prediction.policy_priority = 6
    prediction.is_no_user_prediction = True
    return prediction


@pytest.mark.parametrize("said", [CALM, UNHAPPY, DOUBTFUL, FURIOUS])
def test_there_is_one_probability_per_action(
    policy: EscalationPolicy, domain: Domain, said: Said
):
    tracker = tracker_of(domain, LISTEN, heard(said))
    prediction = policy.predict_action_probabilities(tracker, domain)
    assert len(prediction.probabilities) == domain.num_actions
    assert all(0 <= p <= 1 for p in prediction.probabilities)
    assert sum(p > 0 for p in prediction.probabilities) == 1


def test_an_empty_conversation_leaves_the_decision_to_others(
    policy: EscalationPolicy, domain: Domain
):
    prediction = policy.predict_action_probabilities(tracker_of(domain), domain)
    assert prediction.max_confidence == 0
    assert prediction.optional_events == []


@pytest.mark.parametrize(
    ("said", "action"),
    [
        (FURIOUS, "action_handoff"),
        (DOUBTFUL, "action_clarify"),
        (UNHAPPY, "action_acknowledge"),
    ],
)
def test_it_takes_the_turn_and_says_why(
    policy: EscalationPolicy, domain: Domain, said: Said, action: str
):
    tracker = tracker_of(domain, LISTEN, heard(said))
    prediction = policy.predict_action_probabilities(tracker, domain)
    assert predicted(prediction, domain) == action
    assert prediction.max_confidence == 1
    assert prediction.is_no_user_prediction
    (slot,) = prediction.optional_events
    assert isinstance(slot, SlotSet)
    assert slot.key == "escalation"
    assert slot.value["signals"]
    assert prediction.events == []  # those would be applied even if it did not win


def test_when_nothing_is_wrong_any_other_prediction_wins(
    policy: EscalationPolicy, domain: Domain
):
    tracker = tracker_of(domain, LISTEN, heard(CALM))
    prediction = policy.predict_action_probabilities(tracker, domain)
    assert prediction.max_confidence == LAST_RESORT_CONFIDENCE
    assert not prediction.is_no_user_prediction
    weak = PolicyPrediction.for_action_name(domain, "utter_rate", confidence=0.05)
    best = DefaultPolicyPredictionEnsemble().combine_predictions(
        [prediction, weak], tracker, domain
    )
    assert predicted(best, domain) == "utter_rate"
    assert not [e for e in best.events if isinstance(e, SlotSet)]


@pytest.mark.parametrize(
    ("said", "winner"),
    [
        pytest.param(CALM, "company_form", id="the form goes on"),
        pytest.param(DOUBTFUL, "company_form", id="an answer need not be an intent"),
        pytest.param(FURIOUS, "action_handoff", id="anger interrupts it"),
        pytest.param(UNHAPPY, "action_acknowledge", id="empathy comes before it"),
    ],
)
def test_it_wins_over_a_form_only_when_it_must(
    policy: EscalationPolicy, domain: Domain, said: Said, winner: str
):
    tracker = in_form(domain, said)
    ours = policy.predict_action_probabilities(tracker, domain)
    best = DefaultPolicyPredictionEnsemble().combine_predictions(
        [form_prediction(domain), ours], tracker, domain
    )
    assert predicted(best, domain) == winner


def test_it_works_the_same_after_training_and_loading(
    storage: ModelStorage, domain: Domain
):
    policy = create(storage, understanding={"ask": 0.2})
    resource = policy.train([], domain)
    loaded = EscalationPolicy.load(dict(policy.config), storage, resource, CONTEXT)
    assert isinstance(loaded, EscalationPolicy)
    assert loaded.limits == policy.limits
    tracker = tracker_of(domain, LISTEN, heard(DOUBTFUL))
    prediction = loaded.predict_action_probabilities(tracker, domain)
    assert prediction == policy.predict_action_probabilities(tracker, domain)
    assert prediction.max_confidence == LAST_RESORT_CONFIDENCE


def test_impossible_limits_are_refused_by_name(storage: ModelStorage):
    with pytest.raises(InvalidConfigException, match=r"`mood.anger` .* but found 5"):
        create(storage, mood={"anger": 5})


def test_a_domain_without_its_actions_is_refused(
    policy: EscalationPolicy,
):
    with pytest.raises(InvalidConfigException, match="action_handoff"):
        policy.train([], Domain.from_yaml("version: '3.1'"))


def test_a_domain_without_its_slot_is_refused(policy: EscalationPolicy):
    actions = "[action_handoff, action_clarify, action_acknowledge]"
    domain = Domain.from_yaml(f"version: '3.1'\nactions: {actions}")
    with pytest.raises(InvalidConfigException, match="`escalation`"):
        policy.train([], domain)


def test_it_reads_the_same_after_the_conversation_was_stored(
    policy: EscalationPolicy, domain: Domain
):
    tracker = tracker_of(domain, LISTEN, heard(FURIOUS))
    stored = [event.as_dict() for event in tracker.events]
    again = DialogueStateTracker.from_dict("c", stored, domain.slots)
    prediction = policy.predict_action_probabilities(again, domain)
    assert predicted(prediction, domain) == "action_handoff"
