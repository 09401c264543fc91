"""What every test may count on: a clean environment, one loop, one browser."""

from __future__ import annotations

import asyncio
import os
import shutil
from collections.abc import AsyncIterator, Iterator
from typing import TYPE_CHECKING

import pytest

from bot.supervisor import lean_imports

if TYPE_CHECKING:
    from playwright.async_api import Browser

os.environ.setdefault("SQLALCHEMY_WARN_20", "1")
os.environ.setdefault("RASA_TELEMETRY_ENABLED", "false")
# As in every process of ours that runs Rasa: without TensorFlow.
lean_imports.install()

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
BROWSER_ARGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Puts files with slow tests first, so that no worker begins one at the end."""
    slow = {item.path for item in items if item.get_closest_marker("slow")}
    items.sort(key=lambda item: item.path not in slow)


def pytest_collection_finish() -> None:
    """From here on, a call to what was left out is an error, as in the product."""
    lean_imports.Switch.importing = False


@pytest.fixture(autouse=True)
def _clean_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in list(os.environ):
        if name.startswith("BOT_") and not name.startswith("BOT_TEST_"):
            monkeypatch.delenv(name)


@pytest.fixture(scope="session")
def event_loop() -> Iterator[asyncio.AbstractEventLoop]:
    """One loop for all: a browser lives on its loop, and takes seconds to start.

    A second loop would not do: pytest-asyncio closes the one it finds in place.
    """
    loop = asyncio.new_event_loop()
    yield loop
    loop.run_until_complete(_end_what_is_left())
    loop.close()


async def _end_what_is_left() -> None:
    """Cancels the tasks of socket servers, which never end them."""
    left = asyncio.all_tasks() - {asyncio.current_task()}
    for task in left:
        task.cancel()
    await asyncio.gather(*left, return_exceptions=True)


@pytest.fixture(scope="session")
async def browser() -> AsyncIterator[Browser]:
    """Chromium; skips where it is missing, unless the tests must be complete."""
    if CHROMIUM is None:
        if os.environ.get("CI") == "true":
            raise AssertionError("Chromium is missing: install Debian's `chromium`.")
        pytest.skip("no Chromium on this machine")
    from playwright.async_api import async_playwright

    async with async_playwright() as playwright:
        chromium = await playwright.chromium.launch(
            executable_path=CHROMIUM, args=BROWSER_ARGS
        )
        yield chromium
        await chromium.close()
