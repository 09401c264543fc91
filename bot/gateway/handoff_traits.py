"""Writes into a handoff what routing and figures look at, inside a transaction."""

from __future__ import annotations

from sqlalchemy.orm import Session

from bot.desk.evidence_rules import default_evidence_rules
from bot.desk.handoff_traits import (
    language_of,
    polarity_at_end,
    polarity_at_start,
    region_of,
    topic_of,
)
from bot.gateway.desk_turns import customer_turns
from bot.listening.themes import load_themes
from bot.store.handoffs import find_open_handoff
from bot.store.messages import list_messages
from bot.store.models import Conversation


def note_start(session: Session, conversation: Conversation) -> None:
    """Notes topic, Région, language and mood of the handoff that has just begun."""
    handoff = find_open_handoff(session, conversation.id)
    if handoff is None:
        return
    turns = customer_turns(list_messages(session, conversation.id))
    slots = handoff.slots or {}
    rules = default_evidence_rules()
    handoff.topic = topic_of(turns, load_themes().intents, rules)
    handoff.region = region_of(slots)
    handoff.language = language_of(slots, conversation.locale)
    handoff.polarity_start = polarity_at_start(turns)


def note_end(session: Session, conversation: Conversation) -> None:
    """Notes the mood in which the customer leaves the open handoff."""
    handoff = find_open_handoff(session, conversation.id)
    if handoff is None:
        return
    since = [
        message
        for message in list_messages(session, conversation.id)
        if message.at > handoff.created_at
    ]
    handoff.polarity_end = polarity_at_end(customer_turns(since))
