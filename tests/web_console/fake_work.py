"""The fake gateway's calls for agents at work; invented answers, the real contract."""

from __future__ import annotations

from typing import Any

from aiohttp import web

from tests.web_console.fake_samples import AGENTS, Row, at
from tests.web_console.fake_state import COOKIE, FakeDesk

CANNED = [
    ("greeting", "Bonjour, je prends la suite", "Bonjour ⟦nom du client⟧, je lis."),
    ("one_moment", "Un instant, je vérifie", "Je vérifie et je reviens vers vous."),
    ("callback", "Proposer un rappel", "Préférez-vous un rappel\u202f?"),
]
TAGS = [
    ("file_status", "Suivi de dossier"),
    ("documents", "Pièces à fournir"),
    ("fraud", "Fraude ou arnaque"),
]


class WorkHandlers:
    """HTTP, over one `FakeDesk`."""

    def __init__(self, desk: FakeDesk) -> None:
        self.desk = desk
        self.closings: list[Row] = []
        self.mentions: list[Row] = []
        self.marks: list[Row] = []
        self.exports: list[str] = []
        self.callbacks: list[Row] = [
            {
                "id": "call-1",
                "conversation_id": "77d0f3b2-0002",
                "phone": "+33612345678",
                "slot_start": at(-3600),
                "slot_end": at(-5400),
                "topic": "Pièces à fournir",
                "created_at": at(60),
            }
        ]

    def add_routes(self, app: web.Application) -> None:
        api = "/api/v1/desk"
        get, post = app.router.add_get, app.router.add_post
        get(f"{api}/canned_answers", self.canned)
        get(f"{api}/tags", self.tags)
        get(f"{api}/agents", self.agents)
        get(f"{api}/mentions", self.list_mentions)
        get(f"{api}/search", self.search)
        get(f"{api}/callbacks", self.list_callbacks)
        get(f"{api}/complaints", self.list_complaints)
        post(f"{api}/callbacks/{{id}}/done", self.callback_done)
        one = f"{api}/conversations/{{id}}"
        get(f"{one}/transcript", self.transcript)
        post(f"{one}/mentions/seen", self.see_mentions)
        post(f"{one}/read", self.read)
        post(f"{one}/close", self.close)
        post(f"{one}/reopen", self.reopen)
        post("/fake/mention", self.fake_mention)
        post("/fake/read", self.fake_read)
        post("/fake/work", self.fake_work)

    async def canned(self, request: web.Request) -> web.Response:
        rows = [{"id": i, "title": t, "text": x} for i, t, x in CANNED]
        return web.json_response({"answers": rows})

    async def tags(self, request: web.Request) -> web.Response:
        rows = [{"id": i, "title": t} for i, t in TAGS]
        return web.json_response({"tags": rows, "most": 2})

    async def agents(self, request: web.Request) -> web.Response:
        rows = [
            {
                "username": username,
                "name": name,
                "availability": "available",
                "connected": True,
                "load": 1,
                "capacity": 4,
            }
            for username, (name, _) in AGENTS.items()
        ]
        return web.json_response({"agents": rows})

    async def list_mentions(self, request: web.Request) -> web.Response:
        unseen = sum(not each["seen"] for each in self.mentions)
        return web.json_response({"unseen": unseen, "mentions": self.mentions})

    async def see_mentions(self, request: web.Request) -> web.Response:
        for each in self.mentions:
            each["seen"] = True
        return web.json_response({"unseen": 0})

    async def search(self, request: web.Request) -> web.Response:
        query = request.query.get("q", "").lower()
        found = []
        for row in self.desk.conversations.values():
            texts = [message["text"] for message in row["messages"]]
            hits = [text for text in texts if query in text.lower()]
            wanted = request.query.get("mode") in (None, row["mode"])
            if hits and wanted:
                agent = row["agent"]
                found.append(
                    {
                        "id": row["id"],
                        "mode": row["mode"],
                        "updated_at": row["messages"][-1]["at"],
                        "customer_name": None,
                        "agent": agent["name"] if agent else None,
                        "tags": ["file_status"],
                        "kind": "message",
                        "seq": 1,
                        "excerpt": hits[-1],
                    }
                )
        answer: Row = {"results": found, "page": 1, "more": False}
        return web.json_response(answer)

    async def list_callbacks(self, request: web.Request) -> web.Response:
        return web.json_response({"callbacks": self.callbacks})

    async def list_complaints(self, request: web.Request) -> web.Response:
        return web.json_response({"complaints": []})

    async def callback_done(self, request: web.Request) -> web.Response:
        self.callbacks = []
        return web.json_response({"id": request.match_info["id"], "state": "done"})

    async def transcript(self, request: web.Request) -> web.Response:
        self.exports.append(request.query_string)
        headers = {"Content-Disposition": 'attachment; filename="conversation.txt"'}
        return web.Response(text="Bonjour", headers=headers)

    async def read(self, request: web.Request) -> web.Response:
        body = await request.json()
        self.marks.append({"id": request.match_info["id"], **body})
        self.desk.conversations[request.match_info["id"]]["agent_read_seq"] = body[
            "seq"
        ]
        return web.json_response(body)

    async def close(self, request: web.Request) -> web.Response:
        id_ = request.match_info["id"]
        self.closings.append(await request.json())
        await self.desk.change_mode(id_, "wrap_up", None, self._who(request))
        return web.json_response(
            await self.desk.change_mode(id_, "closed", None, "system")
        )

    async def reopen(self, request: web.Request) -> web.Response:
        me = self._who(request)
        return web.json_response(
            await self.desk.change_mode(request.match_info["id"], "human", me, me)
        )

    def _who(self, request: web.Request) -> str:
        return self.desk.sessions[request.cookies[COOKIE]]

    async def fake_mention(self, request: web.Request) -> web.Response:
        data = await request.json()
        mention = {
            "id": len(self.mentions) + 1,
            "conversation_id": data["id"],
            "note_id": "note",
            "text": data["text"],
            "by": "Noor Modèle",
            "at": at(0),
            "seen": False,
        }
        self.mentions.insert(0, mention)
        await self.desk.tell("mention", {"unseen": 1, "mention": mention})
        return web.json_response({})

    async def fake_read(self, request: web.Request) -> web.Response:
        """The customer looks at what was said."""
        data = await request.json()
        row = self.desk.conversations[data["id"]]
        row["customer_read_seq"] = len(row["messages"])
        news = {
            "id": data["id"],
            "by": "customer",
            "seq": row["customer_read_seq"],
        }
        await self.desk.tell("read", news, room=data["id"])
        return web.json_response({})

    async def fake_work(self, request: web.Request) -> web.Response:
        known: dict[str, Any] = {
            "closings": self.closings,
            "marks": self.marks,
            "exports": self.exports,
            "callbacks": self.callbacks,
        }
        return web.json_response(known)
