"""The escalation decision as a Rasa policy."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from rasa.core.featurizers.tracker_featurizers import TrackerFeaturizer
from rasa.core.policies.policy import Policy, PolicyPrediction, SupportedData
from rasa.engine.graph import ExecutionContext
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import SlotSet
from rasa.shared.core.generator import TrackerWithCachedStates
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.exceptions import InvalidConfigException

from bot.contracts.escalation import (
    ACTION_ACKNOWLEDGE,
    ACTION_CLARIFY,
    ACTION_HANDOFF,
    SLOT_ESCALATION,
)
from bot.errors import SettingsError
from bot.escalation.conversation import (
    READ_EVENTS,
    Conversation,
    read_conversation,
)
from bot.escalation.decision import Decision, DecisionKind, decide
from bot.escalation.explain import own_options
from bot.escalation.limits import EscalationLimits
from bot.escalation.signals import Signals, measure
from bot.escalation.story_tests import install_in_story_tests

# Above RulePolicy's 6 (rasa/core/constants.py): it is as sure of its rules as we are.
PRIORITY = 10

# Of what we predict when nobody else predicts anything: any other prediction wins.
LAST_RESORT_CONFIDENCE = 0.01

_ACTIONS = {
    DecisionKind.HANDOFF: ACTION_HANDOFF,
    DecisionKind.CLARIFY: ACTION_CLARIFY,
    DecisionKind.ACKNOWLEDGE: ACTION_ACKNOWLEDGE,
}


@DefaultV1Recipe.register(
    DefaultV1Recipe.ComponentType.POLICY_WITHOUT_END_TO_END_SUPPORT, is_trainable=True
)
class EscalationPolicy(Policy):
    """Predicts a handoff, a clarification or an empathic word when one is needed.

    It must overrule a form in progress. RulePolicy flags the form as a "no user"
    prediction, and the ensemble lets such a prediction beat any other whatever the
    priority (rasa/core/policies/ensemble.py:184-208), so this policy sets the same
    flag when, and only when, it takes the turn.

    After an answer of its own it ends the turn. `action_acknowledge` undoes itself
    in the tracker, so that rules, stories and forms still see the message as just
    heard; this policy recognises in the raw events that it has spoken.

    When nothing is wrong it predicts a clarification with a confidence so low that
    it only counts if no rule and no story knows the situation: that is a doubt too.
    """

    @staticmethod
    def supported_data() -> SupportedData:
        """See parent class. Turns of rules must not be hidden from this policy."""
        return SupportedData.ML_AND_RULE_DATA

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """See parent class. The thresholds have their defaults in EscalationLimits."""
        return {"priority": PRIORITY}

    def __init__(
        self,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        featurizer: TrackerFeaturizer | None = None,
    ) -> None:
        """Checks the configuration.

        Raises:
            InvalidConfigException: A threshold is impossible.
        """
        super().__init__(config, model_storage, resource, execution_context, featurizer)
        try:
            self.limits = EscalationLimits.from_config(own_options(config))
        except SettingsError as error:
            raise InvalidConfigException(str(error)) from error

    @classmethod
    def load(cls, *args: Any, **kwargs: Any) -> EscalationPolicy:
        """See parent class. Test stories must hear what this policy decides on."""
        policy = super().load(*args, **kwargs)
        install_in_story_tests(policy.limits.understanding.ask)
        return policy

    def train(
        self,
        training_trackers: list[TrackerWithCachedStates],
        domain: Domain,
        **kwargs: Any,
    ) -> Resource:
        """Checks that the domain has the actions and the slot; learns nothing."""
        known = domain.action_names_or_texts
        missing = [name for name in _ACTIONS.values() if name not in known]
        if missing:
            raise InvalidConfigException(
                "Expected `actions` of domain.yml to list what EscalationPolicy "
                f"predicts, but did not find {', '.join(missing)}. Please add them."
            )
        if SLOT_ESCALATION not in {slot.name for slot in domain.slots}:
            raise InvalidConfigException(
                f"Expected `slots` of domain.yml to have `{SLOT_ESCALATION}`, but did "
                f"not find it. Please add it."
            )
        # Written so that loading finds something: Rasa logs a missing resource.
        with self._model_storage.write_to(self._resource) as directory:
            (directory / "escalation_policy").touch()
        return self._resource

    def predict_action_probabilities(
        self,
        tracker: DialogueStateTracker,
        domain: Domain,
        rule_only_data: dict[str, Any] | None = None,
        **kwargs: Any,
    ) -> PolicyPrediction:
        """See parent class. Abstains (all zero) before the first message."""
        conversation = read_conversation(
            event.as_dict()
            for event in tracker.events
            if event.type_name in READ_EVENTS
        )
        if not conversation.turns:
            return self._prediction(self._default_predictions(domain))
        if tracker.latest_action_name != ACTION_LISTEN_NAME:
            return self._after_an_action(tracker, domain, conversation)
        return self._after_a_message(domain, conversation)

    def _after_an_action(
        self,
        tracker: DialogueStateTracker,
        domain: Domain,
        conversation: Conversation,
    ) -> PolicyPrediction:
        if tracker.latest_action_name in (ACTION_HANDOFF, ACTION_CLARIFY):
            return self._take_turn(domain, ACTION_LISTEN_NAME)
        if conversation.failed_action and ACTION_HANDOFF not in conversation.actions:
            decision = decide(self._measure(conversation), self.limits)
            if decision.kind is DecisionKind.HANDOFF:
                return self._take_turn(domain, ACTION_HANDOFF, decision)
        return self._last_resort(domain, ACTION_LISTEN_NAME)

    def _after_a_message(
        self, domain: Domain, conversation: Conversation
    ) -> PolicyPrediction:
        signals = self._measure(conversation)
        if ACTION_ACKNOWLEDGE not in conversation.actions:
            decision = decide(signals, self.limits)
            if decision.kind is not DecisionKind.ANSWER:
                return self._take_turn(domain, _ACTIONS[decision.kind], decision)
        doubt = decide(replace(signals, unanswerable=True), self.limits)
        return self._last_resort(domain, _ACTIONS[doubt.kind], doubt)

    def _measure(self, conversation: Conversation) -> Signals:
        return measure(
            conversation.turns, self.limits, failed_action=conversation.failed_action
        )

    def _take_turn(
        self, domain: Domain, action: str, decision: Decision | None = None
    ) -> PolicyPrediction:
        """Predicts with certainty, over an open form too."""
        return self._predict(domain, action, 1.0, decision, over_form=True)

    def _last_resort(
        self, domain: Domain, action: str, decision: Decision | None = None
    ) -> PolicyPrediction:
        """Predicts what counts only if no other policy predicts anything."""
        return self._predict(
            domain, action, LAST_RESORT_CONFIDENCE, decision, over_form=False
        )

    def _predict(
        self,
        domain: Domain,
        action: str,
        confidence: float,
        decision: Decision | None,
        over_form: bool,
    ) -> PolicyPrediction:
        probabilities = self._default_predictions(domain)
        probabilities[domain.index_for_action(action)] = confidence
        slot = [SlotSet(SLOT_ESCALATION, decision.as_slot())] if decision else []
        prediction = self._prediction(
            probabilities, optional_events=slot, is_no_user_prediction=over_form
        )
        # Stories never contain our steps: memoized ones must match as if unsaid.
        prediction.hide_rule_turn = True
        return prediction
