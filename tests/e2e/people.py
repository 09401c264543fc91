"""A customer and an agent, each in front of a browser."""

from __future__ import annotations

from dataclasses import dataclass

from playwright.async_api import BrowserContext, Locator, Page, expect

from tests.e2e.conftest import PASSWORD, Product


@dataclass
class CustomerBrowser:
    """Someone who reads and writes in the widget."""

    page: Page

    @classmethod
    async def visit(cls, context: BrowserContext, product: Product) -> CustomerBrowser:
        page = await context.new_page()
        await page.goto(product.url)
        customer = cls(page)
        await customer.open()
        return customer

    async def open(self) -> None:
        await self.page.locator("ecoute-widget .launcher").click()
        await expect(self.composer).to_be_visible()

    @property
    def composer(self) -> Locator:
        return self.page.get_by_label("Votre message")

    @property
    def log(self) -> Locator:
        return self.page.get_by_role("log")

    @property
    def panel(self) -> Locator:
        return self.page.get_by_role("dialog")

    async def says(self, text: str) -> None:
        await self.composer.fill(text)
        await self.composer.press("Enter")
        await expect(self.log).to_contain_text(text)

    async def reads(self, text: str) -> None:
        await expect(self.log).to_contain_text(text)

    @property
    def bubbles_shown(self) -> Locator:
        return self.page.locator("ecoute-widget .bubble")

    async def bubbles(self, count: int | None = None) -> list[str]:
        """What is read in the bubbles, once there are `count` of them."""
        if count is not None:
            await expect(self.bubbles_shown).to_have_count(count)
        return await self.bubbles_shown.all_inner_texts()


@dataclass
class AgentBrowser:
    """Someone who answers in the console."""

    page: Page

    @classmethod
    async def sign_in(cls, context: BrowserContext, product: Product) -> AgentBrowser:
        page = await context.new_page()
        await page.goto(f"{product.url}/console")
        await page.get_by_label("Identifiant").fill("demo")
        await page.get_by_label("Mot de passe").fill(PASSWORD)
        await page.get_by_role("button", name="Se connecter").click()
        await expect(page.get_by_text("En ligne")).to_be_visible()
        return cls(page)

    async def opens(self, preview: str) -> None:
        await self.page.get_by_text(preview).first.click()

    async def claims(self) -> None:
        await self.page.get_by_role("button", name="Prendre en charge").click()

    async def says(self, text: str) -> None:
        composer = self.page.get_by_placeholder("Votre réponse au client")
        await composer.fill(text)
        await composer.press("Enter")

    async def notes(self, text: str) -> None:
        await self.page.get_by_text("Note privée", exact=True).first.click()
        composer = self.page.get_by_placeholder("Pour vous et vos collègues")
        await composer.fill(text)
        await composer.press("Enter")

    async def reads(self, text: str) -> None:
        await expect(self.page.locator("main, body").first).to_contain_text(text)

    async def hands_back(self) -> None:
        name = "Rendre à l’assistant"
        await self.page.get_by_role("button", name=name).first.click()
        dialog = self.page.get_by_role("dialog", name=name)
        await dialog.get_by_role("button", name=name).click()
