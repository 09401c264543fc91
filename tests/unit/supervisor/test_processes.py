from __future__ import annotations

import asyncio
import contextlib
import io
import os
import signal
import subprocess
import sys
import time
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest

from bot.settings import PROJECT_ROOT
from bot.supervisor import keeper as keeper_module
from bot.supervisor.child import Child, ChildSpec
from bot.supervisor.keeper import Keeper
from bot.supervisor.lock import command_line
from bot.supervisor.output import Output
from bot.supervisor.ports import find_free_port

PROGRAMS = Path(__file__).parent / "programs"


def spec(program: str, *arguments: str, port: int = 0, **options: object) -> ChildSpec:
    path = os.pathsep.join([str(PROGRAMS), str(PROJECT_ROOT)])
    return ChildSpec(
        name=program,
        module=program,
        arguments=arguments,
        environ={**os.environ, "PYTHONPATH": path, "PYTHONUNBUFFERED": "1"},
        health_url=f"http://127.0.0.1:{port}/" if port else None,
        **options,  # type: ignore[arg-type]
    )


def is_alive(pid: int) -> bool:
    line = command_line(pid)
    return bool(line)


async def until(condition: object, limit_s: float = 20.0) -> None:
    end = time.monotonic() + limit_s
    while not condition():  # type: ignore[operator]
        assert time.monotonic() < end, "it did not happen in time"
        await asyncio.sleep(0.02)


@pytest.fixture
def output() -> Output:
    return Output(io.StringIO())


@pytest.fixture
async def http() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as session:
        yield session


@contextlib.asynccontextmanager
async def kept(
    child: ChildSpec, output: Output, http: aiohttp.ClientSession
) -> AsyncIterator[Keeper]:
    keeper = Keeper(child, output, http)
    running = asyncio.create_task(keeper.run())
    try:
        yield keeper
    finally:
        await keeper.stop(grace_s=2.0)
        await running


async def test_a_killed_process_comes_back(
    output: Output, http: aiohttp.ClientSession
) -> None:
    port = find_free_port()
    async with kept(spec("answers", str(port), port=port), output, http) as keeper:
        await asyncio.wait_for(keeper.ready.wait(), 20)
        assert keeper.child is not None
        first = keeper.child.pid
        os.kill(first, signal.SIGKILL)
        await until(lambda: keeper.child is not None and keeper.child.pid != first)
        await asyncio.wait_for(keeper.ready.wait(), 20)
        second = keeper.child.pid
    assert not is_alive(first)
    assert not is_alive(second)


async def test_a_process_that_stops_answering_is_replaced(
    output: Output, http: aiohttp.ClientSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeper_module, "PROBE_S", 0.1)
    monkeypatch.setattr(keeper_module, "PROBE_TIMEOUT_S", 0.2)
    monkeypatch.setattr(keeper_module, "GRACE_S", 0.3)
    port = find_free_port()
    async with kept(spec("answers", str(port), port=port), output, http) as keeper:
        await asyncio.wait_for(keeper.ready.wait(), 20)
        assert keeper.child is not None
        first = keeper.child.pid
        os.kill(first, signal.SIGSTOP)
        await until(lambda: keeper.child is not None and keeper.child.pid != first)
    assert not is_alive(first)


async def test_a_process_that_never_works_is_given_up(
    output: Output, http: aiohttp.ClientSession
) -> None:
    keeper = Keeper(spec("fails", port=find_free_port(), patience=2), output, http)
    await asyncio.wait_for(keeper.run(), 30)
    assert keeper.child is not None
    assert "it is broken" in keeper.child.last_lines


async def test_what_ignores_a_polite_request_is_killed_with_its_descendants(
    output: Output,
) -> None:
    child = await Child.start(spec("stubborn"), output)
    await until(lambda: len(child.last_lines) == 1)
    grandchild = int(child.last_lines[0])
    assert is_alive(grandchild)
    await child.stop(grace_s=0.3)
    assert not is_alive(child.pid)
    await until(lambda: not is_alive(grandchild))


async def test_lines_are_named_and_kept_whole() -> None:
    stream = io.StringIO()
    child = await Child.start(spec("talks"), Output(stream))
    assert await child.wait() == 0
    lines = stream.getvalue().splitlines()
    assert [line.split(" | ", 1)[1][:20] for line in lines][:2] == ["un", "deux"]
    assert all(" talks " in line for line in lines)
    assert sum(line.count("x") for line in lines) == 200_001  # one in "deux"


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere it takes a second")
def test_no_process_outlives_a_killed_supervisor() -> None:
    environ = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(map(str, [PROGRAMS, PROJECT_ROOT])),
    }
    supervisor = subprocess.Popen(
        [sys.executable, "-m", "supervises"],
        env=environ,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert supervisor.stdout is not None
    child, grandchild = map(int, supervisor.stdout.readline().split())
    assert is_alive(child)
    supervisor.kill()
    supervisor.wait(10)
    supervisor.stdout.close()
    end = time.monotonic() + 10
    while is_alive(child) and time.monotonic() < end:
        time.sleep(0.02)
    # None of ours has children of its own; the test's own must not stay behind.
    os.kill(grandchild, signal.SIGKILL)
    assert not is_alive(child)
