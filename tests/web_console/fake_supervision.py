"""The supervisors' board and history of the fake gateway: invented figures."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta, timezone
from typing import Any

from aiohttp import web

from tests.web_console.fake_samples import AGENTS, Row
from tests.web_console.fake_state import FakeDesk, preview

ANGRY, LOST = "5c1e88aa-0001", "77d0f3b2-0002"


def moment(minutes: float) -> str:
    return (datetime.now(timezone.utc) + timedelta(minutes=minutes)).isoformat()


def bars(**counts: int) -> list[Row]:
    return [
        {"key": None if key == "unknown" else key, "count": count}
        for key, count in counts.items()
    ]


def spread(known: int, of: int, median: float | None, p90: float | None) -> Row:
    return {"known": known, "of": of, "median_s": median, "p90_s": p90}


def board(desk: FakeDesk) -> Row:
    """What the fake conversations look like from above."""
    queue = desk.queue()
    waiting = [
        {
            "id": row["id"],
            "reason": row["reason"],
            "since": row["since"],
            "wait_s": row["waiting_s"],
            "preview": row["preview"],
        }
        for row in queue["waiting"]
    ]
    held = [
        {
            "id": row["id"],
            "reason": row["reason"] or "",
            "agent": row["agent"]["username"],
            "since": row["since"],
            "unanswered_s": 95.0,
            "preview": row["preview"],
        }
        for row in queue["active"]
    ]
    reasons = [row["reason"] for row in waiting]
    return {
        "at": moment(0),
        "waiting": {
            "count": len(waiting),
            "longest_wait_s": max((row["wait_s"] for row in waiting), default=None),
            "by_reason": bars(**Counter(reasons)),
            "conversations": waiting,
        },
        "held": {"count": len(held), "conversations": held},
        "agents": [agent_row(username, held) for username in AGENTS],
        "broken": [{"id": ANGRY, "clock": "first_answer", "at": moment(-3)}],
        "soon": [{"id": LOST, "clock": "first_answer", "at": moment(1.5)}],
        "calls": {
            "late": [call(ANGRY, -90)],
            "today": [call(LOST, 60)],
        },
    }


def agent_row(username: str, held: list[Row]) -> Row:
    his = [row for row in held if row["agent"] == username]
    return {
        "username": username,
        "name": AGENTS[username][0],
        "availability": "available" if his or username == "demo" else "away",
        "capacity": 4,
        "seen_at": moment(-1),
        "unanswered_s": 95.0 if his else None,
        "conversations": his,
    }


def call(id_: str, minutes: float) -> Row:
    return {
        "id": id_,
        "callback_id": "0000",
        "start": moment(minutes),
        "end": moment(minutes + 60),
        "topic": "Mon dossier",
    }


def history(query: Any) -> Row:
    """One invented period, the same whatever is asked, but for what is filtered."""
    filtered = any(query.get(name) for name in ("reason", "agent", "topic", "region"))
    hours = [0] * 7 + [1, 6, 14, 18, 15, 7, 9, 16, 13, 11, 8, 3] + [0] * 5
    return {
        "from": query["from"],
        "to": query["to"],
        "time_zone": "Europe/Paris",
        "return_within_hours": 24,
        "pause_minutes": 60,
        "handoffs": 121,
        "waits": {
            "abandoned": 14,
            "abandoned_wait": spread(14, 14, 214.0, 500.5),
            "to_human": spread(104, 104, 48.2, 190.0),
            "first_answer": spread(98, 104, 71.0, 233.0),
            "next_answers": spread(212, 212, 34.0, 92.0),
            "next_answer_handoffs": 98,
            "resolution": spread(101, 101, 655.0, 1490.0),
        },
        "by_reason": bars(
            requested=46,
            negative_sentiment=31,
            repeated_fallback=22,
            low_confidence=14,
            distress=8,
        ),
        "by_topic": bars(rate=40, documents=25, unknown=56),
        "by_region": bars(Bretagne=18, **{"Île-de-France": 12}, unknown=91),
        "by_agent": bars(demo=58, noor=46, unknown=17),
        "outcomes": bars(returned=61, closed=40, cancelled=14, unknown=6),
        "resolutions": bars(resolved=52, informed=20, callback=9, unknown=20),
        "tags": bars(taux=12, refus=5),
        "satisfaction": {"known": 33, "of": 119, "value": 4.21},
        "scores": [
            {"key": key, "count": n} for key, n in enumerate((1, 2, 3, 10, 17), start=1)
        ],
        "mood": {
            "start": {"known": 80, "of": 121, "value": -0.41},
            "end": {"known": 80, "of": 121, "value": -0.06},
            "change": {"known": 80, "of": 121, "value": 0.35},
        },
        "by_hour": [{"key": key, "count": n} for key, n in enumerate(hours)],
        "by_weekday": [
            {"key": key, "count": n} for key, n in enumerate((30, 28, 24, 22, 17, 0, 0))
        ],
        "contacts": None
        if filtered
        else {
            "conversations": 640,
            "with_human": 119,
            "returned": 37,
            "contained": 492,
        },
        "choices": {
            "reasons": [
                "distress",
                "low_confidence",
                "negative_sentiment",
                "repeated_fallback",
                "requested",
            ],
            "agents": [{"username": key, "name": AGENTS[key][0]} for key in AGENTS],
            "topics": ["documents", "rate"],
            "regions": ["Bretagne", "Île-de-France"],
        },
    }


def nothing(query: Any) -> Row:
    """A period in which nobody came."""
    empty = spread(0, 0, None, None)
    mean = {"known": 0, "of": 0, "value": None}
    found = history(query)
    waits = dict.fromkeys(found["waits"], empty) | {
        "abandoned": 0,
        "next_answer_handoffs": 0,
    }
    lists = {key: [] for key, value in found.items() if isinstance(value, list)}
    contacts = {"conversations": 0, "with_human": 0, "returned": 0, "contained": 0}
    return {
        **found,
        **lists,
        "handoffs": 0,
        "waits": waits,
        "satisfaction": mean,
        "mood": {"start": mean, "end": mean, "change": mean},
        "contacts": contacts,
    }


def add_supervision(app: web.Application, desk: FakeDesk) -> None:
    """Adds the routes; an agent who does not supervise is refused."""

    async def get_board(request: web.Request) -> web.Response:
        if desk.role == "agent":
            error = {"code": "not_allowed", "message": "Votre rôle ne permet pas cela."}
            return web.json_response({"error": error}, status=403)
        desk.boards += 1
        return web.json_response(board(desk))

    async def get_history(request: web.Request) -> web.Response:
        desk.asked.append(dict(request.query))
        is_old = request.query["to"] < "2021"
        answer = nothing(request.query) if is_old else history(request.query)
        return web.json_response(answer)

    async def get_conversations(request: web.Request) -> web.Response:
        desk.asked.append(dict(request.query))
        offset = int(request.query["offset"])
        rows = [
            {
                "id": row["id"],
                "at": moment(-60),
                "reason": "negative_sentiment",
                "topic": None,
                "agent": "demo",
                "outcome": "closed",
                "wait_s": 48.0,
                "score": 4,
                "preview": preview(row),
            }
            for row in list(desk.conversations.values())[offset : offset + 2]
        ]
        following = offset + 2 if offset + 2 < len(desk.conversations) else None
        page = {"total": len(desk.conversations), "conversations": rows}
        return web.json_response({**page, "next": following})

    async def get_table(request: web.Request) -> web.Response:
        return web.Response(text="\ufeffRubrique;Nombre\r\n", content_type="text/csv")

    api = "/api/v1/desk"
    app.router.add_get(f"{api}/board", get_board)
    app.router.add_get(f"{api}/history", get_history)
    app.router.add_get(f"{api}/history.csv", get_table)
    app.router.add_get(f"{api}/history/conversations", get_conversations)
    app.router.add_get(f"{api}/history/conversations.csv", get_table)
