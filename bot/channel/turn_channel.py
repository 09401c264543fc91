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
from sanic import Blueprint, Sanic, response
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.channel.action_endpoint import (
    FAILED_ACTIONS,
    WatchedActionEndpoint,
    watch_actions,
)
from bot.channel.direct_runner import run_directly
from bot.channel.named_output import NamedOutputChannel
from bot.channel.reading import read_message
from bot.channel.tracker_memory import (
    SAID_TO_HUMAN,
    find_turn,
    learn_what_was_said,
    message_ids,
    read_nlu,
    start_over,
)
from bot.contracts.escalation import SLOT_ESCALATION
from bot.contracts.turns import (
    CHANNEL_NAME,
    BotMessage,
    ForgetRequest,
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
            ("/forget", self._forget),
        ):
            routes.add_route(self._guarded(handler), path, methods=["POST"])
        routes.listener("before_server_stop")(_close)
        return routes

    def _agent(self, request: Request) -> Agent:
        """Gives the loaded bot, made fast and honest; see the modules imported."""
        agent: Agent = request.app.ctx.agent
        watch_actions(agent, self.action_timeout_s)
        run_directly(agent)
        return agent

    def _guarded(self, handler: Handler) -> Handler:
        """Asks for the secret and turns bad input into a readable answer."""

        @functools.wraps(handler)
        async def guarded(request: Request) -> HTTPResponse:
            shown = request.headers.get("Authorization", "")
            if not hmac.compare_digest(shown.encode(), f"Bearer {self.token}".encode()):
                return response.json({"error": {"code": "unauthorized"}}, 401)
            if not _is_ready(request.app):
                return response.json({"error": {"code": "bot_unavailable"}}, 503)
            try:
                return await handler(request)
            except ValidationError as error:
                fields = [".".join(map(str, e["loc"])) for e in error.errors()]
                return response.json(
                    {"error": {"code": "invalid_request", "fields": fields}}, 400
                )

        return guarded

    async def _turn(self, request: Request) -> HTTPResponse:
        turn = _read(TurnRequest, request)
        agent = self._agent(request)
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
        failed: list[str] = []
        FAILED_ACTIONS.set(failed)
        output = NamedOutputChannel()
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
        message.parse_data = await read_message(agent.processor, message)
        await agent.processor.handle_message(message)
        return read_nlu(message.parse_data)

    async def _observe(self, request: Request) -> HTTPResponse:
        """Reads a turn that a human answers: the tracker learns it, nobody replies."""
        turn = _read(TurnRequest, request)
        agent = self._agent(request)
        message = UserMessage(
            turn.text,
            CollectingOutputChannel(),
            turn.conversation_id,
            input_channel=CHANNEL_NAME,
            message_id=turn.message_id,
            metadata=dict(SAID_TO_HUMAN),
        )
        processor = agent.processor
        async with agent.lock_store.lock(turn.conversation_id):
            message.parse_data = await read_message(processor, message)
            tracker = await processor.fetch_tracker_and_update_session(
                turn.conversation_id, message.output_channel
            )
            if find_turn(tracker, turn.message_id) is None:
                # What `MessageProcessor.log_message` does (rasa/core/processor.py:467).
                await processor._handle_message_with_tracker(message, tracker)
                await processor.save_tracker(tracker)
        nlu = read_nlu(message.parse_data)
        return response.json(TurnAnswer(messages=[], nlu=nlu).dict())

    async def _forget(self, request: Request) -> HTTPResponse:
        """Drops what memory still holds of a conversation whose rows are gone."""
        erased = _read(ForgetRequest, request)
        agent: Agent = request.app.ctx.agent
        async with agent.lock_store.lock(erased.conversation_id):
            # Looking for it is enough: a tracker without its rows is not kept.
            await agent.tracker_store.retrieve(erased.conversation_id)
        return response.json({})

    async def _hand_back(self, request: Request) -> HTTPResponse:
        back = _read(HandBackRequest, request)
        agent = self._agent(request)
        async with agent.lock_store.lock(back.conversation_id):
            tracker = await agent.processor.get_tracker(back.conversation_id)
            # The tracker holds the latest turns only; humans talk longer than that.
            whole = await agent.tracker_store.retrieve_full_tracker(
                back.conversation_id
            )
            known = message_ids(whole.events if whole else ())
            learn_what_was_said(tracker, back.said, known, agent.domain)
            start_over(tracker, agent.domain)
            await agent.tracker_store.save(tracker)
        return response.json({"learned": len(back.said)})


async def _close(app: Sanic, _loop: Any) -> None:
    endpoint = getattr(app.ctx.agent, "action_endpoint", None)
    if isinstance(endpoint, WatchedActionEndpoint):
        await endpoint.close()


async def _health(request: Request) -> HTTPResponse:
    ready = _is_ready(request.app)
    return response.json({"ready": ready}, 200 if ready else 503)


def _is_ready(app: Sanic) -> bool:
    agent: Agent | None = app.ctx.agent
    return agent is not None and bool(agent.is_ready())


def _read(model: type[Any], request: Request) -> Any:
    assert issubclass(model, BaseModel)
    return model.parse_raw(request.body or b"{}")


async def _find_decision(agent: Agent, turn: TurnRequest) -> dict[str, Any] | None:
    tracker = await agent.tracker_store.retrieve(turn.conversation_id)
    decision = tracker.get_slot(SLOT_ESCALATION) if tracker else None
    return decision if isinstance(decision, dict) else None
