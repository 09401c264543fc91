"""An agent's words survive a gateway killed with -9, a reload, and a lost answer.

What is held back after sending can be taken back, and leaves otherwise.

The gateway is a real process on a real database, the console a real browser; Rasa is
scripted.
"""

from __future__ import annotations

import asyncio
import uuid
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from playwright.async_api import BrowserContext, Page, Route, expect

from bot.store.agents import add_agent
from bot.store.engine import create_sessions
from tests.e2e.conftest import PASSWORD
from tests.e2e.test_lossless_transport import Gateway, fake_rasa, gateway
from tests.gateway.fake_rasa import FakeRasa, answer

__all__ = ["fake_rasa", "gateway"]
pytestmark = [pytest.mark.e2e, pytest.mark.timeout(180)]


class Waiting:
    """A customer who waits for a person, over HTTP."""

    def __init__(self, http: aiohttp.ClientSession, url: str) -> None:
        self.http, self.url = http, f"{url}/api/v1/conversations"
        self.id = self.token = ""

    async def ask_for_a_person(self) -> None:
        async with self.http.post(self.url, json={}) as opened:
            data = await opened.json()
        self.id, self.token = data["id"], data["token"]
        body = {"message_id": str(uuid.uuid4()), "text": "un humain svp"}
        async with self.http.post(
            f"{self.url}/{self.id}/messages", json=body, headers=self.headers
        ) as said:
            assert (await said.json())["mode"] == "queued"

    @property
    def headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}"}

    async def heard(self) -> list[str]:
        """What agents said, as the customer has it."""
        async with self.http.get(
            f"{self.url}/{self.id}/messages", headers=self.headers
        ) as found:
            messages = (await found.json())["messages"]
        return [m["text"] for m in messages if m["sender"] == "agent"]


@pytest.fixture
async def waiting(gateway: Gateway, fake_rasa: FakeRasa) -> Any:
    fake_rasa.will(answer("Un instant.", handoff="requested"))
    async with aiohttp.ClientSession() as http:
        customer = Waiting(http, gateway.url)
        await customer.ask_for_a_person()
        yield customer


@pytest.fixture
async def console(
    gateway: Gateway, waiting: Waiting, new_browser: Any, tmp_path: Path
) -> Page:
    """The console of an agent who serves the customer."""
    sessions = create_sessions(f"sqlite:///{tmp_path}/store.db")
    with sessions.begin() as session:
        add_agent(session, "camille", "Camille", PASSWORD)
    sessions.kw["bind"].dispose()
    context: BrowserContext = await new_browser(1280, 800)
    page = await context.new_page()
    await page.goto(f"{gateway.url}/console#/c/{waiting.id}")
    await page.fill("#username", "camille")
    await page.fill("#password", PASSWORD)
    await page.keyboard.press("Enter")
    await page.click("[data-action=claim]")
    await page.wait_for_selector(".composer:not([hidden])")
    return page


async def _say(page: Page, text: str) -> None:
    await page.fill("#composer-text", text)
    await page.keyboard.press("Enter")


async def test_words_written_while_the_gateway_is_dead_arrive_once_and_in_order(
    console: Page, waiting: Waiting, gateway: Gateway
) -> None:
    await gateway.kill()
    await _say(console, "Je regarde votre dossier.")
    await _say(console, "Il est complet.")
    await expect(console.locator(".fate.failed")).to_have_count(2)
    await gateway.start()
    await console.reload()  # what this tab held is held still
    sent = console.locator(".line.agent:not(.pending) .bubble")
    expected = ["Je regarde votre dossier.", "Il est complet."]
    await expect(sent).to_have_text(expected, timeout=30_000)
    assert await waiting.heard() == expected


async def test_an_answer_lost_on_the_way_says_nothing_twice(
    console: Page, waiting: Waiting, gateway: Gateway
) -> None:
    async def lose_the_answer(route: Route) -> None:
        await route.fetch()  # the gateway has it
        await route.abort()

    await console.route("**/messages", lose_the_answer)
    await _say(console, "Bonjour.")
    for _ in range(100):
        if await waiting.heard():
            break
        await console.wait_for_timeout(50)
    await console.unroute("**/messages")
    await gateway.kill()
    await gateway.start()
    await console.reload()
    await expect(console.locator(".line.agent .bubble")).to_have_text(["Bonjour."])
    await expect(console.locator(".line.pending")).to_have_count(0)
    assert await waiting.heard() == ["Bonjour."]


async def test_a_reply_that_is_taken_back_never_reaches_the_customer(
    console: Page, waiting: Waiting
) -> None:
    text = console.locator("#composer-text")
    for key in ("Escape", "Control+z"):
        await _say(console, "Votre prêt…\nest refusé")
        await expect(console.locator(".line.pending")).to_have_count(1)
        await console.keyboard.press(key)
        await expect(text).to_have_value("Votre prêt…\nest refusé")
        await expect(text).to_be_focused()
        await expect(console.locator(".line.pending")).to_have_count(0)
    await _say(console, "Bonjour.")  # in the place of what was taken back
    await expect(console.locator(".line.agent:not(.pending)")).to_have_count(1)
    assert await waiting.heard() == ["Bonjour."]


async def test_closing_the_tab_or_loading_it_again_sends_what_is_held_once(
    console: Page, waiting: Waiting
) -> None:
    await _say(console, "Je regarde.")
    assert await waiting.heard() == []  # held
    await console.reload()
    sent = console.locator(".line.agent:not(.pending) .bubble")
    await expect(sent).to_have_text(["Je regarde."])
    await expect(console.locator(".line.pending")).to_have_count(0)
    await _say(console, "À bientôt.")
    await console.close()
    await _until_heard(waiting, ["Je regarde.", "À bientôt."])


async def test_what_is_held_when_the_gateway_dies_arrives_once(
    console: Page, waiting: Waiting, gateway: Gateway
) -> None:
    await _say(console, "Je regarde.")
    await gateway.kill()
    await expect(console.locator(".fate.failed")).to_have_count(1, timeout=15_000)
    await gateway.start()
    await _until_heard(waiting, ["Je regarde."])
    await expect(console.locator(".line.pending")).to_have_count(0)
    assert await waiting.heard() == ["Je regarde."]


async def test_handing_back_comes_after_the_reply_that_is_held(
    console: Page, waiting: Waiting
) -> None:
    await _say(console, "Tout est réglé.")
    await console.click("[data-action=return_to_bot]")
    await console.click("dialog[open] [type=submit]")
    await expect(console.locator("[data-action=reopen]")).to_be_visible()
    assert await waiting.heard() == ["Tout est réglé."]
    assert await console.locator(".fate.failed").count() == 0


async def _until_heard(waiting: Waiting, expected: list[str]) -> None:
    for _ in range(300):
        if await waiting.heard() == expected:
            return
        await asyncio.sleep(0.1)
    assert await waiting.heard() == expected
