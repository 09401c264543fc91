"""HTTP for agents at work: ready answers, mentions, read marks, search, transcripts."""

from __future__ import annotations

from typing import Any, TypeVar

from aiohttp import web
from pydantic import BaseModel
from sqlalchemy.orm import Session

from bot.contracts.modes import Sender
from bot.desk.transcript import MEDIA_TYPES, Format, Transcript, write
from bot.errors import Refused
from bot.gateway import mode_changes
from bot.gateway.access import current_agent
from bot.gateway.body import invalid, parse, read_body
from bot.gateway.keys import BROADCASTER, DESK, SETTINGS, STORE
from bot.gateway.private_notes import mention_shape
from bot.gateway.work_audit import audit_export, audit_search
from bot.gateway.work_reading import (
    check_alive,
    found_shape,
    read_canned,
    read_transcript,
    wanted_of,
)
from bot.gateway.work_schemas import (
    CannedQuery,
    ReadMark,
    SearchQuery,
    TranscriptQuery,
)
from bot.knowledge.brand import default_brand
from bot.knowledge.closing_tags import default_closing_tags
from bot.store.agents import AgentIdentity
from bot.store.mentions import count_unseen, list_mentions, mark_seen
from bot.store.read_marks import mark_read_by_agent
from bot.store.search import SearchTooLong, search

Model = TypeVar("Model", bound=BaseModel)


def read_query(request: web.Request, model: type[Model]) -> Model:
    """Validates the query of an address; each name once.

    Raises:
        Refused: 400, naming the fields that are wrong.
    """
    names = list(request.query.keys())
    if len(set(names)) != len(names):
        raise invalid("Chaque paramètre une seule fois.")
    return parse(model, dict(request.query))


async def get_canned_answers(request: web.Request) -> web.Response:
    """GET /desk/canned_answers: filled in for a conversation, gaps left visible."""
    agent = await current_agent(request)
    wanted = read_query(request, CannedQuery).conversation
    answers = await request.app[STORE].read(read_canned, agent, wanted)
    return web.json_response({"answers": answers})


async def get_closing_choices(request: web.Request) -> web.Response:
    """GET /desk/tags: what may be ticked when a conversation is closed."""
    await current_agent(request)
    tags = default_closing_tags()
    return web.json_response(
        {
            "tags": [{"id": tag.id, "title": tag.title} for tag in tags.offered()],
            "most": tags.most,
        }
    )


async def get_mentions(request: web.Request) -> web.Response:
    """GET /desk/mentions: notes that name the agent who asks, the newest first."""
    agent = await current_agent(request)
    return web.json_response(await request.app[STORE].read(_read_mentions, agent))


def _read_mentions(session: Session, agent: AgentIdentity) -> dict[str, Any]:
    return {
        "unseen": count_unseen(session, agent.id),
        "mentions": [mention_shape(each) for each in list_mentions(session, agent.id)],
    }


async def post_mentions_seen(request: web.Request) -> web.Response:
    """POST /desk/conversations/{id}/mentions/seen; twice is the same as once."""
    agent = await current_agent(request)
    unseen = await request.app[STORE].write(_see, agent, request.match_info["id"])
    return web.json_response({"unseen": unseen})


def _see(session: Session, agent: AgentIdentity, conversation_id: str) -> int:
    mark_seen(session, agent.id, conversation_id)
    return count_unseen(session, agent.id)


async def post_read(request: web.Request) -> web.Response:
    """POST /desk/conversations/{id}/read: the agent in charge has it on screen."""
    agent = await current_agent(request)
    mark = await read_body(request, ReadMark)
    conversation_id = request.match_info["id"]
    seq, moved = await request.app[STORE].write(_read, conversation_id, agent, mark.seq)
    if moved:
        await request.app[BROADCASTER].read(conversation_id, Sender.AGENT, seq)
    return web.json_response({"seq": seq})


def _read(
    session: Session, conversation_id: str, agent: AgentIdentity, seq: int
) -> tuple[int, bool]:
    mode_changes.get_owned(session, conversation_id, agent)
    return mark_read_by_agent(session, conversation_id, seq, agent.id)


async def post_reopen(request: web.Request) -> web.Response:
    """POST /desk/conversations/{id}/reopen."""
    agent = await current_agent(request)
    conversation_id = request.match_info["id"]
    ttl_h = request.app[SETTINGS].conversation_ttl_h
    await request.app[STORE].read(check_alive, conversation_id, ttl_h)
    return web.json_response(await request.app[DESK].reopen(conversation_id, agent))


async def get_search(request: web.Request) -> web.Response:
    """GET /desk/search: conversations by words, mode, agent, tag and day."""
    agent = await current_agent(request)
    query = read_query(request, SearchQuery)
    wanted = wanted_of(query, default_brand().hours.zone)
    try:
        found, more = await request.app[STORE].read(search, wanted)
    except SearchTooLong:
        raise Refused(
            503,
            "search_too_long",
            "La recherche a pris trop de temps. Précisez les dates ou les mots.",
        ) from None
    await request.app[STORE].write(audit_search, agent, len(found))
    return web.json_response(
        {
            "results": [found_shape(each, wanted) for each in found],
            "page": query.page,
            "more": more,
        }
    )


async def get_transcript(request: web.Request) -> web.Response:
    """GET /desk/conversations/{id}/transcript: a file; masked unless asked."""
    agent = await current_agent(request)
    wish = read_query(request, TranscriptQuery)
    conversation_id = request.match_info["id"]
    transcript = await request.app[STORE].write(_export, agent, conversation_id, wish)
    text = write(transcript, wish.format, default_brand().hours.zone)
    return _download(text, wish.format, f"conversation-{conversation_id[:8]}")


def _export(
    session: Session, agent: AgentIdentity, conversation_id: str, wish: TranscriptQuery
) -> Transcript:
    transcript = read_transcript(
        session, conversation_id, with_notes=wish.notes, is_masked=wish.masked
    )
    audit_export(
        session,
        agent,
        conversation_id,
        format=wish.format.value,
        notes=wish.notes,
        masked=wish.masked,
    )
    return transcript


def _download(text: str, written_as: Format, name: str) -> web.Response:
    return web.Response(
        text=text,
        content_type=MEDIA_TYPES[written_as],
        charset="utf-8",
        headers={
            "Content-Disposition": f'attachment; filename="{name}.{written_as.value}"',
            "Cache-Control": "no-store",
        },
    )
