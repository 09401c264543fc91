"""The fake gateway's agents at work: capacity, skills, availability, who looks on."""

from __future__ import annotations

from typing import Any

from aiohttp import web

from tests.web_console.fake_samples import AGENTS, Row
from tests.web_console.fake_state import COOKIE, FakeDesk


class AgentHandlers:
    """HTTP about who works and who holds what, over one `FakeDesk`."""

    def __init__(self, desk: FakeDesk) -> None:
        self.desk = desk

    def add_routes(self, app: web.Application, api: str) -> None:
        app.router.add_get(f"{api}/agents", self.agents)
        app.router.add_patch(f"{api}/agents/{{username}}", self.change)
        app.router.add_post(f"{api}/me/availability", self.availability)
        for verb in ("assign", "take_over", "join"):
            path = f"{api}/conversations/{{id}}/{verb}"
            app.router.add_post(path, getattr(self, verb))

    def who(self, request: web.Request) -> str:
        return self.desk.sessions[request.cookies[COOKIE]]

    async def agents(self, request: web.Request) -> web.Response:
        known = {
            "topics": ["terms", "refusal"],
            "regions": ["Bretagne", "Île-de-France"],
            "languages": ["en", "fr"],
        }
        return web.json_response({**self.desk.at_work(), "known_skills": known})

    async def change(self, request: web.Request) -> web.Response:
        username = request.match_info["username"]
        self.desk.agents[username].update(await request.json())
        return await self._told(username)

    async def availability(self, request: web.Request) -> web.Response:
        username = self.who(request)
        self.desk.agents[username].update(await request.json())
        return await self._told(username)

    async def _told(self, username: str) -> web.Response:
        await self.desk.tell("agents", self.desk.at_work())
        shape = next(
            a for a in self.desk.at_work()["agents"] if a["username"] == username
        )
        return web.json_response(shape)

    async def assign(self, request: web.Request) -> web.Response:
        to = (await request.json())["to"]
        return await self._moved(request, to)

    async def take_over(self, request: web.Request) -> web.Response:
        return await self._moved(request, self.who(request))

    async def _moved(self, request: web.Request, to: str) -> web.Response:
        id_ = request.match_info["id"]
        moved = await self.desk.change_mode(id_, "human", to, self.who(request))
        return web.json_response(moved)

    async def join(self, request: web.Request) -> web.Response:
        id_, me = request.match_info["id"], self.who(request)
        await self.desk.look(id_, me, joined=True)
        row = self.desk.conversations[id_]
        answer = {"id": id_, "mode": row["mode"], "agent": row["agent"]}
        return web.json_response(answer)


def sample_agents() -> dict[str, Row]:
    """Everybody, by username; the names are invented."""

    def agent(username: str, **more: Any) -> Row:
        return {
            "username": username,
            "name": AGENTS[username][0],
            "role": "agent",
            "availability": "available",
            "connected": True,
            "capacity": 4,
            "skills": {"topics": [], "regions": [], "languages": []},
            **more,
        }

    brittany = {"topics": [], "regions": ["Bretagne"], "languages": ["fr"]}
    return {
        "demo": agent("demo"),
        "noor": agent("noor", availability="away", skills=brittany),
    }
