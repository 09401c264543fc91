"""Test stories hear doubt and mood, as conversations do.

`rasa test` plays a story's messages through the NLU to compare intent and entities,
then hands the policies the story's own words without a confidence or a sentiment
(rasa/core/test.py:572-578): every message would be certain and calm, and a story in
which an angry customer gets a person could not be told. There is no other way in than
to replace two functions of the test; nothing of a conversation is touched.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import Any

from rasa.shared.core.events import ActionExecuted, ActionReverted, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.contracts.escalation import ACTION_ACKNOWLEDGE
from bot.contracts.sentiment import SENTIMENT

# What the policies read of a message, besides what the story says itself.
MEASURED = ("intent", "intent_ranking", SENTIMENT)

_WRONG = "wrong_utterance"  # a message that the NLU read otherwise than the story says


def install_in_story_tests(ask: float) -> None:
    """Installs it where `rasa test` runs (rasa/cli/test.py:97 imports the module).

    Args:
        ask: Confidence in [0, 1] from which on an intent is believed.
    """
    if "rasa.model_testing" in sys.modules:
        install(ask)


def install(ask: float) -> None:
    """Makes Rasa's test of stories keep what the NLU measured. Once is enough."""
    from rasa.core import test as story_test

    hear = story_test._collect_user_uttered_predictions
    act = story_test._collect_action_executed_predictions
    if hear.__module__ == __name__:
        return

    def hear_measured(
        event: UserUttered,
        predicted: dict[str, Any],
        partial_tracker: DialogueStateTracker,
        *args: Any,
    ) -> Any:
        is_bare = is_bare_answer(partial_tracker, predicted, ask)
        told = {**predicted, "intent": event.intent} if is_bare else predicted
        result = hear(event, told, partial_tracker, *args)
        keep_measures(partial_tracker, predicted)
        return result

    async def act_reverted(
        processor: Any,
        partial_tracker: DialogueStateTracker,
        event: ActionExecuted,
        *args: Any,
    ) -> Any:
        result = await act(processor, partial_tracker, event, *args)
        if event.action_name == ACTION_ACKNOWLEDGE:
            # No action runs in a test; this one undoes itself.
            partial_tracker.update(ActionReverted())
        return result

    story_test._collect_user_uttered_predictions = hear_measured
    story_test._collect_action_executed_predictions = act_reverted


def is_bare_answer(
    tracker: DialogueStateTracker, predicted: Mapping[str, Any], ask: float
) -> bool:
    """Whether a form asks and the message is no intent that anybody would believe.

    « 12 » or « Dupont SARL » is none: what the classifier likens it to changes with
    every training and decides nothing, so a story may give such an answer the intent of
    its form. Whether the form can use it is seen in tests/trained/test_live_stories.py.
    """
    is_asked = bool(tracker.active_loop_name and tracker.get_slot("requested_slot"))
    return is_asked and float(predicted["intent"].get("confidence", 1.0)) < ask


def keep_measures(tracker: DialogueStateTracker, predicted: Mapping[str, Any]) -> None:
    """Writes what the NLU measured into the message just heard.

    A message without words (a button, or an intent alone) was not measured, and one
    that was read otherwise than the story says has failed already.
    """
    heard = tracker.events[-1]
    is_heard = isinstance(heard, UserUttered) and heard.type_name != _WRONG
    if is_heard and heard.text and predicted.get("intent_ranking"):
        heard.parse_data.update({k: predicted[k] for k in MEASURED if k in predicted})
