"""A real browser on the fake gateway. Skipped where there is no Chromium."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from fake_gateway import FakeGateway
from playwright.async_api import Browser, BrowserContext, Page
from widget_page import WidgetPage


@pytest.fixture
async def gateway() -> AsyncIterator[FakeGateway]:
    fake = FakeGateway()
    await fake.start()
    yield fake
    await fake.stop()


@pytest.fixture
async def context(
    browser: Browser, gateway: FakeGateway
) -> AsyncIterator[BrowserContext]:
    """Closed before the gateway, which would wait two seconds for its sockets."""
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
