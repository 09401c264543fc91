"""Takes the README's pictures from the running product: `make screenshots`."""

from __future__ import annotations

import asyncio
import tempfile
from pathlib import Path

from playwright.async_api import async_playwright, expect

from tests.conftest import BROWSER_ARGS, CHROMIUM
from tests.e2e.conftest import Product, serve, stop
from tests.e2e.people import AgentBrowser, CustomerBrowser

IMAGES = Path(__file__).parents[2] / "docs" / "images"
ANGER = "Ça fait trois semaines que j’attends, vous vous moquez de moi, c’est honteux"


async def take(product: Product) -> None:
    """Plays the main story and keeps two moments of it."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=CHROMIUM, args=BROWSER_ARGS
        )
        street = await browser.new_context(
            locale="fr-FR", viewport={"width": 1280, "height": 800}
        )
        office = await browser.new_context(
            locale="fr-FR", viewport={"width": 1440, "height": 860}
        )
        # Somebody is there before the customer comes.
        agent = await AgentBrowser.sign_in(office, product)
        customer = await CustomerBrowser.visit(street, product)
        await customer.says("Bonjour, quel est le taux en Île-de-France ?")
        await customer.reads("2020")
        await customer.says(ANGER)
        await expect(customer.panel).to_contain_text("dans la file")
        await customer.page.wait_for_timeout(800)
        await customer.page.screenshot(path=IMAGES / "widget.png")
        await agent.opens(ANGER[:30])
        await agent.claims()
        await agent.says("Bonjour, je suis Camille. Je reprends votre dossier.")
        await customer.reads("Je reprends votre dossier")
        await customer.says("Merci. Il s’agit de l’atelier Lumière.")
        await agent.reads("atelier Lumière")
        await expect(agent.page.locator(".toast").first).to_be_hidden(timeout=15_000)
        await agent.page.screenshot(path=IMAGES / "console.png")
        await browser.close()


def main() -> None:
    """Starts the product on an empty store, takes the pictures, stops it."""
    IMAGES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        product = serve(Path(folder))
        try:
            asyncio.run(take(product))
        finally:
            stop(product)


if __name__ == "__main__":
    main()
