"""Who asks for a person while none is there: called back, or answered later."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.async_api import expect

from tests.e2e.conftest import Product
from tests.e2e.people import AgentBrowser, CustomerBrowser

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(400)]

WISH = "Je voudrais parler à un conseiller, s’il vous plaît"


async def test_the_bot_asks_for_the_number_of_who_wants_a_call(
    product: Product, new_browser: Any
) -> None:
    customer = await CustomerBrowser.visit(await new_browser(), product)
    await customer.says("Bonjour")
    await customer.says(WISH)
    await expect(customer.panel).to_contain_text("dans la file")
    await customer.page.get_by_role("button", name="Être rappelé").last.click()
    await customer.reads("numéro")
    await expect(customer.panel).not_to_contain_text("Vous êtes le prochain")
    await customer.says("06 12 34 56 78")
    await expect(customer.log).to_contain_text(re.compile("quand|moment", re.I))


async def test_a_message_is_left_and_answered_when_somebody_comes(
    product: Product, new_browser: Any
) -> None:
    context = await new_browser()
    customer = await CustomerBrowser.visit(context, product)
    await customer.says(WISH)
    await customer.page.get_by_role("button", name="Laisser un message").last.click()
    await customer.reads("Écrivez votre message ici")
    await expect(customer.panel).to_contain_text("Votre message est gardé")
    await customer.says("Mon dossier de la menuiserie est bloqué.")
    await customer.page.close()  # he may go

    agent = await AgentBrowser.sign_in(await new_browser(1400, 900), product)
    await agent.reads("A laissé un message")
    await agent.opens("Mon dossier de la menuiserie")
    await agent.claims()
    await agent.says("Bonjour, votre dossier est débloqué.")

    back = CustomerBrowser(await context.new_page())
    await back.page.goto(product.url)
    await back.open()
    await back.reads("votre dossier est débloqué.")
