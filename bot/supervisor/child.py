"""One process: started in a session of its own, read, asked to stop, and killed."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import sys
import time
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from bot.supervisor.output import LONGEST_LINE, REMEMBERED, Output, copy_lines

LAUNCHER = "bot.supervisor.launch"


@dataclass(frozen=True)
class ChildSpec:
    """What to run and how to know that it is well.

    Attributes:
        name: In logs.
        module: Python module run as `__main__`.
        arguments: Its command line.
        environ: Its whole environment.
        cwd: Its working folder.
        health_url: Answers 200 when the process is alive.
        start_limit_s: Seconds it may take until its first answer.
        patience: Failed starts after which `bot serve` itself gives up; `None` to try
            for ever because the rest is useful without it.
    """

    name: str
    module: str
    arguments: tuple[str, ...] = ()
    environ: Mapping[str, str] = field(default_factory=dict, repr=False)
    cwd: Path = Path()
    health_url: str | None = None
    start_limit_s: float = 60.0
    patience: int | None = None


class Child:
    """A running process.

    Use `Child.start`.

    Attributes:
        last_lines: The latest lines it wrote.
    """

    def __init__(
        self, spec: ChildSpec, process: asyncio.subprocess.Process, output: Output
    ) -> None:
        self.spec = spec
        self.last_lines: deque[str] = deque(maxlen=REMEMBERED)
        self._process = process
        self._started = time.monotonic()
        assert process.stdout is not None
        self._reader = asyncio.create_task(
            copy_lines(spec.name, process.stdout, output, self.last_lines)
        )

    @classmethod
    async def start(cls, spec: ChildSpec, output: Output) -> Child:
        """Starts the process in a session of its own.

        Ctrl-C then reaches only the supervisor, which stops the others in order.
        """
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            LAUNCHER,
            str(os.getpid()),
            spec.module,
            *spec.arguments,
            env=dict(spec.environ),
            cwd=spec.cwd,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
            start_new_session=True,
            limit=LONGEST_LINE,
        )
        return cls(spec, process, output)

    @property
    def pid(self) -> int:
        """Of the process, which leads its own group."""
        return self._process.pid

    @property
    def age_s(self) -> float:
        """Seconds since its start."""
        return time.monotonic() - self._started

    async def wait(self) -> int:
        """Waits for its end and for its last line; returns its exit code."""
        code = await self._process.wait()
        # A grandchild may keep the pipe open: its lines are not worth waiting for.
        with contextlib.suppress(asyncio.TimeoutError):
            await asyncio.wait_for(asyncio.shield(self._reader), timeout=1.0)
        self._reader.cancel()
        self._signal(signal.SIGKILL)  # whatever is left of its group
        return code

    async def stop(self, grace_s: float) -> None:
        """Asks it to stop, and kills its whole group after `grace_s` seconds."""
        self._signal(signal.SIGTERM)
        try:
            await asyncio.wait_for(self._process.wait(), timeout=grace_s)
        except asyncio.TimeoutError:
            self._signal(signal.SIGKILL)
        await self.wait()

    def kill(self) -> None:
        """Kills its whole group at once."""
        self._signal(signal.SIGKILL)

    def _signal(self, number: signal.Signals) -> None:
        # The group exists as long as one of its members does, even after its leader.
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.pid, number)
