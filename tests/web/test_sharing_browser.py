"""Sharing an answer from the widget, by mouse and by keyboard."""

from __future__ import annotations

import pytest
from fake_gateway import FakeGateway
from fake_http import SHARED
from playwright.async_api import BrowserContext, Locator, Route, expect
from widget_page import WidgetPage

pytestmark = pytest.mark.e2e

MARK = {"shareable": "utter_rate_general"}


async def open_with_answer(widget: WidgetPage, gateway: FakeGateway) -> Locator:
    """Opens the chat; gives the button of an answer that can be shared."""
    await widget.open()
    await gateway.say("bot", "Je comprends.")
    await gateway.say("bot", "Le taux était de 0 %.", custom=MARK)
    button = widget.button("Partager cette réponse")
    await expect(button).to_be_visible()
    return button


async def test_the_menu_of_an_answer_by_keyboard(
    widget: WidgetPage, gateway: FakeGateway
) -> None:
    button = await open_with_answer(widget, gateway)
    press = widget.page.keyboard.press
    menu = widget.page.get_by_role("menu", name="Partager cette réponse")
    await button.focus()
    await press("Enter")
    await expect(menu).to_be_visible()
    await expect(button).to_have_attribute("aria-expanded", "true")
    copy, email, _, sms = (menu.get_by_role("menuitem").nth(n) for n in range(4))
    await expect(copy).to_be_focused()
    keys = ("ArrowDown", "End", "ArrowDown", "ArrowUp", "Home")
    for key, item in zip(keys, (email, sms, copy, sms, copy), strict=True):
        await press(key)
        await expect(item).to_be_focused()
    await press("Escape")
    await expect(menu).to_be_hidden()
    await expect(widget.panel).to_be_visible()
    await expect(button).to_be_focused()
    await press("ArrowUp")
    await expect(sms).to_be_focused()
    await press("Tab")
    await expect(menu).to_be_hidden()
    await expect(widget.composer).to_be_focused()
    assert gateway.shared == []


async def test_a_link_is_copied_or_shown_to_be_copied(
    widget: WidgetPage, gateway: FakeGateway, context: BrowserContext
) -> None:
    await context.grant_permissions(["clipboard-read", "clipboard-write"])
    button = await open_with_answer(widget, gateway)
    copy = widget.page.get_by_role("menuitem", name="Copier le lien")
    await button.click()
    await copy.click()
    await expect(widget.panel.get_by_text("Lien copié")).to_be_visible()
    await expect(button).to_be_focused()
    copied = await widget.page.evaluate("navigator.clipboard.readText()")
    assert copied == f"{SHARED}?c=copy"
    assert gateway.shared == [(2, "copy")]
    forbid = "Object.defineProperty(navigator, 'clipboard', {value: undefined})"
    await widget.page.evaluate(forbid)
    await button.click()
    await copy.click()
    await expect(widget.panel.get_by_text(f"{SHARED}?c=copy")).to_be_visible()


async def test_whatsapp_is_asked_for_only_on_the_click(
    widget: WidgetPage, gateway: FakeGateway, context: BrowserContext
) -> None:
    asked: list[str] = []

    async def answer(route: Route) -> None:
        asked.append(route.request.url)
        await route.fulfill(body="ok")

    await context.route("https://wa.me/**", answer)
    button = await open_with_answer(widget, gateway)
    whatsapp = widget.page.get_by_role("menuitem", name="WhatsApp")
    gateway.refuse_http = True
    await button.click()
    await whatsapp.click()
    await expect(widget.panel.get_by_text("Le partage n’a pas abouti")).to_be_visible()
    if len(context.pages) > 1:  # the empty tab closes when the browser gets to it
        await context.pages[-1].wait_for_event("close")
    assert (len(context.pages), asked, gateway.shared) == (1, [], [])
    gateway.refuse_http = False
    await button.click()
    async with context.expect_page() as opening:
        await whatsapp.click()
    tab = await opening.value
    await tab.wait_for_url("https://wa.me/**")
    assert "0123456789%3Fc%3Dwhatsapp" in tab.url
    assert await tab.evaluate("window.opener") is None
    assert gateway.shared == [(2, "whatsapp")]


async def test_a_scroll_told_late_does_not_close_the_menu(
    widget: WidgetPage, gateway: FakeGateway
) -> None:
    button = await open_with_answer(widget, gateway)
    menu = widget.page.get_by_role("menu", name="Partager cette réponse")
    await button.click()
    # As a browser does in the frame after a click that had to scroll to the button.
    await widget.page.get_by_role("log").dispatch_event("scroll")
    await expect(menu).to_be_visible()
