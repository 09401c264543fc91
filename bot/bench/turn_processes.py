"""Starts a Rasa to be measured, ours or one with Rasa's defaults, and stops it."""

from __future__ import annotations

import asyncio
import contextlib
import os
import secrets
import subprocess
import time
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import aiohttp
from ruamel.yaml import YAML

from bot.bench.rasa_defaults import default_config
from bot.bench.turn_load import Door, our_door, rest_door
from bot.errors import BotError
from bot.settings import Settings
from bot.supervisor.child import Child, ChildSpec
from bot.supervisor.environment import FIXED, QUIET
from bot.supervisor.output import Output
from bot.supervisor.ports import find_free_port
from bot.supervisor.specs import actions_spec, rasa_spec
from bot.training import default_plan

POLL_S = 0.05
START_LIMIT_S = 300.0
STOP_GRACE_S = 10.0
# Rasa's defaults may use the whole machine.
OUR_LIMITS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MALLOC_ARENA_MAX")


@dataclass(frozen=True)
class Running:
    """A Rasa that answers.

    Attributes:
        pid: Of its process.
        ready_s: Seconds from its start to its first answer.
        door: Where turns go.
    """

    pid: int
    ready_s: float
    door: Door


def bench_settings(settings: Settings, folder: Path) -> Settings:
    """The same settings on free ports, with throw-away databases in `folder`."""
    actions_port, rasa_port = find_free_port(), find_free_port()
    return replace(
        settings,
        var_dir=folder,
        database_url=f"sqlite:///{folder}/ecoute.db",
        tracker_url=f"sqlite:///{folder}/tracker.db",
        rasa_port=rasa_port,
        rasa_url=f"http://127.0.0.1:{rasa_port}",
        actions_port=actions_port,
        actions_url=f"http://127.0.0.1:{actions_port}/webhook",
    )


@contextlib.asynccontextmanager
async def our_rasa(
    settings: Settings, base: Mapping[str, str], output: Output
) -> AsyncIterator[Running]:
    """Runs our Rasa and our actions."""
    token = secrets.token_urlsafe(24)
    spec = rasa_spec(settings, base, token)
    async with running(actions_spec(settings, base, token), output):
        async with running(spec, output) as (child, ready_s):
            yield Running(child.pid, ready_s, our_door(settings.rasa_port, token))


@contextlib.asynccontextmanager
async def default_rasa(
    settings: Settings, base: Mapping[str, str], output: Output, epochs: int
) -> AsyncIterator[Running]:
    """Trains and runs Rasa with its default configuration on the same data."""
    folder = settings.var_dir
    environ = {**base, **FIXED, **QUIET, "BOT_DATABASE_URL": settings.database_url}
    for name in OUR_LIMITS + tuple(n for n in FIXED if n.startswith("TF_NUM")):
        environ.pop(name, None)
    # What was learned from the same data is found again: it takes long.
    environ["RASA_CACHE_DIRECTORY"] = str(settings.cache_dir / "rasa-defaults")
    await _train_defaults(settings, environ, output, epochs)
    yaml = YAML()
    yaml.dump({"rest": None}, folder / "credentials.yml")
    yaml.dump({"action_endpoint": {"url": settings.actions_url}}, folder / "ends.yml")
    port = settings.rasa_port
    arguments = (
        "run", "--interface", "127.0.0.1", "--port", str(port),
        "--model", str(folder / "defaults.tar.gz"), "--endpoints", "ends.yml",
        "--credentials", "credentials.yml",
    )  # fmt: skip
    url = f"http://127.0.0.1:{port}/"
    spec = ChildSpec("default", "rasa", arguments, environ, folder, url)
    token = secrets.token_urlsafe(24)  # settings want one; Rasa's REST channel does not
    async with running(actions_spec(settings, base, token), output):
        async with running(spec, output) as (child, ready_s):
            yield Running(child.pid, ready_s, rest_door(port))


async def _train_defaults(
    settings: Settings, environ: Mapping[str, str], output: Output, epochs: int
) -> None:
    folder = settings.var_dir
    YAML().dump(default_config(epochs), folder / "config.yml")
    plan = default_plan(settings)
    arguments = (
        "train", "--config", str(folder / "config.yml"), "--domain", plan["domain"],
        "--data", plan["data"], "--out", str(folder), "--fixed-model-name", "defaults",
    )  # fmt: skip
    spec = ChildSpec("default", "rasa", arguments, environ, folder)
    child = await Child.start(spec, output)
    if code := await child.wait():
        raise BotError(f"Expected Rasa's defaults to train, but it ended with {code}.")


@contextlib.asynccontextmanager
async def running(
    spec: ChildSpec, output: Output
) -> AsyncIterator[tuple[Child, float]]:
    """Runs a process until the block ends; yields it and its seconds to ready."""
    began = time.perf_counter()
    child = await Child.start(spec, output)
    try:
        await _until_it_answers(spec, child)
        yield child, time.perf_counter() - began
    finally:
        await child.stop(STOP_GRACE_S)


async def _until_it_answers(spec: ChildSpec, child: Child) -> None:
    ended = asyncio.create_task(child.wait())
    async with aiohttp.ClientSession() as http:
        while child.age_s < START_LIMIT_S and not ended.done():
            with contextlib.suppress(aiohttp.ClientError, asyncio.TimeoutError):
                async with http.get(str(spec.health_url)) as answer:
                    if answer.status == 200:
                        ended.cancel()
                        return
            await asyncio.sleep(POLL_S)
    ended.cancel()
    last = " / ".join(list(child.last_lines)[-3:])
    raise BotError(f"Expected {spec.name} to answer, but it did not: {last}")


def resident_mb(pid: int) -> float:
    """Resident memory of a process, in megabytes of 1,048,576 bytes."""
    status = Path(f"/proc/{pid}/status")
    if status.exists():
        for line in status.read_text().splitlines():
            if line.startswith("VmRSS:"):
                return int(line.split()[1]) / 1024
    asked = subprocess.run(
        ["ps", "-o", "rss=", "-p", str(pid)], capture_output=True, text=True, check=True
    )
    return int(asked.stdout) / 1024


def processor_seconds(pid: int) -> float:
    """Processor time that a process has used so far, its threads included."""
    status = Path(f"/proc/{pid}/stat")
    if status.exists():
        # After the name in brackets, 12th and 13th: ticks for it and on its behalf.
        fields = status.read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    asked = subprocess.run(
        ["ps", "-o", "time=", "-p", str(pid)],
        capture_output=True,
        text=True,
        check=True,
    )
    seconds = 0.0  # written as hours:minutes:seconds, the first of them optional
    for part in asked.stdout.strip().split(":"):
        seconds = seconds * 60 + float(part)
    return seconds
