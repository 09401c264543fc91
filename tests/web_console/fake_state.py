"""The fake gateway's conversations and sockets, without its HTTP."""

from __future__ import annotations

import uuid
from typing import Any

import socketio

from tests.web_console.fake_samples import AGENTS, Row, at, sample_conversations

COOKIE = "fake_session"


def preview(row: Row) -> str:
    """Gives the customer's last words, 120 characters at most."""
    words = [item["text"] for item in row["messages"] if item["sender"] == "customer"]
    return (words or [""])[-1][:120]


def subject(row: Row) -> Row:
    """Gives what routing looks at."""
    names = ("topic", "region", "language")
    return {
        **{name: row.get(name) for name in names},
        "breaches": row.get("breaches", []),
        "viewers": row.get("viewers", []),
    }


def urgency(row: Row) -> Row:
    """Gives why somebody is where he is in the queue."""
    parts = row.get("priority_parts", {"reason": 10})
    return {
        "priority": sum(parts.values()),
        "priority_parts": parts,
        "preferred_agent": row.get("preferred_agent"),
    }


class FakeDesk:
    """The conversations, and what the agents do to them."""

    def __init__(self) -> None:
        self.conversations = sample_conversations()
        self.sessions: dict[str, str] = {}
        self.failed_logins = 0
        self.sent: dict[str, Row] = {}
        self.role = "agent"
        self.time_zone: str | None = None
        self.hold_reply_s = 0.0
        self.boards = 0  # how often the board was asked for
        self.asked: list[Row] = []  # what of the history
        self.agents: dict[str, Row] = {}
        self.failing = 0  # how many of the next messages get no answer
        self.sio = socketio.AsyncServer(async_mode="aiohttp", cors_allowed_origins=[])
        self.sio.on("connect", self.on_connect, namespace="/desk")
        self.sio.on("watch", self.on_watch, namespace="/desk")
        self.sio.on("unwatch", self.on_unwatch, namespace="/desk")
        self.sio.on("typing", self.on_typing, namespace="/desk")
        self.typing_heard: list[Row] = []

    # -- sockets ------------------------------------------------------------------

    async def on_connect(self, sid: str, environ: Row, auth: Any = None) -> bool:
        if environ["aiohttp.request"].cookies.get(COOKIE) not in self.sessions:
            return False
        await self.sio.enter_room(sid, "agents", namespace="/desk")
        await self.sio.emit("queue", self.queue(), to=sid, namespace="/desk")
        await self.sio.emit("agents", self.at_work(), to=sid, namespace="/desk")
        return True

    async def on_watch(self, sid: str, data: Row) -> Row:
        await self.sio.enter_room(sid, data["id"], namespace="/desk")
        return {"seq": len(self.conversations[data["id"]]["messages"])}

    async def on_unwatch(self, sid: str, data: Row) -> Row:
        await self.sio.leave_room(sid, data["id"], namespace="/desk")
        return {}

    async def on_typing(self, sid: str, data: Row) -> None:
        self.typing_heard.append(data)

    async def tell(self, event: str, data: Row, room: str = "agents") -> None:
        await self.sio.emit(event, data, room=room, namespace="/desk")

    # -- who works ----------------------------------------------------------------

    def at_work(self) -> Row:
        held = [
            row["agent"]["username"]
            for row in self.conversations.values()
            if row["mode"] == "human" and row["agent"]
        ]
        agents = [
            {**agent, "load": held.count(username)}
            for username, agent in self.agents.items()
        ]
        routing = {"assignment": "by_hand", "overflow_s": 600}
        topics = {"terms": "Montant, taux et durée", "refusal": "Les refus"}
        return {"agents": agents, "routing": routing, "topics": topics}

    async def look(self, id_: str, username: str, joined: bool = False) -> None:
        viewer = {
            "username": username,
            "name": AGENTS[username][0],
            "joined": joined,
        }
        self.conversations[id_]["viewers"] = [viewer]
        await self.tell("viewers", {"id": id_, "viewers": [viewer]})

    # -- conversations ------------------------------------------------------------

    def queue(self) -> Row:
        rows = list(self.conversations.values())
        waiting = [row for row in rows if row["mode"] == "queued"]
        active = [row for row in rows if row["mode"] in ("human", "wrap_up")]
        keys = ("id", "mode", "agent", "reason")
        return {
            "waiting": [
                {
                    "id": row["id"],
                    "reason": row["reason"],
                    "signals": row["signals"],
                    "waiting_s": row.setdefault("waiting_s", 312 - 110 * index),
                    "preview": preview(row),
                    "since": at(0),
                    **subject(row),
                    **urgency(row),
                    "promise": row.get("promise"),
                    "left_message": row.get("left_message", False),
                }
                for index, row in enumerate(waiting)
            ],
            "active": [
                {
                    **{key: row[key] for key in keys},
                    "preview": preview(row),
                    "since": at(0),
                    **subject(row),
                    "assigned_by": row.get("assigned_by", "agent"),
                    "promise": row.get("promise"),
                }
                for row in active
            ],
        }

    async def add(self, id_: str, message: Row) -> Row:
        row = self.conversations[id_]
        message.setdefault("message_id", str(uuid.uuid4()))
        message["seq"] = len(row["messages"]) + 1
        row["messages"].append(message)
        await self.tell("message", {"id": id_, "message": message}, room=id_)
        await self.tell("queue", self.queue())
        return message

    async def change_mode(
        self, id_: str, mode: str, username: str | None, actor: str
    ) -> Row:
        row = self.conversations[id_]
        change = {
            "at": at(0),
            "from": row["mode"],
            "to": mode,
            "actor": actor,
            "reason": None,
        }
        row["mode_changes"].append(change)
        row["mode"] = mode
        row["agent"] = (
            {"username": username, "name": AGENTS[username][0]} if username else None
        )
        shown = {
            "id": id_,
            "mode": mode,
            "agent": row["agent"],
            "reason": row["reason"],
            "customer": row.get("customer"),
        }
        await self.tell("conversation", shown)
        await self.tell("queue", self.queue())
        await self.tell("agents", self.at_work())
        return {"id": id_, "mode": mode, "agent": row["agent"]}
