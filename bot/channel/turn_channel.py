"""Rasa's input channel for the gateway: one request, one turn, one full answer."""

from __future__ import annotations

import functools
import hmac
import logging
from collections.abc import Awaitable, Callable
from typing import Any

from pydantic import BaseModel, ValidationError
from rasa.core.agent import Agent
from rasa.core.channels.channel import (
    CollectingOutputChannel,
    InputChannel,
    UserMessage,
)
from rasa.shared.exceptions import InvalidConfigException
from sanic import Blueprint, response
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.channel.action_endpoint import FAILED_ACTIONS, watch_actions
from bot.channel.tracker_memory import (
    SAID_TO_HUMAN,
    find_turn,
    learn_what_was_said,
    read_nlu,
    start_over,
)
from bot.contracts.escalation import SLOT_ESCALATION
from bot.contracts.turns import (
    CHANNEL_NAME,
    BotMessage,
    HandBackRequest,
    Nlu,
    TurnAnswer,
    TurnRequest,
)

logger = logging.getLogger(__name__)

DEFAULT_ACTION_TIMEOUT_S = 5.0
Handler = Callable[[Request], Awaitable[HTTPResponse]]


class TurnChannel(InputChannel):
    """The only way into Rasa; see `bot.contracts.turns` for what travels."""

    @classmethod
    def name(cls) -> str:
        """Part of the URL: /webhooks/turns."""
        return CHANNEL_NAME

    @classmethod
    def from_credentials(cls, credentials: dict[str, Any] | None) -> TurnChannel:
        """Reads `token` (the shared secret) and `action_timeout_s` (seconds)."""
        credentials = credentials or {}
        token = credentials.get("token")
        if not token:
            raise InvalidConfigException(
                "Expected `token` of TurnChannel to be a shared secret, but found "
                "nothing. Set BOT_RASA_TOKEN; `bot serve` does so by itself."
            )
        timeout_s = credentials.get("action_timeout_s", DEFAULT_ACTION_TIMEOUT_S)
        return cls(str(token), float(timeout_s))

    def __init__(self, token: str, action_timeout_s: float) -> None:
        """Keeps the secret that requests must show."""
        self.token = token
        self.action_timeout_s = action_timeout_s

    def blueprint(
        self, on_new_message: Callable[[UserMessage], Awaitable[Any]]
    ) -> Blueprint:
        """Gives the routes; see parent class."""
        routes = Blueprint("turn_channel")
        routes.add_route(_health, "/", methods=["GET"])
        for path, handler in (
            ("/webhook", self._turn),
            ("/observe", self._observe),
            ("/hand_back", self._hand_back),
        ):
            routes.add_route(self._guarded(handler), path, methods=["POST"])
        return routes

    def _guarded(self, handler: Handler) -> Handler:
        """Asks for the secret and turns bad input into a readable answer."""

        @functools.wraps(handler)
        async def guarded(request: Request) -> HTTPResponse:
            shown = request.headers.get("Authorization", "")
            if not hmac.compare_digest(shown.encode(), f"Bearer {self.token}".encode()):
                return response.json({"error": {"code": "unauthorized"}}, 401)
            try:
                return await handler(request)
            except ValidationError as error:
                fields = [".".join(map(str, e["loc"])) for e in error.errors()]
                return response.json(
                    {"error": {"code": "invalid_request", "fields": fields}}, 400
                )

        return guarded

    async def _health(self, request: Request) -> HTTPResponse:
        agent: Agent | None = request.app.ctx.agent
        ready = agent is not None and agent.is_ready()
        return response.json({"ready": ready}, 200 if ready else 503)

    async def _turn(self, request: Request) -> HTTPResponse:
        turn = _read(TurnRequest, request)
        agent: Agent = request.app.ctx.agent
        async with agent.lock_store.lock(turn.conversation_id):
            answer = await self._earlier_answer(agent, turn) if turn.retry else None
            if answer is None:
                answer = await self._answer(agent, turn)
        return response.json(answer.dict())

    async def _earlier_answer(
        self, agent: Agent, turn: TurnRequest
    ) -> TurnAnswer | None:
        tracker = await agent.tracker_store.retrieve(turn.conversation_id)
        found = find_turn(tracker, turn.message_id) if tracker else None
        return TurnAnswer(nlu=found[0], messages=found[1]) if found else None

    async def _answer(self, agent: Agent, turn: TurnRequest) -> TurnAnswer:
        watch_actions(agent, self.action_timeout_s)
        failed: list[str] = []
        FAILED_ACTIONS.set(failed)
        output = CollectingOutputChannel()
        nlu = await self._handle(agent, turn, output)
        messages = [BotMessage.parse_obj(message) for message in output.messages]
        escalation = await _find_decision(agent, turn) if failed else None
        return TurnAnswer(
            messages=messages, nlu=nlu, failed_actions=failed, escalation=escalation
        )

    async def _handle(
        self, agent: Agent, turn: TurnRequest, output: CollectingOutputChannel
    ) -> Nlu:
        message = UserMessage(
            turn.text,
            output,
            turn.conversation_id,
            input_channel=CHANNEL_NAME,
            message_id=turn.message_id,
        )
        # Parsed here, so that the reading is at hand without loading the tracker.
        message.parse_data = await agent.processor.parse_message(message)
        await agent.processor.handle_message(message)
        return read_nlu(message.parse_data)

    async def _observe(self, request: Request) -> HTTPResponse:
        """Reads a turn that a human answers: the tracker learns it, nobody replies."""
        turn = _read(TurnRequest, request)
        agent: Agent = request.app.ctx.agent
        message = UserMessage(
            turn.text,
            CollectingOutputChannel(),
            turn.conversation_id,
            input_channel=CHANNEL_NAME,
            message_id=turn.message_id,
            metadata=dict(SAID_TO_HUMAN),
        )
        async with agent.lock_store.lock(turn.conversation_id):
            message.parse_data = await agent.processor.parse_message(message)
            tracker = await agent.processor.get_tracker(turn.conversation_id)
            if find_turn(tracker, turn.message_id) is None:
                await agent.processor.log_message(message)
        nlu = read_nlu(message.parse_data)
        return response.json(TurnAnswer(messages=[], nlu=nlu).dict())

    async def _hand_back(self, request: Request) -> HTTPResponse:
        back = _read(HandBackRequest, request)
        agent: Agent = request.app.ctx.agent
        async with agent.lock_store.lock(back.conversation_id):
            tracker = await agent.processor.get_tracker(back.conversation_id)
            learn_what_was_said(tracker, back.said, agent.domain)
            start_over(tracker, agent.domain)
            await agent.tracker_store.save(tracker)
        return response.json({"learned": len(back.said)})


async def _health(request: Request) -> HTTPResponse:
    agent: Agent | None = request.app.ctx.agent
    ready = agent is not None and agent.is_ready()
    return response.json({"ready": ready}, 200 if ready else 503)


def _read(model: type[Any], request: Request) -> Any:
    assert issubclass(model, BaseModel)
    return model.parse_raw(request.body or b"{}")


async def _find_decision(agent: Agent, turn: TurnRequest) -> dict[str, Any] | None:
    tracker = await agent.tracker_store.retrieve(turn.conversation_id)
    decision = tracker.get_slot(SLOT_ESCALATION) if tracker else None
    return decision if isinstance(decision, dict) else None
