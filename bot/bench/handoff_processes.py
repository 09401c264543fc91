"""Starts a gateway to be measured, with a store of its own, and stops it."""

from __future__ import annotations

import contextlib
import io
import secrets
import uuid
from collections.abc import AsyncIterator, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.engine import make_url

from bot.bench.turn_processes import our_rasa, running
from bot.contracts.turns import HEALTH_PATH
from bot.errors import BotError
from bot.seeding import prepare_store
from bot.settings import Settings, load_settings
from bot.store.agent_sessions import open_agent_session
from bot.store.agents import add_agent
from bot.store.engine import create_sessions
from bot.store.models import utc_now
from bot.supervisor.child import ChildSpec
from bot.supervisor.environment import child_environ
from bot.supervisor.output import Output
from bot.supervisor.ports import find_free_port
from bot.supervisor.specs import gateway_spec

SESSION = timedelta(hours=2)


@dataclass(frozen=True)
class Stage:
    """A gateway that answers.

    Attributes:
        url: Where customers and agents reach it.
        pid: Of its process.
        agents: Username and session token of each agent.
    """

    url: str
    pid: int
    agents: tuple[tuple[str, str], ...]


@contextlib.contextmanager
def throw_away_store(database: str | None, folder: Path) -> Iterator[str]:
    """A new store: a file in `folder`, or a schema of its own in PostgreSQL.

    Args:
        database: URL of a PostgreSQL database; `None` for SQLite.
        folder: For the file.

    Raises:
        BotError: The URL names another kind of database, or it does not answer.
    """
    if database is None:
        yield f"sqlite:///{folder}/store.db"
        return
    url = make_url(database)
    if url.get_backend_name() != "postgresql":
        raise BotError(
            "Expected `--database` to be `postgresql://…`; without it SQLite is used."
        )
    schema = f"bench_{uuid.uuid4().hex}"
    engine = sa.create_engine(database, future=True)
    try:
        with engine.begin() as connection:
            connection.execute(sa.schema.CreateSchema(schema))
    except sa.exc.OperationalError as error:
        raise BotError(
            f"Expected a PostgreSQL at {url!r}, but it does not answer."
        ) from error
    try:
        inside = url.update_query_dict({"options": f"-csearch_path={schema}"})
        yield inside.render_as_string(hide_password=False)
    finally:
        with engine.begin() as connection:
            connection.execute(sa.schema.DropSchema(schema, cascade=True))
        engine.dispose()


def stage_settings(
    base: Mapping[str, str], folder: Path, database_url: str, rasa_token: str
) -> tuple[Settings, dict[str, str]]:
    """Settings on free ports and without limits, and the environment that says so.

    A bench sends everything from one address, faster than any customer would.
    """
    ports = {name: str(find_free_port()) for name in ("GATEWAY", "RASA", "ACTIONS")}
    ours = {
        "BOT_HOST": "127.0.0.1",
        "BOT_PORT": ports["GATEWAY"],
        "BOT_DATABASE_URL": database_url,
        "BOT_TRACKER_URL": f"sqlite:///{folder}/tracker.db",
        "BOT_VAR_DIR": str(folder),
        "BOT_RASA_PORT": ports["RASA"],
        "BOT_RASA_URL": f"http://127.0.0.1:{ports['RASA']}",
        "BOT_RASA_TOKEN": rasa_token,
        "BOT_ACTIONS_PORT": ports["ACTIONS"],
        "BOT_ACTIONS_URL": f"http://127.0.0.1:{ports['ACTIONS']}/webhook",
        "BOT_NEW_CONVERSATIONS_PER_MINUTE": "0",
        "BOT_MESSAGES_PER_MINUTE": "0",
        "BOT_LOG_LEVEL": "WARNING",
    }
    not_ours = {"BOT_REDIS_URL", "BOT_PUBLIC_URL", "BOT_INSTANCE"}
    environ = {k: v for k, v in base.items() if k not in not_ours} | ours
    return load_settings(environ), environ


def hire(settings: Settings, count: int) -> tuple[tuple[str, str], ...]:
    """Fills the store with agents who are logged in; their names and tokens."""
    prepare_store(settings)
    sessions = create_sessions(settings.database_url)
    hired = []
    try:
        with sessions.begin() as session:
            for number in range(1, count + 1):
                name, token = f"agent{number}", secrets.token_urlsafe(32)
                agent = add_agent(session, name, name.title(), secrets.token_hex())
                open_agent_session(session, agent.id, token, utc_now() + SESSION)
                hired.append((name, token))
    finally:
        sessions.kw["bind"].dispose()
    return tuple(hired)


@contextlib.asynccontextmanager
async def stage(
    settings: Settings, environ: Mapping[str, str], agents: int, real_rasa: bool
) -> AsyncIterator[Stage]:
    """Runs the gateway in front of our trained Rasa or of the quick stand-in."""
    output = Output(io.StringIO())  # a failure quotes the last lines
    token = str(settings.rasa_token)
    hired = hire(settings, agents)
    async with contextlib.AsyncExitStack() as stack:
        if real_rasa:
            rasa = await stack.enter_async_context(our_rasa(settings, environ, output))
            token = rasa.door.headers["Authorization"].partition(" ")[2]
        else:
            spec = _quick_rasa_spec(settings, environ, token)
            await stack.enter_async_context(running(spec, output))
        spec = gateway_spec(replace(settings, rasa_token=token), environ, token)
        gateway, _ = await stack.enter_async_context(running(spec, output))
        yield Stage(f"http://127.0.0.1:{settings.port}", gateway.pid, hired)


def _quick_rasa_spec(
    settings: Settings, environ: Mapping[str, str], token: str
) -> ChildSpec:
    return ChildSpec(
        name="rasa",
        module="bot.bench.quick_rasa",
        arguments=(str(settings.rasa_port),),
        environ=child_environ(environ, settings, token, quiet=True),
        health_url=settings.rasa_url + HEALTH_PATH,
    )
