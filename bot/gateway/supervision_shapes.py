"""The board and the history as the JSON of docs/events.md. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime, timezone
from typing import Any

from bot.contracts.supervision import (
    CallbackFacts,
    HandoffFacts,
    HeldFacts,
    PromiseFacts,
    WaitingFacts,
)
from bot.desk.board import AgentLoad, Board
from bot.desk.history import History
from bot.store.history_rows import Choices
from bot.store.previews import Preview

NOTHING = Preview("", 0.0, "")


def board_shape(found: Board, now: float) -> dict[str, Any]:
    """The board; durations are seconds up to `now`."""
    return {
        "at": iso(now),
        "waiting": {
            "count": len(found.waiting),
            "longest_wait_s": rounded(found.longest_wait_s),
            "by_reason": [asdict(bar) for bar in found.by_reason],
            "conversations": [_waiting(row, now) for row in found.waiting],
        },
        "held": {
            "count": len(found.held),
            "conversations": [_held(row, now) for row in found.held],
        },
        "agents": [_load(load, now) for load in found.agents],
        "broken": [_promise(row) for row in found.broken],
        "soon": [_promise(row) for row in found.soon],
        "calls": {
            "late": [_call(call) for call in found.calls_late],
            "today": [_call(call) for call in found.calls_today],
        },
    }


def _waiting(row: WaitingFacts, now: float) -> dict[str, Any]:
    return {
        "id": row.conversation_id,
        "reason": row.reason,
        "since": iso(row.since),
        "wait_s": rounded(now - row.since),
        "preview": row.preview,
    }


def _held(row: HeldFacts, now: float) -> dict[str, Any]:
    since = row.unanswered_since
    return {
        "id": row.conversation_id,
        "reason": row.reason,
        "agent": row.agent,
        "since": iso(row.since),
        "unanswered_s": None if since is None else rounded(now - since),
        "preview": row.preview,
    }


def _load(load: AgentLoad, now: float) -> dict[str, Any]:
    agent = load.agent
    return {
        "username": agent.username,
        "name": agent.name,
        "availability": agent.availability,
        "capacity": agent.capacity,
        "seen_at": None if agent.seen is None else iso(agent.seen),
        "unanswered_s": rounded(load.unanswered_s),
        "conversations": [_held(row, now) for row in load.held],
    }


def _promise(row: PromiseFacts) -> dict[str, Any]:
    return {"id": row.conversation_id, "clock": row.clock, "at": iso(row.at)}


def _call(call: CallbackFacts) -> dict[str, Any]:
    return {
        "id": call.conversation_id,
        "callback_id": call.id,
        "start": iso(call.start),
        "end": iso(call.end),
        "topic": call.topic,
    }


def history_shape(found: History, choices: Choices) -> dict[str, Any]:
    """The history, and what it can be filtered by."""
    agents = [{"username": key, "name": name} for key, name in choices.agents]
    shape: dict[str, Any] = _rounded_deep(asdict(found))
    shape["choices"] = {
        "reasons": list(choices.reasons),
        "agents": agents,
        "topics": list(choices.topics),
        "regions": list(choices.regions),
    }
    return shape


def handoff_shape(row: HandoffFacts, previews: Mapping[str, Preview]) -> dict[str, Any]:
    """A handoff in a list of conversations."""
    preview = previews.get(row.conversation_id, NOTHING)
    until = row.claimed if row.claimed is not None else row.ended
    return {
        "id": row.conversation_id,
        "at": iso(row.created),
        "reason": row.reason,
        "topic": row.topic,
        "agent": row.agent,
        "outcome": row.outcome,
        "wait_s": None if until is None else rounded(until - row.created),
        "score": row.score,
        "preview": preview.words,
    }


def conversation_item_shape(
    conversation_id: str, previews: Mapping[str, Preview]
) -> dict[str, Any]:
    """A conversation in the same list, whether a human was called or not."""
    preview = previews.get(conversation_id, NOTHING)
    nothing = dict.fromkeys(("reason", "topic", "agent", "outcome", "wait_s", "score"))
    return {
        "id": conversation_id,
        "at": iso(preview.created),
        **nothing,
        "preview": preview.words,
    }


def page_shape(
    items: Sequence[dict[str, Any]], total: int, offset: int
) -> dict[str, Any]:
    """One page of a list; `next` is the offset of the following one."""
    after = offset + len(items)
    more = bool(items) and after < total
    return {
        "total": total,
        "conversations": list(items),
        "next": after if more else None,
    }


def iso(at: float) -> str:
    """A moment as ISO 8601, in UTC."""
    return datetime.fromtimestamp(at, timezone.utc).isoformat(timespec="seconds")


def rounded(value: float | None) -> float | None:
    """To the tenth."""
    return None if value is None else round(value, 1)


def _rounded_deep(value: Any) -> Any:
    if isinstance(value, float):
        return round(value, 3)
    if isinstance(value, dict):
        return {key: _rounded_deep(each) for key, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [_rounded_deep(each) for each in value]
    return value
