"""Fills the facts of data/knowledge into whatever the bot says, and varies it."""

from __future__ import annotations

import copy
import random
from collections.abc import Callable
from datetime import datetime
from typing import Any

from rasa.core.nlg.generator import ResponseVariationFilter
from rasa.core.nlg.response import TemplatedNaturalLanguageGenerator
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import BotUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig

from bot.channel.unsaid import unsaid
from bot.knowledge.day_words import day_words, now_in_france
from bot.knowledge.facts import Facts, default_facts
from bot.knowledge.placeholders import check_filled


class FactResponseGenerator(TemplatedNaturalLanguageGenerator):
    """Rasa's responses, with `{flash_maximum}` said as `50 000 €`.

    Chosen in endpoints.yml. Facts are read once, when the process starts; responses
    with a name that nothing fills are refused then, not in front of a customer. What
    an action gives, and slots, win over facts (a contract test keeps names apart).
    Of several wordings, one that the conversation has not read yet is said.
    """

    def __init__(
        self,
        endpoint_config: EndpointConfig | None = None,
        domain: Domain | None = None,
        facts: Facts | None = None,
        clock: Callable[[], datetime] = now_in_france,
    ) -> None:
        """Rasa gives the first two by name (rasa/core/nlg/generator.py:85)."""
        self._clock = clock
        self._facts = facts or default_facts()
        self._renderings = self._facts.renderings()
        super().__init__(domain.responses if domain else {})

    # A property, because Rasa replaces the responses once the model is loaded
    # (rasa/core/agent.py:367), and those are the ones to check.
    @property
    def responses(self) -> dict[str, list[dict[str, Any]]]:
        """All responses by name, each with its variations."""
        return self._responses

    @responses.setter
    def responses(self, responses: dict[str, list[dict[str, Any]]]) -> None:
        check_filled(responses, self._facts)
        self._responses = responses

    async def generate(
        self,
        utter_action: str,
        tracker: DialogueStateTracker,
        output_channel: str,
        **kwargs: Any,
    ) -> dict[str, Any] | None:
        """See parent class; does not repeat itself while it has other words."""
        if utter_action not in self.responses:
            return None
        slots = tracker.current_slot_values()
        suitable = ResponseVariationFilter(self.responses).responses_for_utter_action(
            utter_action, output_channel, slots
        )
        filled = [
            self._fill_response(copy.deepcopy(each), slots, **kwargs)
            for each in suitable
        ]
        said = [event.text for event in tracker.events if isinstance(event, BotUttered)]
        places = unsaid([each.get("text") for each in filled], said)
        return filled[random.choice(places)] if places else None

    def _fill_response(
        self,
        response: dict[str, Any],
        filled_slots: dict[str, Any] | None = None,
        **kwargs: Any,
    ) -> dict[str, Any]:
        """See parent class."""
        moment = day_words(self._clock())
        known = {**self._renderings, **moment, **(filled_slots or {})}
        return super()._fill_response(response, known, **kwargs)
