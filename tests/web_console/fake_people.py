"""Everybody who is not the agent under test: the customer, a rival, the network."""

from __future__ import annotations

import asyncio

from tests.web_console.evidence_samples import (
    earlier_conversation,
    rich_conversation,
)
from tests.web_console.fake_samples import (
    AGENTS,
    Row,
    at,
    reading,
    sample_conversations,
)
from tests.web_console.fake_state import FakeDesk


class People:
    """What a test can make happen, by name: `POST /fake/{what}`."""

    def __init__(self, desk: FakeDesk) -> None:
        self.desk = desk

    async def customer(self, data: Row) -> None:
        message = {
            "sender": "customer",
            "text": data["text"],
            "buttons": [],
            "custom": None,
            "at": at(0),
            "agent": None,
            "nlu": None,
        }
        stored = await self.desk.add(data["id"], message)
        read = {**stored, "nlu": reading("ask_delay", 0.82, "worried", -0.41)}
        self.desk.conversations[data["id"]]["messages"][stored["seq"] - 1] = read
        await asyncio.sleep(0.05)
        await self.desk.tell(
            "message", {"id": data["id"], "message": read}, room=data["id"]
        )

    async def typing(self, data: Row) -> None:
        news = {"id": data["id"], "sender": "customer", "typing": True}
        await self.desk.tell("typing", news, room=data["id"])

    async def identify(self, data: Row) -> None:
        """The site says who the customer is."""
        row = self.desk.conversations[data["id"]]
        row["customer"] = {"id": "client-7", "name": data["name"]}
        keys = ("id", "mode", "agent", "reason", "customer")
        news = {key: row[key] for key in keys}
        await self.desk.tell("conversation", news, room=data["id"])

    async def clock(self, data: Row) -> None:
        """The desk goes by the clock of a time zone."""
        self.desk.time_zone = data["zone"]

    async def rival(self, data: Row) -> None:
        """Another agent claims, and the news is late."""
        row = self.desk.conversations[data["id"]]
        row["mode"], row["agent"] = (
            "human",
            {"username": "noor", "name": AGENTS["noor"][0]},
        )

    async def arrive(self, data: Row) -> None:
        row = self.desk.conversations["90ab12cd-0003"]
        fresh = {
            **row,
            "id": data["id"],
            "reason": data["reason"],
            "waiting_s": 0,
            "messages": list(row["messages"]),
            "mode_changes": [],
            "notes": [],
        }
        self.desk.conversations[data["id"]] = fresh
        await self.desk.tell("queue", self.desk.queue())

    async def become(self, data: Row) -> None:
        """Somebody's role, skills or the like are other ones now."""
        self.desk.role = data.get("role", self.desk.role)  # one role for all here
        self.desk.agents[data.pop("username")].update(data)
        await self.desk.tell("agents", self.desk.at_work())

    async def know(self, data: Row) -> None:
        """More is known of a conversation: its Région, a broken promise …"""
        self.desk.conversations[data.pop("id")].update(data)
        await self.desk.tell("queue", self.desk.queue())

    async def looks(self, data: Row) -> None:
        await self.desk.look(data["id"], data["username"])

    async def gives(self, data: Row) -> None:
        """A supervisor, or the gateway itself, gives a conversation to somebody."""
        self.desk.conversations[data["id"]]["assigned_by"] = data["by"]
        await self.desk.change_mode(data["id"], "human", data["to"], "sacha")

    async def rich(self, data: Row) -> None:
        """A conversation of mine whose card has everything, and the one before it."""
        for row in (rich_conversation(), earlier_conversation()):
            self.desk.conversations[row["id"]] = row
        await self.desk.tell("queue", self.desk.queue())

    async def cut(self, data: Row) -> None:
        """Hangs up on every agent; with `text`, the customer then writes."""
        for sid, _ in list(self.desk.sio.manager.get_participants("/desk", "agents")):
            await self.desk.sio.disconnect(sid, namespace="/desk")
        if "text" in data:
            await self.customer(data)

    async def role(self, data: Row) -> None:
        self.desk.role = data["role"]

    async def hold(self, data: Row) -> None:
        """Replies are held back for so many seconds, from the next login on."""
        self.desk.hold_reply_s = data["seconds"]

    async def fail(self, data: Row) -> None:
        self.desk.failing = int(data["times"])

    async def empty(self, data: Row) -> None:
        """Nobody waits and nobody is being served."""
        self.desk.conversations.clear()
        await self.desk.tell("queue", self.desk.queue())

    async def reset(self, data: Row) -> None:
        self.desk.conversations = sample_conversations()
        self.desk.failed_logins = 0
        await self.desk.tell("queue", self.desk.queue())

    async def heard(self, data: Row) -> Row:
        rows = self.desk.conversations
        left = {
            id_: row["handed_back"] for id_, row in rows.items() if "handed_back" in row
        }
        return {
            "typing": self.desk.typing_heard,
            "sent": len(self.desk.sent),
            "handed_back": left,
        }
