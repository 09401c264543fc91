"""A gateway reduced to what the agents' console talks to, for browser checks.

It keeps the wire contract of docs/events.md (cookie, errors, idempotent messages, one
winner per claim, `/desk` events) over invented conversations, and serves the console
under a strict content policy. `POST /fake/{what}` plays the customer, a rival agent or
a cut of the network.

Run it by hand: `python tests/web_console/fake_desk.py 8900`.
"""

from __future__ import annotations

import asyncio
import sys
import uuid
from pathlib import Path
from typing import Any

import socketio
from aiohttp import web
from fake_samples import AGENTS, Row, at, reading, sample_conversations

WEB = Path(__file__).resolve().parents[2] / "web"
COOKIE = "fake_session"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "connect-src 'self'; form-action 'none'; base-uri 'none'"
)
MAX_LOGINS = 5


class FakeDesk:
    """The conversations, and what the agents do to them."""

    def __init__(self) -> None:
        self.conversations = sample_conversations()
        self.sessions: dict[str, str] = {}
        self.failed_logins = 0
        self.sent: dict[str, Row] = {}
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
                }
                for index, row in enumerate(waiting)
            ],
            "active": [
                {
                    **{key: row[key] for key in keys},
                    "preview": preview(row),
                    "since": at(0),
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
        }
        await self.tell("conversation", shown)
        await self.tell("queue", self.queue())
        return {"id": id_, "mode": mode, "agent": row["agent"]}


def preview(row: Row) -> str:
    """Gives the customer's last words, 120 characters at most."""
    words = [item["text"] for item in row["messages"] if item["sender"] == "customer"]
    return (words or [""])[-1][:120]


def refuse(status: int, code: str, message: str, **headers: str) -> web.Response:
    body = {"error": {"code": code, "message": message}}
    return web.json_response(body, status=status, headers=headers)


class Handlers:
    """HTTP, over one `FakeDesk`."""

    def __init__(self, desk: FakeDesk) -> None:
        self.desk = desk

    def who(self, request: web.Request) -> str | None:
        return self.desk.sessions.get(request.cookies.get(COOKIE, ""))

    async def login(self, request: web.Request) -> web.Response:
        if self.desk.failed_logins >= MAX_LOGINS:
            return refuse(
                429, "rate_limited", "Trop d’essais.", **{"Retry-After": "90"}
            )
        body = await request.json()
        known = AGENTS.get(body["username"])
        if known is None or known[1] != body["password"]:
            self.desk.failed_logins += 1
            return refuse(
                401, "bad_credentials", "Identifiant ou mot de passe incorrect."
            )
        token = uuid.uuid4().hex
        self.desk.sessions[token] = body["username"]
        answer = web.json_response({"token": token, "username": body["username"]})
        answer.set_cookie(COOKIE, token, httponly=True, samesite="Strict")
        return answer

    async def logout(self, request: web.Request) -> web.Response:
        self.desk.sessions.pop(request.cookies.get(COOKIE, ""), None)
        return web.Response(status=204)

    async def me(self, request: web.Request) -> web.Response:
        username = str(self.who(request))
        return web.json_response({"username": username, "name": AGENTS[username][0]})

    async def queue(self, request: web.Request) -> web.Response:
        return web.json_response(self.desk.queue())

    async def conversation(self, request: web.Request) -> web.Response:
        row = self.desk.conversations.get(request.match_info["id"])
        if row is None:
            return refuse(
                404, "unknown_conversation", "Cette conversation n’existe pas."
            )
        return web.json_response(row)

    async def command(self, request: web.Request) -> web.Response:
        id_, verb = request.match_info["id"], request.match_info["verb"]
        row, me = self.desk.conversations[id_], str(self.who(request))
        if verb == "claim":
            if row["mode"] != "queued":
                return refuse(
                    409, "already_claimed", "Cette conversation est déjà prise."
                )
            return web.json_response(await self.desk.change_mode(id_, "human", me, me))
        if row["agent"] is None or row["agent"]["username"] != me:
            return refuse(403, "not_owner", "Cette conversation n’est pas la vôtre.")
        body = await request.json()
        to = body.get("to") if verb == "transfer" else None
        if to and to not in AGENTS:
            return refuse(404, "unknown_agent", f"Aucun agent ne s’appelle « {to} ».")
        mode = {"close": "closed", "return_to_bot": "bot"}.get(
            verb, "human" if to else "queued"
        )
        return web.json_response(await self.desk.change_mode(id_, mode, to, me))

    async def send(self, request: web.Request) -> web.Response:
        id_, body = request.match_info["id"], await request.json()
        name = AGENTS[str(self.who(request))][0]
        known = self.desk.sent.get(body["message_id"])
        if known is None:
            known = await self.store(id_, body, name)
            self.desk.sent[body["message_id"]] = known
        if self.desk.failing > 0:  # stored, but the answer is lost on the way
            self.desk.failing -= 1
            return refuse(503, "unavailable", "Indisponible.")
        return web.json_response(known)

    async def store(self, id_: str, body: Row, name: str) -> Row:
        if body["private"]:
            note = {
                "note_id": body["message_id"],
                "text": body["text"],
                "agent": name,
                "at": at(0),
            }
            self.desk.conversations[id_]["notes"].append(note)
            await self.desk.tell("note", {"id": id_, "note": note}, room=id_)
            return note
        message = {
            "message_id": body["message_id"],
            "sender": "agent",
            "text": body["text"],
            "buttons": [],
            "custom": {"agent": name},
            "at": at(0),
            "agent": name,
            "nlu": None,
        }
        return {"seq": (await self.desk.add(id_, message))["seq"]}

    async def fake(self, request: web.Request) -> web.Response:
        """Plays everybody who is not the agent under test."""
        data = await request.json()
        answer = await getattr(self, "fake_" + request.match_info["what"])(data)
        return web.json_response(answer or {})

    async def fake_customer(self, data: Row) -> None:
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

    async def fake_typing(self, data: Row) -> None:
        news = {"id": data["id"], "sender": "customer", "typing": True}
        await self.desk.tell("typing", news, room=data["id"])

    async def fake_rival(self, data: Row) -> None:
        """Another agent claims, and the news is late."""
        row = self.desk.conversations[data["id"]]
        row["mode"], row["agent"] = (
            "human",
            {"username": "noor", "name": AGENTS["noor"][0]},
        )

    async def fake_arrive(self, data: Row) -> None:
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

    async def fake_cut(self, data: Row) -> None:
        """Hangs up on every agent; with `text`, the customer then writes."""
        for sid, _ in list(self.desk.sio.manager.get_participants("/desk", "agents")):
            await self.desk.sio.disconnect(sid, namespace="/desk")
        if "text" in data:
            await self.fake_customer(data)

    async def fake_fail(self, data: Row) -> None:
        self.desk.failing = int(data["times"])

    async def fake_reset(self, data: Row) -> None:
        self.desk.conversations = sample_conversations()
        self.desk.failed_logins = 0
        await self.desk.tell("queue", self.desk.queue())

    async def fake_heard(self, data: Row) -> Row:
        return {"typing": self.desk.typing_heard, "sent": len(self.desk.sent)}


HANDLERS = web.AppKey("handlers", Handlers)


@web.middleware
async def guard(request: web.Request, handler: Any) -> web.StreamResponse:
    """Asks for the session on the desk's calls, and sets the content policy."""
    handlers = request.app[HANDLERS]
    is_desk = (
        request.path.startswith("/api/v1/desk/")
        and request.path != "/api/v1/desk/session"
    )
    if is_desk and handlers.who(request) is None:
        return refuse(401, "unauthorized", "Session absente ou expirée.")
    answer: web.StreamResponse = await handler(request)
    if not answer.prepared:
        answer.headers["Content-Security-Policy"] = POLICY
        answer.headers["Cache-Control"] = "no-store"
    return answer


async def console_page(request: web.Request) -> web.FileResponse:
    return web.FileResponse(WEB / "console" / "index.html")


def create_app() -> web.Application:
    """Builds the fake gateway with fresh conversations."""
    desk = FakeDesk()
    handlers = Handlers(desk)
    app = web.Application(middlewares=[guard])
    app[HANDLERS] = handlers
    api = "/api/v1/desk"
    app.router.add_post(f"{api}/session", handlers.login)
    app.router.add_delete(f"{api}/session", handlers.logout)
    app.router.add_get(f"{api}/me", handlers.me)
    app.router.add_get(f"{api}/queue", handlers.queue)
    app.router.add_get(f"{api}/conversations/{{id}}", handlers.conversation)
    app.router.add_post(f"{api}/conversations/{{id}}/messages", handlers.send)
    app.router.add_post(f"{api}/conversations/{{id}}/{{verb}}", handlers.command)
    app.router.add_post("/fake/{what}", handlers.fake)
    app.router.add_get("/console", console_page)
    app.router.add_static("/web", WEB)
    desk.sio.attach(app)
    return app


if __name__ == "__main__":
    port = int(sys.argv[1]) if len(sys.argv) > 1 else 8900
    web.run_app(create_app(), host="127.0.0.1", port=port, print=None)
