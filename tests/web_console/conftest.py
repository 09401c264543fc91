"""The console in a real browser, against the fake gateway."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp.test_utils import TestServer
from playwright.async_api import Browser, Page

from tests.web_console.fake_desk import create_app


class Desk:
    """A page of the console, and the strings that move everybody else."""

    def __init__(self, page: Page, base: str, errors: list[str]) -> None:
        self.page, self.base, self.errors = page, base, errors

    async def fake(self, what: str, **data: Any) -> Any:
        answer = await self.page.request.post(f"{self.base}/fake/{what}", data=data)
        assert answer.ok
        return await answer.json()

    async def log_in(self) -> None:
        await self.page.goto(f"{self.base}/console")
        await self.page.fill("#username", "demo")
        await self.page.fill("#password", "demo-pass")
        await self.page.keyboard.press("Enter")
        await self.page.wait_for_selector(".waiting .item")

    async def open(self, id_: str) -> None:
        await self.page.click(f"[data-id='{id_}'] .item")
        await self.page.wait_for_selector(".lines .line")

    async def claim(self, id_: str) -> None:
        await self.open(id_)
        await self.page.click("[data-action=claim]")
        await self.page.wait_for_selector(".composer:not([hidden])")

    async def texts(self, selector: str) -> list[str]:
        return await self.page.locator(selector).all_text_contents()


@pytest.fixture
async def desk(browser: Browser) -> AsyncIterator[Desk]:
    """A console on fresh conversations; its errors fail the test."""
    async with TestServer(create_app()) as server:
        page = await browser.new_page(locale="fr-FR")
        errors: list[str] = []
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on(
            "console",
            lambda said: errors.append(said.text) if "Content" in said.text else None,
        )
        yield Desk(page, str(server.make_url("")).rstrip("/"), errors)
        await page.close()
        assert errors == []
