"""The evidence card: what the rules of `bot.desk` make of a conversation's rows."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy.orm import Session

from bot.desk.answer_book import default_answer_book
from bot.desk.evidence_rules import EvidenceRules, default_evidence_rules
from bot.desk.known_slots import read_known
from bot.desk.plain_words import shortened
from bot.desk.recognised import read_recognised
from bot.desk.slot_rules import default_slot_rules
from bot.desk.suggestions import suggest
from bot.desk.summary import summarise
from bot.desk.summary_rules import default_summary_rules
from bot.desk.turns import CustomerTurn, Told
from bot.desk.wishes import find_runners_up, find_told, find_wishes
from bot.gateway.desk_turns import customer_turns, mentions, told
from bot.gateway.wording import Wording
from bot.knowledge.day_words import day_words, now_in_france
from bot.listening.themes import load_themes
from bot.privacy.masking import mask_personal_data
from bot.store.earlier import EarlierConversation, find_left_summary, list_earlier
from bot.store.models import Conversation, Message

MAX_QUESTION_CHARS = 200

Slots = Mapping[str, Any]


async def read_evidence_rules_early() -> None:
    """Reads the rules and words beside the first requests, not inside one."""
    await asyncio.to_thread(_read_all)


def _read_all() -> None:
    default_evidence_rules()
    default_slot_rules()
    default_summary_rules()
    default_answer_book()
    load_themes()


def read_evidence(
    session: Session,
    conversation: Conversation,
    messages: Sequence[Message],
    slots: Slots,
    wording: Wording,
) -> dict[str, Any]:
    """What an agent reads in ten seconds, so that the customer repeats nothing.

    Args:
        session: Reading.
        conversation: Whose evidence.
        messages: All of them, in order.
        slots: What the bot knew when it called a human.
        wording: The gateway's own responses, for suggestions.
    """
    rules = default_evidence_rules()
    turns, said = customer_turns(messages), told(messages)
    known = read_known(slots, default_slot_rules())
    known += read_recognised(mentions(messages), known, default_slot_rules())
    return {
        "left": _left(session, conversation.id),
        "summary": [
            {"seq": each.seq, "text": each.text}
            for each in summarise(turns, default_summary_rules())
        ],
        "wants": _wants(turns, rules),
        "runners_up": _runners_up(turns, rules),
        "told": [
            {"seq": each.seq, "text": each.text}
            for each in find_told(turns, said, rules)
        ],
        "known": [vars(each) for each in known],
        "earlier": [
            _earlier_shape(each)
            for each in list_earlier(session, conversation, rules.numbers.earlier)
        ],
        "suggestions": _suggestions(turns, said, slots, rules, wording),
    }


def _left(session: Session, conversation_id: str) -> dict[str, Any] | None:
    left = find_left_summary(session, conversation_id)
    if left is None:
        return None
    return {"text": left.text, "agent": left.agent, "at": left.at.isoformat()}


def _wants(turns: list[CustomerTurn], rules: EvidenceRules) -> list[dict[str, Any]]:
    return [
        {
            "intent": wish.intent,
            "label": rules.title(wish.intent),
            "seq": wish.turn.seq,
            "confidence": wish.turn.confidence,
            "text": shortened(
                mask_personal_data(wish.turn.text), MAX_QUESTION_CHARS
            ),
        }
        for wish in find_wishes(turns, rules)
    ]  # fmt: skip


def _runners_up(
    turns: list[CustomerTurn], rules: EvidenceRules
) -> list[dict[str, Any]]:
    found = find_runners_up(turns, rules)
    if found is None:
        return []
    turn, readings = found
    return [
        {
            "intent": each.intent,
            "label": rules.title(each.intent),
            "seq": turn.seq,
            "confidence": each.confidence,
        }
        for each in readings
    ]


def _suggestions(
    turns: list[CustomerTurn],
    said: list[Told],
    slots: Slots,
    rules: EvidenceRules,
    wording: Wording,
) -> list[dict[str, Any]]:
    book, moment = default_answer_book(), day_words(now_in_france())

    def variants(intent: str) -> list[str]:
        own = wording.find(f"utter_{intent}")
        return [own] if own else book.variants(intent, slots, moment)

    return [
        {
            "intent": each.intent,
            "text": each.text,
            "source": each.source.value,
            "label": rules.title(each.intent),
        }
        for each in suggest(turns, said, variants, rules, book.forbidden)
    ]


def _earlier_shape(earlier: EarlierConversation) -> dict[str, Any]:
    return {
        "id": earlier.id,
        "at": earlier.at.isoformat(),
        "mode": earlier.mode,
        "reason": earlier.reason,
        "resolution": earlier.resolution,
        "tags": list(earlier.tags),
        "summary": earlier.summary,
        "score": earlier.score,
    }
