"""What agents at work ask the store for, as the JSON of docs/desk-work.md."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from sqlalchemy.orm import Session

from bot.desk.canned import fill
from bot.desk.excerpts import excerpt
from bot.desk.transcript import Line, Transcript, in_order, masked
from bot.errors import Refused
from bot.gateway.work_schemas import SearchQuery
from bot.knowledge.canned_answers import default_canned_answers
from bot.knowledge.facts import default_facts
from bot.store.agents import AgentIdentity
from bot.store.conversations import find_conversation
from bot.store.folding import fold_with_places
from bot.store.handoffs import find_last_handoff
from bot.store.loan_models import LoanFile
from bot.store.messages import list_messages, list_notes
from bot.store.models import Conversation, utc_now
from bot.store.search import MAX_WORDS, Found, Wanted
from bot.store.word_forms import word_forms

DAY = timedelta(days=1)


def get_conversation(session: Session, conversation_id: str) -> Conversation:
    """The conversation of that id.

    Raises:
        Refused: 404, there is none.
    """
    conversation = find_conversation(session, conversation_id)
    if conversation is None:
        raise Refused(404, "unknown_conversation", "Cette conversation n’existe pas.")
    return conversation


def check_alive(session: Session, conversation_id: str, ttl_h: float) -> None:
    """Refuses a conversation that its customer can no longer open.

    Args:
        session: A reading session.
        conversation_id: Which.
        ttl_h: Hours without a word after which a token opens nothing; 0 = for ever.

    Raises:
        Refused: 404 unknown; 409 too old.
    """
    conversation = get_conversation(session, conversation_id)
    if ttl_h and conversation.updated_at < utc_now() - timedelta(hours=ttl_h):
        raise Refused(
            409,
            "conversation_expired",
            "Cette conversation est trop ancienne : le client ne peut plus l’ouvrir.",
        )


def read_canned(
    session: Session, agent: AgentIdentity, conversation_id: str | None
) -> list[dict[str, str]]:
    """Every canned answer, filled in for a conversation.

    Raises:
        Refused: 404, there is no such conversation.
    """
    known: dict[str, str | None] = {
        **default_facts().renderings(),
        "hours": default_facts().renderings().get("brand_hours"),
        "agent_name": agent.name,
    }
    if conversation_id is not None:
        known |= _known_of(session, get_conversation(session, conversation_id))
    return [
        {"id": each.id, "title": each.title, "text": fill(each.text, known)}
        for each in default_canned_answers()
    ]


def _known_of(session: Session, conversation: Conversation) -> dict[str, str | None]:
    handoff = find_last_handoff(session, conversation.id)
    slots: Mapping[str, Any] = (handoff.slots or {}) if handoff else {}
    region = (handoff.region if handoff else None) or slots.get("region")
    reference = session.scalar(
        sa.select(LoanFile.reference)
        .where(LoanFile.conversation_id == conversation.id)
        .order_by(LoanFile.updated_at.desc())
        .limit(1)
    )
    return {
        "customer_name": conversation.customer_name,
        "region": region if isinstance(region, str) else None,
        "reference": reference,
    }


def read_transcript(
    session: Session, conversation_id: str, *, with_notes: bool, is_masked: bool
) -> Transcript:
    """Everything that was said, ready to be written down.

    Raises:
        Refused: 404, there is no such conversation.
    """
    conversation = get_conversation(session, conversation_id)
    said = [
        Line(m.sender, (m.custom or {}).get("agent"), m.text, m.at, m.seq)
        for m in list_messages(session, conversation_id)
    ]
    notes = list_notes(session, conversation_id) if with_notes else []
    transcript = Transcript(
        conversation_id=conversation.id,
        opened_at=conversation.created_at,
        customer_name=conversation.customer_name,
        lines=in_order(said, (Line("note", name, n.text, n.at) for n, name in notes)),
    )
    return masked(transcript) if is_masked else transcript


def wanted_of(query: SearchQuery, zone: ZoneInfo) -> Wanted:
    """What a query looks for; its days are local ones, the last included."""

    def start_of(day: Any) -> datetime | None:
        return datetime.combine(day, time(), zone) if day else None

    until = start_of(query.until)
    return Wanted(
        words=tuple(query.q.split()[:MAX_WORDS]),
        mode=query.mode.value if query.mode else None,
        agent=query.agent or None,
        tag=query.tag,
        since=start_of(query.since),
        until=until + DAY if until else None,
        page=query.page,
    )


def found_shape(found: Found, wanted: Wanted) -> dict[str, Any]:
    """A conversation that was found, with the words around what was looked for."""
    pieces = [piece for word in wanted.words for piece in word_forms(word)]
    return {
        "id": found.id,
        "mode": found.mode,
        "updated_at": found.updated_at.isoformat(),
        "customer_name": found.customer_name,
        "agent": found.agent,
        "tags": found.tags,
        "kind": found.kind,
        "seq": found.seq,
        "excerpt": excerpt(found.text, *fold_with_places(found.text), pieces),
    }
