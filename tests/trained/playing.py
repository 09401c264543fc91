"""Plays customers' words on the trained model with the project's own actions."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from unittest.mock import patch

from rasa.core.agent import Agent
from rasa.core.channels.channel import CollectingOutputChannel, UserMessage
from rasa.utils.endpoints import ClientResponseError, EndpointConfig
from rasa_sdk.executor import ActionExecutor
from rasa_sdk.interfaces import ActionExecutionRejection
from sqlalchemy.exc import SQLAlchemyError

from actions.base import StoreAction
from bot.channel import answer_check
from bot.contracts.modes import Mode
from bot.store.engine import session_factory
from bot.store.models import Conversation

NOT_IN_STORIES = frozenset({"action_listen", "action_session_start"})
REJECTED = 400  # an action that declines to run: normal in a form


class OwnActions(EndpointConfig):
    """Runs every action of `actions/` here, as the action server would."""

    def __init__(self) -> None:
        super().__init__("http://actions.invalid")
        self.executor = ActionExecutor()
        self.executor.register_package("actions")
        answer_check.install()  # as the turn channel does

    async def request(self, *_: Any, **kwargs: Any) -> Any:
        """Answers like the action server, also when a form rejects a message."""
        try:
            return await self.executor.run(kwargs["json"])
        except ActionExecutionRejection as rejection:
            body = f'{{"action_name": "{rejection.action_name}"}}'
            raise ClientResponseError(
                REJECTED, "rejected", body.encode()
            ) from rejection


@dataclass
class Turn:
    """What one message led to.

    Attributes:
        text: As written, or the payload of a button.
        intent: Best reading, with the answer of a retrieval intent.
        entities: As Rasa lists them.
        actions: What was predicted, in order; what an action calls by itself is not.
        events: All events of the turn, as dictionaries.
        said: Texts of the bot.
    """

    text: str
    intent: str
    entities: list[dict[str, Any]]
    actions: list[str]
    events: list[dict[str, Any]] = field(default_factory=list)
    said: list[str] = field(default_factory=list)


class LiveBot:
    """The bot as customers meet it, without sockets."""

    def __init__(self, model: Path) -> None:
        """Loads the model; the store is that of the settings."""
        nlg = EndpointConfig.from_dict(
            {"type": "bot.channel.fact_responses.FactResponseGenerator"}
        )
        self.agent = Agent.load(str(model), action_endpoint=OwnActions(), generator=nlg)
        self._numbers = itertools.count()

    async def play(
        self,
        texts: Sequence[str],
        failing: Sequence[str | None] = (),
        until: str | None = None,
    ) -> list[Turn]:
        """Begins a conversation and says all texts, one after the other.

        Args:
            texts: What the customer writes, or the payloads of buttons.
            failing: For each turn the action that does not reach the store, if any.
            until: The action that ends the conversation early, as an agent would.
        """
        name = f"story-{next(self._numbers)}"
        with session_factory().begin() as session:
            session.add(Conversation(id=name, token_hash=name, mode=Mode.BOT.value))
        turns = []
        for text, failed in itertools.zip_longest(texts, failing):
            with store_out_of_reach(failed):
                turns.append(await self._say(name, text))
            if until is not None and until in done_in(turns[-1]):
                break
        return turns

    async def _say(self, name: str, text: str) -> Turn:
        processor, channel = self.agent.processor, CollectingOutputChannel()
        before = len((await processor.get_tracker(name)).events)
        await processor.handle_message(UserMessage(text, channel, name))
        tracker = await processor.get_tracker(name)
        events = [event.as_dict() for event in list(tracker.events)[before:]]
        heard = next(event for event in events if event["event"] == "user")
        called = {e["name"] for e in events if e["event"] == "followup"}
        actions = [e["name"] for e in events if e["event"] == "action"]
        return Turn(
            text=text,
            intent=str(heard["parse_data"]["intent"]["name"]),
            entities=heard["parse_data"]["entities"],
            actions=[n for n in actions if n not in NOT_IN_STORIES | called],
            events=events,
            said=[m["text"] for m in channel.messages if "text" in m],
        )


def done_in(turn: Turn) -> set[str]:
    """Actions of a turn, what an action called by itself included."""
    return {str(e["name"]) for e in turn.events if e["event"] == "action"}


@contextmanager
def store_out_of_reach(action: str | None) -> Iterator[None]:
    """Breaks the store for one action; for none without a name."""
    run = StoreAction._run_in_transaction

    def run_or_fail(self: StoreAction, work: Any) -> Any:
        if self.name() == action:
            raise SQLAlchemyError("out of reach")
        return run(self, work)

    with patch.object(StoreAction, "_run_in_transaction", run_or_fail):
        yield
