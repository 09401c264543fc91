"""`bot bench history`: how long supervisors wait for a year of handoffs.

A gateway of its own on a throw-away store, filled with a made-up year; every page,
figure and table of the supervision is asked for over HTTP, one at a time.
"""

from __future__ import annotations

import asyncio
import json
import secrets
import statistics
import sys
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import aiohttp
import sqlalchemy as sa

from bot.bench.handoff_processes import Stage, stage, stage_settings, throw_away_store
from bot.bench.history_rows import fill_year
from bot.bench.turn_processes import processor_seconds
from bot.contracts.people import Role
from bot.desk.history_choice import OF_CONVERSATIONS, Number
from bot.errors import BotError
from bot.logs import configure_logging
from bot.settings import Settings, current_environ, load_settings
from bot.store.agents import add_agent
from bot.store.engine import create_sessions
from bot.store.migrate import upgrade
from bot.store.models import Agent, utc_now

AGENTS = 10
# At most so long, until it takes no more than this share of a processor.
START_S, IDLE_SHARE = 60, 0.1
WIDTH = 34
HEAD = f"{'':<{WIDTH}}{'médiane, s':>12}{'pire, s':>10}{'processeur, s':>15}{'Ko':>9}"
PATIENCE = aiohttp.ClientTimeout(total=120)
DESK = "/api/v1/desk"
# One value of each number that needs one, as `history_rows` makes them.
VALUES: Mapping[Number, str] = {
    Number.REASON: "requested",
    Number.TOPIC: "loan",
    Number.REGION: "Bretagne",
    Number.AGENT: "hotline2",
    Number.OUTCOME: "closed",
    Number.RESOLUTION: "resolved",
    Number.TAG: "file",
    Number.SCORE: "5",
    Number.HOUR: "10",
    Number.WEEKDAY: "0",
}


@dataclass(frozen=True)
class Timed:
    """One address, asked for several times.

    Attributes:
        seconds: Until the last byte was read, the median.
        slowest_s: The same, the longest.
        cpu_s: Processor time of the gateway, the median; a database server's own time
            is not in it.
        kilobytes: Of the answer.
    """

    seconds: float
    slowest_s: float
    cpu_s: float
    kilobytes: float


def run(handoffs: int, repeats: int, database: str | None, as_json: bool) -> None:
    """Measures, prints a table line by line, then JSON if asked.

    Args:
        handoffs: How many the year has.
        repeats: How often each address is asked for.
        database: URL of a PostgreSQL database; `None` for SQLite.
        as_json: Whether the last line of standard output is JSON.

    Raises:
        BotError: The gateway did not start, or an address did not answer 200.
    """
    configure_logging(load_settings().log_format, "WARNING")
    sys.stdout.write(HEAD + "\n")
    found = asyncio.run(_measure(handoffs, repeats, database))
    if as_json:
        sys.stdout.write(json.dumps({"ours": figures(found)}) + "\n")


async def _measure(
    handoffs: int, repeats: int, database: str | None
) -> Mapping[str, Timed]:
    token = secrets.token_urlsafe(24)
    with tempfile.TemporaryDirectory(prefix="bot-bench-") as name:
        folder = Path(name)
        with throw_away_store(database, folder) as url:
            settings, environ = stage_settings(current_environ(), folder, url, token)
            _fill(settings, handoffs)
            async with stage(settings, environ, 1, real_rasa=False) as running:
                await asyncio.to_thread(_promote, settings, running.agents[0][0])
                return await _ask_all(running, repeats)


def _fill(settings: Settings, handoffs: int) -> None:
    upgrade(settings.database_url)
    sessions = create_sessions(settings.database_url)
    try:
        with sessions.begin() as session:
            names = [f"hotline{number}" for number in range(1, AGENTS + 1)]
            agents = [
                add_agent(session, name, name.title(), secrets.token_hex())
                for name in names
            ]
            fill_year(session, handoffs, [agent.id for agent in agents], utc_now())
        with sessions.begin() as session:
            # As a database that has run for a year knows of itself.
            session.execute(sa.text("ANALYZE"))
    finally:
        sessions.kw["bind"].dispose()


def _promote(settings: Settings, username: str) -> None:
    """Lets the agent who is logged in see what supervisors see."""
    sessions = create_sessions(settings.database_url)
    try:
        with sessions.begin() as session:
            session.execute(
                sa.update(Agent)
                .where(Agent.username == username)
                .values(role=Role.SUPERVISOR.value)
            )
    finally:
        sessions.kw["bind"].dispose()


def addresses() -> Mapping[str, str]:
    """Everything that is asked for, by what it is called in the table."""
    today = utc_now().date() + timedelta(days=1)
    year = f"from={today - timedelta(days=365)}&to={today}"
    month = f"from={today - timedelta(days=30)}&to={today}"
    found = {
        "tableau en direct": "/board",
        "historique, un mois": f"/history?{month}",
        "historique, un an": f"/history?{year}",
    }
    for name in ("reason", "agent", "topic", "region"):
        value = VALUES[Number(name)]
        found[f"historique, un an, {name}"] = f"/history?{year}&{name}={value}"
    found["chiffres d’un an (CSV)"] = f"/history.csv?{year}"
    found["transmissions d’un an (CSV)"] = f"/history/conversations.csv?{year}"
    behind = f"/history/conversations?{year}&number="
    for number in Number:
        value = f"&value={VALUES[number]}" if number in VALUES else ""
        found[f"derrière « {number.value} »"] = f"{behind}{number.value}{value}"
    # What lies far back has more before it to be counted.
    for number in (Number.ALL, *sorted(OF_CONVERSATIONS)):
        words = f"derrière « {number.value} », loin"
        found[words] = f"{behind}{number.value}&offset=9000"
    return found


async def _ask_all(running: Stage, repeats: int) -> Mapping[str, Timed]:
    await _until_idle(running.pid)
    headers = {"Authorization": f"Bearer {running.agents[0][1]}"}
    async with aiohttp.ClientSession(headers=headers, timeout=PATIENCE) as http:
        found = {}
        for words, path in addresses().items():
            found[words] = await _time(http, running, path, repeats)
            # At once: a slow machine takes minutes for all of them.
            sys.stdout.write(line(words, found[words]) + "\n")
            sys.stdout.flush()
    return found


async def _until_idle(pid: int) -> None:
    """Lets the gateway finish what it reads at its start, which is not measured."""
    for _ in range(START_S):
        before = processor_seconds(pid)
        await asyncio.sleep(1)
        if processor_seconds(pid) - before < IDLE_SHARE:
            return


async def _time(
    http: aiohttp.ClientSession, running: Stage, path: str, repeats: int
) -> Timed:
    walls, cpus, size = [], [], 0
    for _ in range(repeats):
        cpu, began = processor_seconds(running.pid), time.perf_counter()
        async with http.get(running.url + DESK + path) as answer:
            body = await answer.read()
        walls.append(time.perf_counter() - began)
        cpus.append(processor_seconds(running.pid) - cpu)
        size = len(body)
        if answer.status != 200:
            raise BotError(f"Expected {path} to answer 200, but found {answer.status}.")
    return Timed(
        statistics.median(walls), max(walls), statistics.median(cpus), size / 1024
    )


def figures(found: Mapping[str, Timed]) -> dict[str, float | str]:
    """The worst of all addresses, for programs."""
    slowest = max(found, key=lambda words: found[words].seconds)
    return {
        "slowest": slowest,
        "slowest_s": round(found[slowest].seconds, 2),
        "slowest_cpu_s": round(max(each.cpu_s for each in found.values()), 2),
        "addresses": len(found),
    }


def line(words: str, timed: Timed) -> str:
    """A line of the table."""
    return (
        f"{words:<{WIDTH}}{timed.seconds:>12.2f}{timed.slowest_s:>10.2f}"
        f"{timed.cpu_s:>15.2f}{timed.kilobytes:>9.0f}"
    )
