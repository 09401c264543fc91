"""Chooses what the bot says by the moment, and fills in the facts of data/knowledge."""

from __future__ import annotations

import copy
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

import numpy as np
from rasa.core.nlg.generator import ResponseVariationFilter
from rasa.core.nlg.response import TemplatedNaturalLanguageGenerator
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig

from bot.channel.named_output import FIRST_WORDS
from bot.channel.unseen_words import UnseenWords
from bot.knowledge.day_words import day_words, now_in_france
from bot.knowledge.facts import Facts, default_facts
from bot.knowledge.placeholders import check_filled
from bot.knowledge.rendering import render
from bot.knowledge.shareable import check_shareable
from bot.voice.choice import choose
from bot.voice.moment import read_moment
from bot.voice.said import Said, read_said
from bot.voice.tone import Tone, default_tone, is_named

# Said before an answer when the customer is unhappy and nothing was said about it in
# this turn: the first words of empathy, then those that count on earlier ones.
_FIRST_RESPONSES = ("utter_acknowledge", "utter_acknowledge_again")

Response = dict[str, Any]


class FactResponseGenerator(TemplatedNaturalLanguageGenerator):
    """Rasa's responses, with `{flash_maximum}` said as `50 000 €`.

    Chosen in endpoints.yml. Facts are read once, when the process starts; responses
    with a name that nothing fills are refused then, not in front of a customer; so are
    those that may be shared and say something of the customer's. What
    an action gives, and slots, win over facts (a contract test keeps names apart).

    Conditions on the slots `emotion` and `happened` hold for the turn at hand: both
    are read from the conversation, never kept (bot/voice/moment.py). Among the
    variations whose conditions hold, one that repeats no empathy is drawn.
    """

    def __init__(
        self,
        endpoint_config: EndpointConfig | None = None,
        domain: Domain | None = None,
        facts: Facts | None = None,
        tone: Tone | None = None,
        clock: Callable[[], datetime] = now_in_france,
    ) -> None:
        """Rasa gives the first two by name (rasa/core/nlg/generator.py:85)."""
        self._clock = clock
        self._facts = facts or default_facts()
        self._renderings = self._facts.renderings()
        self._tone = tone or default_tone()
        self._unseen = UnseenWords()
        super().__init__(domain.responses if domain else {})

    # A property, because Rasa replaces the responses once the model is loaded
    # (rasa/core/agent.py:367), and those are the ones to check.
    @property
    def responses(self) -> dict[str, list[Response]]:
        """All responses by name, each with its variations."""
        return self._responses

    @responses.setter
    def responses(self, responses: dict[str, list[Response]]) -> None:
        check_filled(responses, self._facts)
        check_shareable(responses, self._facts)
        self._responses = responses

    async def generate(
        self,
        utter_action: str,
        tracker: DialogueStateTracker,
        output_channel: str,
        **kwargs: Any,
    ) -> Response | None:
        """See parent class. `None`, thus silence, where empathy would be repeated."""
        said = self._read_said(tracker)
        slots = tracker.current_slot_values()
        chosen = self._choose(utter_action, slots, output_channel, said, kwargs)
        if chosen is None:
            return None
        text = str(chosen.get("text") or "")
        if text:
            if self._wants_first_words(utter_action, text, said):
                first = self._first_words(slots, output_channel, said)
                chosen["text"] = text = f"{first} {text}".strip()
                chosen[FIRST_WORDS] = bool(first)
            self._unseen.add(tracker.sender_id, len(tracker.events), text, utter_action)
        return chosen

    def _read_said(self, tracker: DialogueStateTracker) -> Said:
        heard = (e.as_dict() for e in tracker.events if e.type_name in ("user", "bot"))
        said = read_said(heard, self._tone)
        unseen = self._unseen.of(tracker.sender_id, len(tracker.events))
        for text, response in unseen:
            said.say(text, response, self._tone)
        return said

    def _choose(
        self,
        response: str,
        slots: Mapping[str, Any],
        channel: str,
        said: Said,
        arguments: Mapping[str, Any],
    ) -> Response | None:
        moment = read_moment(said.latest, response, self._tone)
        fitting = self._fitting(response, {**slots, **moment.as_slots()}, channel)
        may_be_said = choose(
            response, fitting, said, moment, self._tone, self._with_facts
        )
        if not may_be_said:
            return None
        drawn = may_be_said[np.random.randint(len(may_be_said))]
        return self._fill_response(copy.deepcopy(dict(drawn)), dict(slots), **arguments)

    def _fitting(
        self, response: str, slots: dict[str, Any], channel: str
    ) -> list[Response]:
        """Variations for this channel whose conditions hold; its own ones alone."""
        holds = ResponseVariationFilter._matches_filled_slots
        fitting = [v for v in self._responses.get(response, ()) if holds(slots, v)]
        own = [v for v in fitting if v.get("channel") == channel]
        return own or [v for v in fitting if v.get("channel") is None]

    def _with_facts(self, text: str) -> str:
        return render(text, {**self._renderings, **day_words(self._clock())})

    def _wants_first_words(self, response: str, text: str, said: Said) -> bool:
        """Whether an unhappy customer would otherwise get a bare answer."""
        moment = read_moment(said.latest, response, self._tone)
        has_own = bool(self._tone.phrases(text)) or self._tone.apologises(text)
        is_apart = is_named(response, self._tone.never_prefixed)
        return moment.unhappy and not (said.this_turn or has_own or is_apart)

    def _first_words(self, slots: Mapping[str, Any], channel: str, said: Said) -> str:
        nearest = _FIRST_RESPONSES[::-1] if said.phrases else _FIRST_RESPONSES
        for response in nearest:
            chosen = self._choose(response, slots, channel, said, {})
            if chosen is not None:
                return str(chosen.get("text") or "")
        return ""

    def _fill_response(
        self,
        response: Response,
        filled_slots: dict[str, Any] | None = None,
        **kwargs: Any,
    ) -> Response:
        """See parent class."""
        moment = day_words(self._clock())
        known = {**self._renderings, **moment, **(filled_slots or {})}
        return super()._fill_response(response, known, **kwargs)
