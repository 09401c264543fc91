"""The main story, in two real browsers: widget → bot → human → back."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.async_api import expect

from tests.e2e.conftest import Product
from tests.e2e.people import AgentBrowser, CustomerBrowser

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(400)]

ANGER = "Ça fait trois semaines que j'attends, vous vous moquez de moi, c'est honteux"


async def test_anger_goes_to_a_human_and_the_conversation_comes_back(
    product: Product, new_browser: Any
) -> None:
    customer = await CustomerBrowser.visit(await new_browser(), product)
    await customer.says("Bonjour")
    await customer.reads("assistant automatique")
    await customer.says("Quel est le taux en Île-de-France ?")
    await expect(customer.log).to_contain_text("0\u00a0%", use_inner_text=True)
    await customer.says(ANGER)
    await expect(customer.panel).to_contain_text("dans la file")

    agent = await AgentBrowser.sign_in(await new_browser(1400, 900), product)
    await agent.opens(ANGER[:40])
    await agent.reads("Client mécontent")
    await agent.reads("Quel est le taux en Île-de-France ?")
    await agent.claims()
    await customer.reads("Camille")
    await agent.says(
        "Bonjour, je suis Camille. Je regarde votre dossier tout de suite."
    )
    await customer.reads("Je regarde votre dossier tout de suite.")
    said_before = len(await customer.bubbles())
    await customer.says("Merci, c’est le dossier de l’atelier.")
    await agent.reads("C’est le dossier de l’atelier."[1:])
    await agent.notes("Dossier retrouvé, rappeler demain.")
    await customer.page.wait_for_timeout(1500)
    bubbles = await customer.bubbles()
    assert len(bubbles) == said_before + 1  # the bot is silent, the note is private
    assert "rappeler demain" not in " ".join(bubbles)

    await agent.hands_back()
    await customer.reads("Camille a terminé")
    await customer.says("Et quelle est la durée du prêt ?")
    await customer.reads("7\u00a0ans")


async def test_a_request_for_a_human_is_granted(
    product: Product, new_browser: Any
) -> None:
    customer = await CustomerBrowser.visit(await new_browser(), product)
    await customer.says("Je voudrais parler à un conseiller, s’il vous plaît")
    await expect(customer.panel).to_contain_text("dans la file")
    agent = await AgentBrowser.sign_in(await new_browser(1400, 900), product)
    await agent.opens("Je voudrais parler à un conseiller")
    await agent.reads("Demande à parler à quelqu’un")


async def test_gibberish_twice_calls_a_human(
    product: Product, new_browser: Any
) -> None:
    customer = await CustomerBrowser.visit(await new_browser(), product)
    await customer.says("blorf zigou trapmak")
    await customer.bubbles(2)
    await customer.says("fizzbin krook paltarin")
    await expect(customer.panel).to_contain_text("dans la file")


async def test_the_customer_leaves_the_queue_and_the_bot_answers(
    product: Product, new_browser: Any
) -> None:
    customer = await CustomerBrowser.visit(await new_browser(), product)
    await customer.says("Passez-moi un humain")
    # The banner offers it, and at night so does the message that says so.
    leave = customer.panel.get_by_role("button", name="Continuer avec l’assistant")
    await leave.first.click()
    await customer.reads("vous n’attendez plus de conseiller")
    await customer.says("C’est quoi le prêt Flash Rebond ?")
    await customer.reads("Bpifrance")


async def test_reload_and_second_tab_show_everything_once(
    product: Product, new_browser: Any
) -> None:
    context = await new_browser()
    customer = await CustomerBrowser.visit(context, product)
    await customer.says("Bonjour")
    before = await customer.bubbles(2)
    await customer.page.reload()
    assert await customer.bubbles(2) == before
    other = CustomerBrowser(await context.new_page())
    await other.page.goto(product.url)
    await other.open()
    assert await other.bubbles(2) == before
    await other.says("Merci beaucoup")
    assert await customer.bubbles(4) == await other.bubbles(4)
