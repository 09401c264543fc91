"""A gateway reduced to what the agents' console talks to, for browser checks.

It keeps the wire contract of docs/events.md (cookie, errors, idempotent messages, one
winner per claim, `/desk` events) over invented conversations, and serves the console
under a strict content policy. `POST /fake/{what}` plays the customer, a rival agent or
a cut of the network.

Run it by hand: `python -m tests.web_console.fake_desk 8900`.
"""

from __future__ import annotations

import sys
import uuid
from typing import Any

from aiohttp import web

from bot.contracts.people import Role
from bot.desk.permissions import PERMISSIONS
from tests.browser_files import WEB, browser_file, page
from tests.web_console.fake_agents import AgentHandlers, sample_agents
from tests.web_console.fake_people import People
from tests.web_console.fake_samples import AGENTS, Row, at
from tests.web_console.fake_state import COOKIE, FakeDesk
from tests.web_console.fake_supervision import add_supervision
from tests.web_console.fake_work import WorkHandlers

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "connect-src 'self'; form-action 'none'; base-uri 'none'"
)
MAX_LOGINS = 5


def refuse(status: int, code: str, message: str, **headers: str) -> web.Response:
    body = {"error": {"code": code, "message": message}}
    return web.json_response(body, status=status, headers=headers)


class Handlers:
    """HTTP, over one `FakeDesk`."""

    def __init__(self, desk: FakeDesk) -> None:
        self.desk = desk
        self.people = People(desk)

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
        return web.json_response(
            {
                "username": username,
                "name": AGENTS[username][0],
                "role": self.desk.role,
                "permissions": sorted(PERMISSIONS[Role(self.desk.role)]),
                "time_zone": self.desk.time_zone,
                "hold_reply_s": self.desk.hold_reply_s,
            }
        )

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
        if body.get("note"):
            note = {"message_id": uuid.uuid4().hex, "text": body["note"]}
            await self.store(id_, {**note, "private": True}, AGENTS[me][0])
        if verb == "return_to_bot":
            row["handed_back"] = body
            await self.desk.change_mode(id_, "wrap_up", None, me)
            return web.json_response(
                await self.desk.change_mode(id_, "bot", None, "system")
            )
        mode = "human" if to else "queued"
        return web.json_response(await self.desk.change_mode(id_, mode, to, me))

    async def decide(self, request: web.Request) -> web.Response:
        """Lifts or confirms an alert, once."""
        files = [f for row in self.desk.conversations.values() for f in row["files"]]
        alerts = {alert["id"]: alert for file in files for alert in file["alerts"]}
        alert = alerts[request.match_info["id"]]
        if alert["state"] != "open":
            return refuse(409, "already_decided", "Cette alerte est déjà traitée.")
        states = {"lift": "lifted", "confirm": "confirmed"}
        alert["state"] = states[request.match_info["verb"]]
        alert["reason"] = (await request.json())["reason"]
        alert["decided_by"] = AGENTS[str(self.who(request))][0]
        alert["decided_at"] = at(0)
        return web.json_response(alert)

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
        answer = await getattr(self.people, request.match_info["what"])(data)
        return web.json_response(answer or {})


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


def create_app() -> web.Application:
    """Builds the fake gateway with fresh conversations."""
    desk = FakeDesk()
    desk.agents = sample_agents()
    handlers = Handlers(desk)
    app = web.Application(middlewares=[guard])
    app[HANDLERS] = handlers
    api = "/api/v1/desk"
    app.router.add_post(f"{api}/session", handlers.login)
    app.router.add_delete(f"{api}/session", handlers.logout)
    app.router.add_get(f"{api}/me", handlers.me)
    app.router.add_get(f"{api}/queue", handlers.queue)
    add_supervision(app, desk)
    app.router.add_get(f"{api}/conversations/{{id}}", handlers.conversation)
    app.router.add_post(f"{api}/conversations/{{id}}/messages", handlers.send)
    AgentHandlers(desk).add_routes(app, api)
    WorkHandlers(desk).add_routes(app)
    app.router.add_post(f"{api}/conversations/{{id}}/{{verb}}", handlers.command)
    app.router.add_post(f"{api}/alerts/{{id}}/{{verb}}", handlers.decide)
    app.router.add_post("/fake/{what}", handlers.fake)
    app.router.add_get("/console", page(WEB / "console" / "index.html"))
    app.router.add_get("/web/{name:.+}", browser_file)
    desk.sio.attach(app)
    return app


if __name__ == "__main__":
    port = int(sys.argv[1]) if len(sys.argv) > 1 else 8900
    web.run_app(create_app(), host="127.0.0.1", port=port, print=None)
