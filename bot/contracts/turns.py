"""What the gateway asks Rasa's turn channel, and what it gets back.

The channel listens on loopback under `/webhooks/turns`, and wants the shared secret
as `Authorization: Bearer …`. Rasa's own REST answer has neither the intent nor the
confidence, and hides failed actions; this one says everything the gateway needs.
"""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, Extra, Field

CHANNEL_NAME = "turns"
TURN_PATH = f"/webhooks/{CHANNEL_NAME}/webhook"
OBSERVE_PATH = f"/webhooks/{CHANNEL_NAME}/observe"
HAND_BACK_PATH = f"/webhooks/{CHANNEL_NAME}/hand_back"
FORGET_PATH = f"/webhooks/{CHANNEL_NAME}/forget"
HEALTH_PATH = f"/webhooks/{CHANNEL_NAME}/"


class _Strict(BaseModel):
    class Config:
        extra = Extra.forbid


class TurnRequest(_Strict):
    """One customer turn.

    Attributes:
        conversation_id: The gateway's id, Rasa's sender id.
        message_id: Unique in the conversation; the same one is answered once.
        text: What the customer wrote, or a payload such as `/ask_rate`.
        retry: Whether this turn may have reached Rasa before; the answer is then
            looked up before anything is done.
    """

    conversation_id: str = Field(min_length=1, max_length=64)
    message_id: str = Field(min_length=1, max_length=64)
    text: str = Field(max_length=20_000)
    retry: bool = False


class SaidToHuman(_Strict):
    """Something said while a human held the conversation."""

    message_id: str = Field(min_length=1, max_length=64)
    by_customer: bool
    text: str = Field(max_length=20_000)


class HandBackRequest(_Strict):
    """The conversation returns to the bot, with what was said meanwhile."""

    conversation_id: str = Field(min_length=1, max_length=64)
    said: list[SaidToHuman] = Field(default_factory=list, max_items=2000)


class ForgetRequest(_Strict):
    """The conversation was erased from the store; nothing of it may stay in memory."""

    conversation_id: str = Field(min_length=1, max_length=64)


class RankedIntent(_Strict):
    """One reading of a turn; confidence in [0, 1]."""

    name: str
    confidence: float


class Nlu(_Strict):
    """How the bot read one customer turn.

    Attributes:
        intent: The best reading; `None` when there is none.
        confidence: Of that reading, in [0, 1].
        ranking: The best readings, most confident first.
        answers: Answers of the retrieval intents in `ranking` by their full name
            (`faq/…`), the likeliest first, that which the bot chose in front.
        entities: What was found in the text, as Rasa writes it.
        sentiment: As `bot.contracts.sentiment.Sentiment`; `None` without analyser.
    """

    intent: str | None = None
    confidence: float = 0.0
    ranking: list[RankedIntent] = Field(default_factory=list)
    answers: list[RankedIntent] = Field(default_factory=list)
    entities: list[dict[str, Any]] = Field(default_factory=list)
    sentiment: dict[str, Any] | None = None


class BotMessage(BaseModel):
    """One message of the bot.

    Attributes:
        text: What it says; `None` for a payload alone.
        buttons: As Rasa writes them.
        custom: Payload of a designer or an action.
        response: Name of the response it comes from; `None` for an action's own words.
    """

    text: str | None = None
    buttons: list[dict[str, Any]] = Field(default_factory=list)
    custom: dict[str, Any] | None = None
    response: str | None = None

    class Config:
        extra = Extra.ignore


class TurnAnswer(_Strict):
    """What one turn led to.

    Attributes:
        messages: What the bot says, in order; the handoff notice is among them.
        nlu: How the turn was read.
        failed_actions: Custom actions that crashed, were too slow or out of reach.
        escalation: The policy's decision, given when an action failed, so that a
            handoff whose action was lost is still a handoff.
        clarified: Whether the bot asked what was meant instead of answering.
    """

    messages: list[BotMessage]
    nlu: Nlu
    failed_actions: list[str] = Field(default_factory=list)
    escalation: dict[str, Any] | None = None
    clarified: bool = False
