"""A small Rasa project, and a customer who talks to it without any NLU."""

from __future__ import annotations

import logging
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from rasa.core.agent import Agent
from rasa.core.channels.channel import CollectingOutputChannel, UserMessage
from rasa.core.processor import MessageProcessor
from rasa.utils.endpoints import EndpointConfig
from rasa_sdk.executor import ActionExecutor
from rasa_sdk.interfaces import Action

from bot.channel import answer_check

DOMAIN = """
version: "3.1"
intents:
- greet
- ask_rate
- ask_human
- tell_name
- start_form
- complain
- out_of_scope
slots:
  escalation: {type: any, influence_conversation: false, mappings: [{type: custom}]}
  company:
    type: text
    influence_conversation: false
    mappings:
    - type: from_text
      not_intent: [ask_rate, complain]
      conditions: [{active_loop: company_form, requested_slot: company}]
forms:
  company_form: {required_slots: [company]}
actions:
- action_handoff
- action_clarify
- action_acknowledge
- action_look_up
responses:
  utter_greet: [{text: greeting}]
  utter_rate: [{text: rate}]
  utter_named: [{text: named}]
  utter_done: [{text: form done}]
  utter_outside: [{text: not our business}]
  utter_ask_company: [{text: which company}]
  utter_clarify: [{text: clarify}]
  utter_clarify_rephrase: [{text: rephrase}]
  utter_acknowledge: [{text: worry heard}]
  utter_acknowledge_again: [{text: worry heard again}]
  utter_handoff_requested: [{text: handoff requested}]
  utter_handoff_low_confidence: [{text: handoff low_confidence}]
  utter_handoff_repeated_fallback: [{text: handoff repeated_fallback}]
  utter_handoff_negative_sentiment: [{text: handoff negative_sentiment}]
  utter_handoff_distress: [{text: handoff distress}]
  utter_handoff_action_failed: [{text: handoff action_failed}]
"""

STORIES = """
version: "3.1"
rules:
- rule: Customer greets
  steps: [{intent: greet}, {action: utter_greet}]
- rule: Customer asks for the rate
  steps: [{intent: ask_rate}, {action: utter_rate}]
- rule: Customer says something else
  steps: [{intent: out_of_scope}, {action: utter_outside}]
- rule: Customer asks for a person
  steps: [{intent: ask_human}, {action: action_handoff}]
- rule: Customer opens the form
  steps:
  - intent: start_form
  - action: company_form
  - active_loop: company_form
- rule: Customer has filled the form
  condition: [{active_loop: company_form}]
  steps:
  - action: company_form
  - active_loop: null
  - action: utter_done
- rule: Customer complains
  steps: [{intent: complain}, {action: action_look_up}]
stories:
- story: Customer greets, then tells a name
  steps:
  - intent: greet
  - action: utter_greet
  - intent: tell_name
  - action: utter_named
"""

POLICIES = """
recipe: default.v1
assistant_id: escalation-tests
language: fr
pipeline: []
policies:
- name: RulePolicy
  enable_fallback_prediction: false
- name: AugmentedMemoizationPolicy
  max_history: 6
- name: bot.escalation.policy.EscalationPolicy
  understanding: {ask: 0.45, handoff: 0.12, out_of_scope_intents: [out_of_scope]}
  mood: {unhappy: -0.35, calm: -0.1, lasting_average: -0.5}
  request: {intents: [ask_human], phrases: [parler à un conseiller]}
"""


@dataclass
class Said:
    """What the customer says, as the NLU would have understood it."""

    text: str
    intent: str
    confidence: float = 0.9
    polarity: float | None = None
    label: str = "neutral"
    ranking: list[tuple[str, float]] = field(default_factory=list)
    entities: list[dict[str, Any]] = field(default_factory=list)

    def parse_data(self) -> dict[str, Any]:
        """The parse result that Rasa would have got from its pipeline."""
        ranking = self.ranking or [(self.intent, self.confidence)]
        data: dict[str, Any] = {
            "text": self.text,
            "intent": {"name": self.intent, "confidence": self.confidence},
            "intent_ranking": [{"name": n, "confidence": c} for n, c in ranking],
            "entities": self.entities,
        }
        if self.polarity is not None:
            data["sentiment"] = {
                "polarity": self.polarity,
                "label": self.label,
                "probability": 0.5,
                "probabilities": {self.label: 0.5},
            }
        return data


class InProcessActions(EndpointConfig):
    """Runs the actions here instead of posting them to the action server."""

    def __init__(self, *actions: Action) -> None:
        super().__init__("http://actions.invalid")
        self.executor = ActionExecutor()
        for action in actions:
            self.executor.register_action(action)
        answer_check.install()  # as the turn channel does

    async def request(self, *args: Any, **kwargs: Any) -> Any:
        """Answers like the action server."""
        return await self.executor.run(kwargs["json"])


class Customer:
    """Talks to the bot and hears its answers."""

    def __init__(self, agent: Agent, name: str) -> None:
        self.processor: MessageProcessor = agent.processor
        self.name = name

    async def says(self, said: Said) -> list[str]:
        """Sends a message; returns the texts of the bot's answers."""
        channel = CollectingOutputChannel()
        message = UserMessage(said.text, channel, self.name)

        async def parse(*_: Any, **__: Any) -> dict[str, Any]:
            return said.parse_data()

        self.processor.parse_message = parse
        await self.processor.handle_message(message)
        self.heard = channel.messages
        return [m["text"] for m in channel.messages if "text" in m]

    async def tracker(self) -> Any:
        """The conversation as Rasa keeps it."""
        return await self.processor.get_tracker(self.name)


def train(directory: Path, policies: str = POLICIES, stories: str = STORIES) -> Path:
    """Trains the small project; returns its model."""
    from rasa.model_training import train_core

    (directory / "data").mkdir(exist_ok=True)
    (directory / "domain.yml").write_text(DOMAIN)
    (directory / "config.yml").write_text(policies)
    (directory / "data" / "stories.yml").write_text(stories)
    logging.getLogger("rasa").setLevel(logging.WARNING)
    with without_rasas_notice():
        model = train_core(
            str(directory / "domain.yml"),
            str(directory / "config.yml"),
            str(directory / "data"),
            str(directory / "models"),
        )
    return Path(model)


@contextmanager
def without_rasas_notice() -> Iterator[None]:
    """Rasa announces a change of its version 3.0 whenever it reads slot mappings."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Slot auto-fill")
        yield
