"""`bot serve`: prepares, starts, watches and stops the whole product."""

from __future__ import annotations

import asyncio
import contextlib
import dataclasses
import logging
import secrets
import signal
from collections.abc import Callable, Mapping

import aiohttp

from bot.logs import configure_logging
from bot.seeding import Seeded, prepare_store
from bot.settings import Settings
from bot.supervisor import specs
from bot.supervisor.child import ChildSpec
from bot.supervisor.keeper import Keeper
from bot.supervisor.lock import ServeLock, hold_lock
from bot.supervisor.output import Output
from bot.supervisor.ports import check_port_is_free
from bot.training import train

logger = logging.getLogger(__name__)

# The gateway stops first, so that turns in progress still find Rasa. In seconds: it
# gives sockets one, requests five and turns three.
GATEWAY_GRACE_S = 10.0
OTHERS_GRACE_S = 5.0


def serve(
    settings: Settings,
    base: Mapping[str, str],
    announce: Callable[[Settings, Seeded], None],
) -> int:
    """Runs until a signal asks to stop; returns the exit code.

    Args:
        settings: What the operator chose.
        base: The environment to hand on.
        announce: Called once, when everything answers.

    Raises:
        BotError: Something must be repaired before anything can start.
    """
    json_logs = settings.log_format == "json"
    configure_logging("json" if json_logs else "plain", settings.log_level)
    output = Output(prefix=not json_logs)
    if not json_logs:
        logging.getLogger().handlers[0].setStream(_Lines(output))  # type: ignore[attr-defined]
    with hold_lock(settings.var_dir) as lock:
        check_ports(settings)
        seeded = prepare_store(settings)
        product = Product(settings, base, output, lock)
        return asyncio.run(product.run(lambda: announce(settings, seeded)))


def check_ports(settings: Settings) -> None:
    """Finds every port that is taken before a process stumbles over it.

    Raises:
        SettingsError: A port is taken.
    """
    check_port_is_free(settings.host, settings.port, "BOT_PORT", "the gateway")
    if not settings.rasa_external:
        check_port_is_free("127.0.0.1", settings.rasa_port, "BOT_RASA_PORT", "Rasa")
    if not settings.actions_external:
        check_port_is_free(
            "127.0.0.1", settings.actions_port, "BOT_ACTIONS_PORT", "the actions"
        )


def plan_processes(
    settings: Settings, base: Mapping[str, str], rasa_token: str
) -> list[ChildSpec]:
    """Which processes this machine runs, in the order they are started."""
    found = [specs.gateway_spec(settings, base, rasa_token)]
    if not settings.rasa_external:
        found.append(specs.rasa_spec(settings, base, rasa_token))
    if not settings.actions_external:
        found.append(specs.actions_spec(settings, base, rasa_token))
    return found


class Product:
    """All processes of one `bot serve`.

    Args:
        settings: What the operator chose.
        base: The environment to hand on.
        output: Where all lines go.
        lock: Remembers the processes.
    """

    def __init__(
        self,
        settings: Settings,
        base: Mapping[str, str],
        output: Output,
        lock: ServeLock,
    ) -> None:
        token = settings.rasa_token or secrets.token_urlsafe(32)
        self._settings = dataclasses.replace(settings, rasa_token=token)
        self._base = base
        self._output = output
        self._lock = lock
        self._specs = plan_processes(self._settings, base, token)
        self._stop = asyncio.Event()
        self._signals = 0
        self._keepers: list[Keeper] = []

    async def run(self, announce: Callable[[], None]) -> int:
        """Trains, starts everything, waits for a signal, stops everything."""
        self._listen_to_signals()
        if not await self._train():
            return 0
        async with aiohttp.ClientSession() as http:
            self._keepers = [Keeper(spec, self._output, http) for spec in self._specs]
            tasks = [asyncio.create_task(keeper.run()) for keeper in self._keepers]
            watch = asyncio.create_task(self._announce_when_ready(http, announce))
            hopeless = await self._until_stopped(tasks)
            watch.cancel()
            await self._stop_all()
            await asyncio.gather(*tasks, watch, return_exceptions=True)
        logger.info("everything has stopped")
        return 1 if hopeless else 0

    async def _train(self) -> bool:
        """Trains if needed; `False` when a signal came meanwhile."""
        if self._settings.rasa_external:
            return True
        training = asyncio.create_task(train(self._settings, self._base, self._output))
        stopped = asyncio.create_task(self._stop.wait())
        await asyncio.wait({training, stopped}, return_when=asyncio.FIRST_COMPLETED)
        stopped.cancel()
        if not training.done():
            training.cancel()
            await asyncio.gather(training, return_exceptions=True)
            return False
        training.result()
        return not self._stop.is_set()

    async def _until_stopped(self, tasks: list[asyncio.Task[None]]) -> bool:
        """Waits for a signal; `True` when a process was given up instead."""
        stopped = asyncio.create_task(self._stop.wait())
        await asyncio.wait({stopped, *tasks}, return_when=asyncio.FIRST_COMPLETED)
        hopeless = not self._stop.is_set()
        stopped.cancel()
        return hopeless

    async def _announce_when_ready(
        self, http: aiohttp.ClientSession, announce: Callable[[], None]
    ) -> None:
        for keeper in self._keepers:
            await keeper.ready.wait()
            self._remember()
        url = f"{specs.gateway_url(self._settings)}/readyz"
        while True:
            with contextlib.suppress(aiohttp.ClientError, asyncio.TimeoutError):
                async with http.get(url) as answer:
                    if answer.status == 200:
                        break
            await asyncio.sleep(0.3)
        announce()
        while True:  # a restart changes the process ids
            await asyncio.sleep(5.0)
            self._remember()

    def _remember(self) -> None:
        self._lock.remember(
            {k.spec.name: k.child.pid for k in self._keepers if k.child is not None}
        )

    async def _stop_all(self) -> None:
        gateway, *others = self._keepers
        logger.info("stopping")
        await gateway.stop(GATEWAY_GRACE_S)
        await asyncio.gather(*(keeper.stop(OTHERS_GRACE_S) for keeper in others))

    def _listen_to_signals(self) -> None:
        loop = asyncio.get_running_loop()
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            loop.add_signal_handler(number, self._on_signal)

    def _on_signal(self) -> None:
        self._signals += 1
        self._stop.set()
        if self._signals > 1:  # asked twice: no more patience
            for keeper in self._keepers:
                keeper.kill()


class _Lines:
    """A stream that gives our own log lines the same look as the others'."""

    def __init__(self, output: Output) -> None:
        self._output = output

    def write(self, text: str) -> int:
        for line in text.rstrip("\n").split("\n"):
            if line:
                self._output.write("serve", line)
        return len(text)

    def flush(self) -> None:
        """Nothing is held back."""

    def isatty(self) -> bool:
        return False
