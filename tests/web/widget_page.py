"""The widget as a customer's hands and eyes meet it."""

from __future__ import annotations

from dataclasses import dataclass

from fake_gateway import FakeGateway
from playwright.async_api import BrowserContext, Locator, Page, expect


@dataclass(frozen=True)
class WidgetPage:
    """One tab of the demo page."""

    page: Page
    gateway: FakeGateway

    @classmethod
    async def visit(
        cls, context: BrowserContext, gateway: FakeGateway, path: str = "/"
    ) -> WidgetPage:
        """Opens a page in a new tab, the demo unless told; the widget stays closed."""
        page = await context.new_page()
        await page.goto(f"http://127.0.0.1:{gateway.port}{path}")
        widget = cls(page, gateway)
        await expect(widget.launcher).to_be_visible()
        return widget

    @property
    def launcher(self) -> Locator:
        return self.page.locator("ecoute-widget .launcher")

    @property
    def panel(self) -> Locator:
        return self.page.get_by_role("dialog")

    @property
    def composer(self) -> Locator:
        return self.page.get_by_label("Votre message")

    @property
    def bubbles(self) -> Locator:
        return self.page.locator("ecoute-widget .bubble")

    def button(self, name: str) -> Locator:
        return self.panel.get_by_role("button", name=name, exact=True)

    async def open(self) -> None:
        """Opens the chat, accepts the notice if it stands there, waits for a talk."""
        await self.launcher.click()
        await expect(self.composer).to_be_focused()
        if await self.button("J’ai compris").is_visible():
            await self.button("J’ai compris").click()
            await expect(self.composer).to_be_focused()
        await expect(self.button("Options de la discussion")).to_be_visible()

    async def say(self, text: str) -> None:
        """Writes and sends."""
        await self.composer.fill(text)
        await self.composer.press("Enter")

    async def sees(self, *texts: str) -> None:
        """Waits until the messages are exactly these, in order."""
        await expect(self.bubbles).to_have_text(list(texts))

    async def stored(self) -> list[int]:
        """Counts what the browser stores: for the site, for the tab, cookies."""
        script = "[localStorage.length, sessionStorage.length, document.cookie.length]"
        counts: list[int] = await self.page.evaluate(script)
        return counts

    async def has_left_no_trace(self) -> None:
        """Checks that nothing is stored and nothing was said to the service."""
        assert await self.stored() == [0, 0, 0]
        assert self.gateway.conversations == {}
        assert not [one for one in self.gateway.requests if "socket.io" in one]

    async def focused(self) -> str:
        """The accessible name or the text of what has the focus."""
        script = """() => {
            let active = document.activeElement;
            active = active?.shadowRoot?.activeElement ?? active;
            return active.getAttribute("aria-label") ?? active.id ?? active.textContent;
        }"""
        name: str = await self.page.evaluate(script)
        return name
