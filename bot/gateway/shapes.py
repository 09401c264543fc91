"""Rows of the store as the JSON of docs/events.md. Pure."""

from __future__ import annotations

from typing import Any

from bot.contracts.modes import Mode
from bot.desk.evidence_rules import base_intent, default_evidence_rules
from bot.gateway.prospects import Prospects
from bot.store.agents import AgentIdentity
from bot.store.desk_models import Note
from bot.store.models import Conversation, Message, ModeChange


def message_shape(message: Message) -> dict[str, Any]:
    """What a customer sees of a message."""
    return {
        "seq": message.seq,
        "message_id": message.message_id,
        "sender": message.sender,
        "text": message.text,
        "buttons": message.buttons or [],
        "custom": message.custom,
        "at": message.at.isoformat(),
    }


def desk_message_shape(message: Message) -> dict[str, Any]:
    """What an agent sees of a message: also who wrote it and how it was read."""
    return {
        **message_shape(message),
        "agent": (message.custom or {}).get("agent"),
        "nlu": message.nlu and _named(message.nlu),
    }


def _named(nlu: dict[str, Any]) -> dict[str, Any]:
    """The reading; of a retrieval intent, with the title of the answer it means."""
    answers = nlu.get("answers")
    if not answers or base_intent(answers[0]["name"]) != nlu.get("intent"):
        return nlu
    title = default_evidence_rules().title(answers[0]["name"])
    return {**nlu, "answer_title": title}


def bot_uttered_shape(message: dict[str, Any]) -> dict[str, Any]:
    """A Message as published Rasa widgets read it: buttons are quick replies."""
    if not message["buttons"]:
        return message
    quick_replies = [{"content_type": "text", **b} for b in message["buttons"]]
    return {**message, "quick_replies": quick_replies}


def note_shape(note: Note, agent: str | None) -> dict[str, Any]:
    """A private note."""
    return {
        "note_id": note.message_id,
        "text": note.text,
        "agent": agent,
        "at": note.at.isoformat(),
    }


def agent_shape(agent: AgentIdentity) -> dict[str, str]:
    """An agent, for agents."""
    return {"username": agent.username, "name": agent.name}


def customer_shape(conversation: Conversation) -> dict[str, Any] | None:
    """Whom the site vouches for; `None` when nobody was identified."""
    if conversation.customer_id is None:
        return None
    return {"id": conversation.customer_id, "name": conversation.customer_name}


def mode_change_shape(change: ModeChange) -> dict[str, Any]:
    """One change of mode."""
    return {
        "at": change.at.isoformat(),
        "from": change.from_mode,
        "to": change.to_mode,
        "actor": change.actor,
        "reason": change.reason,
    }


def conversation_shape(
    conversation_id: str,
    mode: Mode,
    seq: int,
    *,
    position: int | None = None,
    prospects: Prospects | None = None,
    left_message: bool | None = None,
    agent: str | None = None,
    agent_read_seq: int = 0,
) -> dict[str, Any]:
    """Where a conversation stands, for its customer."""
    return {
        "id": conversation_id,
        "mode": mode.value,
        "position": position,
        "estimated_wait_s": prospects.wait_s if prospects else None,
        "hours": prospects.hours if prospects else None,
        "anybody": prospects.anybody if prospects else None,
        "left_message": left_message,
        "agent": {"name": agent} if agent else None,
        "seq": seq,
        "agent_read_seq": agent_read_seq,
    }
