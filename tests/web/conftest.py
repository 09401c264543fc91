"""A real browser on the fake gateway. Skipped where there is no Chromium."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator, Iterator

import pytest
from fake_gateway import FakeGateway
from playwright.async_api import Browser, BrowserContext, Page, async_playwright
from widget_page import WidgetPage

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
ARGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


@pytest.fixture(scope="session")
def event_loop() -> Iterator[asyncio.AbstractEventLoop]:
    """One loop for all tests here, or each would start a browser of its own."""
    loop = asyncio.new_event_loop()
    yield loop
    loop.close()


@pytest.fixture
async def gateway() -> AsyncIterator[FakeGateway]:
    fake = FakeGateway()
    await fake.start()
    yield fake
    await fake.stop()


@pytest.fixture(scope="session")
async def browser() -> AsyncIterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("no Chromium on this machine")
    async with async_playwright() as playwright:
        chromium = await playwright.chromium.launch(executable_path=CHROMIUM, args=ARGS)
        yield chromium
        await chromium.close()


@pytest.fixture
async def context(browser: Browser) -> AsyncIterator[BrowserContext]:
    context: BrowserContext = await browser.new_context(locale="fr-FR")
    context.set_default_timeout(15_000)
    yield context
    await context.close()


@pytest.fixture
async def widget(
    context: BrowserContext, gateway: FakeGateway
) -> AsyncIterator[WidgetPage]:
    """The demo page, with the widget closed; fails on any error of the page."""
    errors: list[str] = []

    def watch(page: Page) -> None:
        page.on("pageerror", lambda error: errors.append(str(error)))

    context.on("page", watch)
    yield await WidgetPage.visit(context, gateway)
    assert errors == []
