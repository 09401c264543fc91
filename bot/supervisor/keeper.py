"""Keeps one process running: probes it, restarts it, and stops it when asked."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import random

import aiohttp

from bot.supervisor.backoff import Fate, Health, after_probe, decide, is_stuck
from bot.supervisor.child import Child, ChildSpec
from bot.supervisor.output import Output

logger = logging.getLogger(__name__)

# While starting, so that "ready" is said promptly; and from then on. In seconds.
PROBE_STARTING_S = 0.25
PROBE_S = 5.0
PROBE_TIMEOUT_S = 5.0
# Three silent probes: about half a minute. A long turn must not look like a hang.
ALLOWED_MISSES = 3
GRACE_S = 8.0


class Keeper:
    """Owns one process from its first start to its last end.

    Args:
        spec: What to run.
        output: Where its lines go.
        http: Session for the probes.
    """

    def __init__(
        self, spec: ChildSpec, output: Output, http: aiohttp.ClientSession
    ) -> None:
        self.spec = spec
        self.ready = asyncio.Event()
        self.child: Child | None = None
        self._output = output
        self._http = http
        self._was_ever_ready = False
        self._stopping = asyncio.Event()

    async def run(self) -> None:
        """Keeps the process alive until `stop`; returns early when it is hopeless."""
        failures = 0
        while not self._stopping.is_set():
            child = self.child = await Child.start(self.spec, self._output)
            logger.info("%s started, process %d", self.spec.name, child.pid)
            if self._stopping.is_set():  # asked while it was being started
                child.kill()
            code = await self._watch(child)
            self.ready.clear()
            if self._stopping.is_set():
                return
            fate = decide(
                failures_before=failures,
                lived_s=child.age_s,
                was_ever_ready=self._was_ever_ready,
                patience=self.spec.patience,
                chance=random.random(),
            )
            failures = fate.attempt
            self._report(code, fate)
            if fate.give_up:
                return
            await self._sleep(fate.delay_s)

    async def stop(self, grace_s: float = GRACE_S) -> None:
        """Stops the process for good."""
        self._stopping.set()
        if self.child is not None:
            await self.child.stop(grace_s)

    def kill(self) -> None:
        """Kills the process without waiting."""
        self._stopping.set()
        if self.child is not None:
            self.child.kill()

    async def _watch(self, child: Child) -> int:
        """Probes a process until it ends; returns its exit code."""
        probes = asyncio.create_task(self._probe_forever(child))
        try:
            return await child.wait()
        finally:
            probes.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await probes

    async def _probe_forever(self, child: Child) -> None:
        health = Health()
        while True:
            await asyncio.sleep(PROBE_S if health.ready else PROBE_STARTING_S)
            answered = await self._answers()
            health = after_probe(health, answered, child.age_s)
            if answered and not self.ready.is_set():
                self._was_ever_ready = True
                self.ready.set()
                logger.info("%s ready after %.1f s", self.spec.name, child.age_s)
            if is_stuck(health, self.spec.start_limit_s, ALLOWED_MISSES):
                logger.error("%s does not answer, so it is stopped", self.spec.name)
                await child.stop(GRACE_S)
                return

    async def _answers(self) -> bool:
        if self.spec.health_url is None:
            return True
        timeout = aiohttp.ClientTimeout(total=PROBE_TIMEOUT_S)
        try:
            async with self._http.get(self.spec.health_url, timeout=timeout) as answer:
                return answer.status == 200
        except (aiohttp.ClientError, asyncio.TimeoutError, OSError):
            return False

    async def _sleep(self, seconds: float) -> None:
        with contextlib.suppress(asyncio.TimeoutError):
            await asyncio.wait_for(self._stopping.wait(), timeout=seconds)

    def _report(self, code: int, fate: Fate) -> None:
        what = f"signal {-code}" if code < 0 else f"code {code}"
        if fate.give_up:
            logger.error(
                "%s ended with %s, %d times without ever answering; giving up",
                self.spec.name,
                what,
                fate.attempt,
            )
            return
        logger.warning(
            "%s ended with %s (failure %d in a row); next start in %.1f s",
            self.spec.name,
            what,
            fate.attempt,
            fate.delay_s,
        )
