"""The widget on somebody's page: its language, its looks, and how it is loaded."""

from __future__ import annotations

from typing import Any

import pytest
from embedding_page import LISTEN, heard
from fake_gateway import GREETING, FakeGateway
from playwright.async_api import BrowserContext, Route, expect
from widget_page import WidgetPage

pytestmark = pytest.mark.e2e

SHOWN_GREETING = GREETING.replace("**", "")
THEME = """ecoute-widget {
  --ecoute-x: 40px; --ecoute-y: 30px; --ecoute-launcher: 48px; --ecoute-width: 420px;
  --ecoute-radius: 4px; --ecoute-color: #5b2a86;
}"""
SET_STYLE = """(text) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(text);
  document.adoptedStyleSheets = [sheet];
}"""


async def test_an_english_page_has_an_english_panel_that_says_the_bot_is_french(
    context: BrowserContext, gateway: FakeGateway
) -> None:
    widget = await WidgetPage.visit(context, gateway, "/embed?lang=en-GB")
    await expect(widget.launcher).to_have_attribute("aria-label", "Open the chat")
    await widget.launcher.click()
    await expect(widget.panel).to_have_attribute("lang", "en-GB")
    await expect(widget.panel).to_contain_text("I answer in French only")
    await expect(widget.panel).to_contain_text("for one year after your last message")
    await widget.page.get_by_label("Your message").fill("Bonjour")
    await widget.page.keyboard.press("Enter")
    await expect(widget.bubbles.last).to_have_text(SHOWN_GREETING)
    await expect(widget.bubbles.last).to_have_attribute("lang", "fr")
    assert not [line for line in gateway.requests if "strings_fr" in line]


async def test_the_tag_s_language_comes_before_the_page_s(
    context: BrowserContext, gateway: FakeGateway
) -> None:
    path = "/embed?lang=en&data-locale=fr-FR"
    widget = await WidgetPage.visit(context, gateway, path)
    label = "Ouvrir la discussion"
    await expect(widget.launcher).to_have_attribute("aria-label", label)


async def test_a_tag_may_open_the_chat_without_taking_the_focus(
    context: BrowserContext, gateway: FakeGateway
) -> None:
    widget = await WidgetPage.visit(context, gateway, "/embed?data-open")
    await expect(widget.panel).to_be_visible()
    assert await widget.page.evaluate("document.activeElement.tagName") == "BODY"
    await widget.has_left_no_trace()


async def test_a_site_sets_place_sizes_and_colours(
    context: BrowserContext, gateway: FakeGateway
) -> None:
    widget = await WidgetPage.visit(context, gateway, "/embed?data-position=left")
    await widget.page.emulate_media(reduced_motion="reduce")
    await widget.page.evaluate(SET_STYLE, THEME)
    box = await widget.launcher.bounding_box()
    assert box is not None
    size = widget.page.viewport_size
    assert size is not None
    assert (box["x"], box["width"]) == (40, 48)
    assert box["y"] + box["height"] == size["height"] - 30
    await widget.launcher.click()
    panel = await widget.panel.bounding_box()
    assert panel is not None
    assert (panel["x"], panel["width"]) == (40, 420)
    head = widget.page.locator("ecoute-widget .head")
    await expect(widget.panel).to_have_css("border-radius", "4px")
    await expect(head).to_have_css("background-color", "rgb(91, 42, 134)")


@pytest.mark.parametrize(
    ("theme", "scheme", "dark"),
    [
        ("auto", "dark", True),
        ("auto", "light", False),
        ("light", "dark", False),
        ("dark", "light", True),
    ],
)
async def test_the_dark_is_the_reader_s_unless_the_site_says_otherwise(
    context: BrowserContext, gateway: FakeGateway, theme: str, scheme: Any, dark: bool
) -> None:
    widget = await WidgetPage.visit(context, gateway, f"/embed?data-theme={theme}")
    await widget.page.emulate_media(color_scheme=scheme)
    await widget.launcher.click()
    paper = await widget.panel.evaluate("(e) => getComputedStyle(e).backgroundColor")
    assert paper == ("rgb(27, 35, 35)" if dark else "rgb(251, 248, 243)")


async def test_at_320_px_nothing_scrolls_sideways(
    context: BrowserContext, gateway: FakeGateway
) -> None:
    widget = await WidgetPage.visit(context, gateway, "/embed?data-position=left")
    await widget.page.set_viewport_size({"width": 320, "height": 568})
    await widget.launcher.click()
    await expect(widget.composer).to_be_in_viewport()
    wide = "(e) => [e.getBoundingClientRect().width, e.scrollWidth]"
    assert await widget.panel.evaluate(wide) == [320, 320]
    log = widget.page.get_by_role("log")
    assert await log.evaluate("(e) => e.scrollWidth <= e.clientWidth")


async def test_under_a_strict_policy_nothing_is_refused(
    context: BrowserContext, gateway: FakeGateway
) -> None:
    await context.add_init_script(LISTEN)
    widget = await WidgetPage.visit(context, gateway, "/embed")
    await widget.open()
    await widget.say("Bonjour")
    await widget.sees("Bonjour", SHOWN_GREETING)
    radius = "(e) => getComputedStyle(e).borderRadius"
    assert await widget.panel.evaluate(radius) == "20px"
    assert await widget.page.evaluate("broken") == []


async def test_the_page_does_not_move_and_each_file_is_fetched_once(
    context: BrowserContext, gateway: FakeGateway
) -> None:
    await context.add_init_script(
        """window.moved = 0;
        new PerformanceObserver((list) => {
          // What a click moves is no surprise: the notice goes when it is accepted.
          for (const entry of list.getEntries())
            if (!entry.hadRecentInput) moved += entry.value;
        }).observe({ type: "layout-shift", buffered: true });"""
    )
    widget = await WidgetPage.visit(context, gateway, "/embed")
    await widget.open()
    await widget.page.wait_for_timeout(300)
    assert await widget.page.evaluate("moved") == 0
    for name in ("chat.js", "strings_fr.js"):
        assert gateway.requests.count(f"GET /web/{name}") == 1


async def test_a_file_that_was_changed_on_its_way_is_not_run(
    context: BrowserContext, gateway: FakeGateway
) -> None:
    async def change(route: Route) -> None:
        answer = await route.fetch()
        body = "window.taken = true;\n" + await answer.text()
        await route.fulfill(response=answer, body=body)

    await context.add_init_script(LISTEN)
    await context.route("**/web/chat.js*", change)
    widget = await WidgetPage.visit(context, gateway, "/embed")
    await widget.launcher.click()
    label = "La discussion ne s’ouvre pas. Réessayer"
    await expect(widget.launcher).to_have_attribute("aria-label", label)
    assert await widget.page.evaluate("window.taken") is None
    assert await heard(widget.page, "error") == [{"code": "load"}]
    await context.unroute("**/web/chat.js*", change)
    await widget.launcher.click()
    await expect(widget.panel).to_be_visible()
