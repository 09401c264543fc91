"""Fills the facts of data/knowledge into whatever the bot says."""

from __future__ import annotations

from typing import Any

from rasa.core.nlg.response import TemplatedNaturalLanguageGenerator
from rasa.shared.core.domain import Domain
from rasa.utils.endpoints import EndpointConfig

from bot.knowledge.facts import Facts, default_facts
from bot.knowledge.placeholders import check_filled
from bot.knowledge.shareable import check_shareable


class FactResponseGenerator(TemplatedNaturalLanguageGenerator):
    """Rasa's responses, with `{flash_maximum}` said as `50 000 €`.

    Chosen in endpoints.yml. Facts are read once, when the process starts; responses
    with a name that nothing fills are refused then, not in front of a customer; so are
    those that may be shared and say something of the customer's. What
    an action gives, and slots, win over facts (a contract test keeps names apart).
    """

    def __init__(
        self,
        endpoint_config: EndpointConfig | None = None,
        domain: Domain | None = None,
        facts: Facts | None = None,
    ) -> None:
        """Rasa gives the first two by name (rasa/core/nlg/generator.py:85)."""
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
        check_shareable(responses, self._facts)
        self._responses = responses

    def _fill_response(
        self,
        response: dict[str, Any],
        filled_slots: dict[str, Any] | None = None,
        **kwargs: Any,
    ) -> dict[str, Any]:
        """See parent class."""
        known = {**self._renderings, **(filled_slots or {})}
        return super()._fill_response(response, known, **kwargs)
