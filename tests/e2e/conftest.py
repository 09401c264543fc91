"""The real product, started as an operator would, and two browsers."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import requests
from playwright.async_api import Browser, BrowserContext

PASSWORD = "camille-en-demo"
READY_S = 300.0
STOP_S = 40.0


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Product:
    """A running `bot serve`."""

    url: str
    process: subprocess.Popen[bytes]
    log: Path


def serve(var: Path) -> Product:
    """Starts `bot serve` on free ports and waits until everything answers."""
    ports = {name: free_port() for name in ("BOT_PORT", "RASA", "ACTIONS")}
    environ = {
        **{k: v for k, v in os.environ.items() if not k.startswith("BOT_")},
        "BOT_PORT": str(ports["BOT_PORT"]),
        "BOT_RASA_PORT": str(ports["RASA"]),
        "BOT_ACTIONS_PORT": str(ports["ACTIONS"]),
        "BOT_VAR_DIR": str(var),
        "BOT_DEMO_PASSWORD": PASSWORD,
        "BOT_CACHE_DIR": str(Path(__file__).parents[2] / "var" / "cache"),
    }
    environ.pop("SQLALCHEMY_WARN_20", None)
    log = var / "serve.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            [str(Path(sys.executable).with_name("bot")), "serve"],
            env=environ,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    product = Product(f"http://127.0.0.1:{ports['BOT_PORT']}", process, log)
    deadline = time.monotonic() + READY_S
    while time.monotonic() < deadline and process.poll() is None:
        try:
            if requests.get(f"{product.url}/readyz", timeout=5).status_code == 200:
                return product
        except requests.RequestException:
            pass
        time.sleep(0.5)
    stop(product)
    raise AssertionError(f"not ready: {log.read_text(errors='replace')[-4000:]}")


def stop(product: Product) -> None:
    """Ends it as Ctrl-C does."""
    if product.process.poll() is None:
        product.process.send_signal(signal.SIGINT)
        product.process.wait(STOP_S)


@pytest.fixture(scope="session")
def product(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    running = serve(tmp_path_factory.mktemp("product"))
    yield running
    stop(running)


@pytest.fixture
async def new_browser(browser: Browser) -> AsyncIterator[Any]:
    """Makes browsers that share nothing: own cookies, own storage."""
    contexts: list[BrowserContext] = []

    async def make(width: int = 1280, height: int = 860) -> BrowserContext:
        context = await browser.new_context(
            locale="fr-FR", viewport={"width": width, "height": height}
        )
        context.set_default_timeout(20_000)
        contexts.append(context)
        return context

    yield make
    for context in contexts:
        await context.close()
