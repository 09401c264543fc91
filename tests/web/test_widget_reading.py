"""How the widget is read: aloud, enlarged, spaced out, without movement."""

from __future__ import annotations

import pytest
from fake_gateway import CHOICES, GREETING, FakeGateway
from playwright.async_api import Browser, BrowserContext, expect
from widget_page import WidgetPage
from widget_states import (
    CARD,
    LONG,
    QUESTION,
    card,
    menu,
    queued,
    queued_outside_hours,
    scoring,
)

pytestmark = pytest.mark.e2e

# Tells what live regions say from now on, as a screen reader would hear it: what is
# added to a region that is live at that moment, and to none that is off.
LISTEN = """() => {
    globalThis.heard = [];
    const root = document.querySelector("ecoute-widget").shadowRoot;
    const isSaid = (node) => {
        const region = node.closest(
            "[aria-live], [role=status], [role=alert], [role=log]");
        return region !== null && region.getAttribute("aria-live") !== "off";
    };
    new MutationObserver((changes) => {
        for (const change of changes) {
            const target = change.target.nodeType === 1 ? change.target
                : change.target.parentElement;
            if (!target?.checkVisibility() || !isSaid(target)) continue;
            for (const node of change.addedNodes) {
                const words = node.textContent.trim();
                if (words) heard.push(words);
            }
        }
    }).observe(root, {childList: true, subtree: true, characterData: true});
}"""

# WCAG 1.4.12, as the standard words it.
SPACED = """() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`* { line-height: 1.5 !important;
        letter-spacing: .12em !important; word-spacing: .16em !important }
        p { margin-bottom: 2em !important }`);
    const root = document.querySelector("ecoute-widget").shadowRoot;
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
}"""

# What is cut off: shown text that its own box hides, or that goes out of the panel.
CUT_OFF = """() => {
    const root = document.querySelector("ecoute-widget").shadowRoot;
    const panel = root.querySelector(".panel").getBoundingClientRect();
    return [...root.querySelectorAll(".panel *")].filter((node) => {
        const style = getComputedStyle(node);
        if (!node.offsetParent || node.closest(".sr-only, .by, svg")) return false;
        if (node.matches(".log, .panel, textarea, .sharing")) return false;
        const box = node.getBoundingClientRect();
        const hides = style.overflowX !== "visible" || style.overflowY !== "visible";
        const isHidden = hides && (node.scrollWidth > node.clientWidth + 1
            || node.scrollHeight > node.clientHeight + 1);
        return isHidden || box.right > panel.right + 1 || box.left < panel.left - 1;
    }).map((node) => node.className || node.tagName);
}"""
SIDEWAYS = """() => {
    const root = document.querySelector("ecoute-widget").shadowRoot;
    return [document.documentElement, ...root.querySelectorAll(".panel, .log, .banner")]
        .filter((part) => part.scrollWidth > part.clientWidth)
        .map((part) => part.className || part.tagName);
}"""


IS_AT_END = """() => {
    const root = document.querySelector("ecoute-widget").shadowRoot;
    const log = root.querySelector(".log");
    return log.scrollHeight - log.scrollTop - log.clientHeight < 2;
}"""


async def test_news_is_said_once_and_the_past_is_not(
    widget: WidgetPage, gateway: FakeGateway
) -> None:
    await widget.open()
    gateway.replies = False
    await gateway.say("bot", "Du passé")
    await widget.page.reload()
    await expect(widget.launcher).to_be_visible()
    await widget.page.evaluate(LISTEN)
    await expect(widget.bubbles).to_have_count(1)
    log = widget.panel.get_by_role("log")
    await expect(log).to_have_attribute("aria-live", "polite")
    await gateway.say("bot", "Une nouvelle")
    await gateway.say("agent", "Bonjour", custom={"agent": "Camille"})
    await expect(widget.bubbles).to_have_count(3)
    heard = await widget.page.evaluate("heard.join(' | ')")
    assert "Du passé" not in heard
    assert heard.count("Une nouvelle") == 1
    assert heard.count("Bonjour") == 1


async def test_news_while_the_chat_is_closed_is_said(
    widget: WidgetPage, gateway: FakeGateway
) -> None:
    await widget.open()
    await widget.page.keyboard.press("Escape")
    await widget.page.evaluate(LISTEN)
    await gateway.say("bot", "Une nouvelle")
    await expect(widget.launcher).to_have_attribute("data-unread", "1")
    assert await widget.page.evaluate("heard") == ["1 nouveau message"]


async def test_being_sent_and_read_is_shown_and_not_said(
    widget: WidgetPage, gateway: FakeGateway
) -> None:
    await widget.open()
    gateway.replies = False
    await gateway.become("human", agent={"name": "Camille"})
    await widget.say("Bonjour")
    await expect(widget.panel.get_by_text("envoyé", exact=True)).to_be_visible()
    await widget.page.evaluate(LISTEN)
    await gateway.reads(1)
    await expect(widget.panel.get_by_text("lu", exact=True)).to_be_visible()
    assert await widget.page.evaluate("heard") == []


@pytest.mark.parametrize(
    "steps", [queued_outside_hours, card, menu, scoring], ids=lambda each: each.__name__
)
async def test_spaced_text_is_not_cut_off(
    widget: WidgetPage, gateway: FakeGateway, steps
) -> None:
    gateway.replies = False
    await steps(widget, gateway)
    await widget.page.evaluate(SPACED)
    assert await widget.page.evaluate(CUT_OFF) == []


@pytest.mark.parametrize(
    ("width", "height"),
    [
        pytest.param(640, 400, id="200 %"),
        # 1280 × 1024 at 400 %, the measure of WCAG 1.4.10.
        pytest.param(320, 256, id="400 %"),
    ],
)
@pytest.mark.parametrize(
    "steps",
    [queued, queued_outside_hours, card, scoring],
    ids=lambda each: each.__name__,
)
async def test_enlarged_everything_can_be_reached_by_scrolling_one_way(
    widget: WidgetPage, gateway: FakeGateway, steps, width: int, height: int
) -> None:
    await widget.page.set_viewport_size({"width": width, "height": height})
    gateway.replies = False
    await steps(widget, gateway)
    assert await widget.page.evaluate(SIDEWAYS) == []
    for button in await widget.panel.get_by_role("button").all():
        await button.focus()
        await expect(button).to_be_in_viewport(ratio=0.9)
    assert (await widget.panel.get_by_role("log").bounding_box())["height"] >= 100


async def test_a_long_talk_scrolls_in_its_log_and_not_the_panel(
    widget: WidgetPage, gateway: FakeGateway
) -> None:
    gateway.replies = False
    await widget.open()
    for _ in range(4):
        await gateway.say("bot", LONG)
    await expect(widget.bubbles).to_have_count(4)
    # Hidden words that stick out would let the head of the panel be scrolled away.
    tall = "(panel) => panel.scrollHeight - panel.clientHeight"
    assert await widget.panel.evaluate(tall) == 0


@pytest.mark.parametrize("steps", [queued, card, menu, scoring])
async def test_targets_are_large_enough(
    widget: WidgetPage, gateway: FakeGateway, steps
) -> None:
    gateway.replies = False
    await steps(widget, gateway)
    for button in await widget.panel.get_by_role("button").all():
        box = await button.bounding_box()
        assert box is None or min(box["width"], box["height"]) >= 24, box


async def test_nothing_moves_for_those_who_asked_for_it(
    browser: Browser, gateway: FakeGateway
) -> None:
    context = await browser.new_context(locale="fr-FR", reduced_motion="reduce")
    widget = await WidgetPage.visit(context, gateway)
    await widget.open()
    await gateway.say("bot", "Bonjour")
    await gateway.typing("bot", True)
    await expect(widget.panel.locator(".typing.on")).to_be_visible()
    moving = await widget.page.evaluate(
        """() => document.querySelector("ecoute-widget").shadowRoot
            .getAnimations().length"""
    )
    assert moving == 0
    await context.close()


async def test_the_keyboard_of_a_phone_hides_neither_words_nor_composer(
    browser: Browser, gateway: FakeGateway
) -> None:
    context = await phone(browser)
    widget = await WidgetPage.visit(context, gateway)
    # iOS leaves the page as it is and shrinks what is seen of it.
    await widget.page.evaluate(
        """() => {
            const view = new EventTarget();
            Object.assign(view, {height: 664, offsetTop: 0, scale: 1});
            Object.defineProperty(globalThis, "visualViewport", {value: view});
        }"""
    )
    gateway.replies = False
    await open_by_touch(widget)
    await gateway.say("bot", LONG)
    await gateway.say("bot", "Combien de salariés avez-vous ?", custom=QUESTION)
    await widget.composer.tap()
    await widget.page.evaluate(
        """() => {
            Object.assign(visualViewport, {height: 330, offsetTop: 60});
            visualViewport.dispatchEvent(new Event("resize"));
        }"""
    )
    await widget.page.wait_for_function(IS_AT_END)
    box = await widget.panel.bounding_box()
    assert (box["y"], box["height"]) == pytest.approx((60, 330), abs=1)
    composer = await widget.composer.bounding_box()
    assert composer["y"] + composer["height"] <= 390
    last = await widget.bubbles.last.bounding_box()
    assert 60 <= last["y"]
    assert last["y"] + last["height"] <= composer["y"]
    # Pinching to read larger must not shrink the panel.
    await widget.page.evaluate(
        """() => {
            Object.assign(visualViewport, {height: 200, scale: 2});
            visualViewport.dispatchEvent(new Event("resize"));
        }"""
    )
    assert (await widget.panel.bounding_box())["height"] == pytest.approx(330, abs=1)
    await context.close()


async def phone(browser: Browser) -> BrowserContext:
    context: BrowserContext = await browser.new_context(
        locale="fr-FR",
        viewport={"width": 390, "height": 664},
        has_touch=True,
        is_mobile=True,
    )
    context.set_default_timeout(15_000)
    return context


async def open_by_touch(widget: WidgetPage) -> None:
    """Opens the chat; the focus stays off the composer, so that no keyboard comes."""
    await widget.launcher.tap()
    await expect(widget.panel).to_be_visible()
    if await widget.button("J’ai compris").is_visible():
        await widget.button("J’ai compris").tap()
    await expect(widget.button("Options de la discussion")).to_be_visible()


async def test_a_question_about_a_number_brings_digits_and_a_way_to_letters(
    browser: Browser, gateway: FakeGateway
) -> None:
    context = await phone(browser)
    widget = await WidgetPage.visit(context, gateway)
    gateway.replies = False
    await open_by_touch(widget)
    await gateway.say("bot", "Combien de salariés avez-vous ?", custom=QUESTION)
    await expect(widget.panel.get_by_text("Question 2 sur 6")).to_be_visible()
    await expect(widget.composer).to_have_attribute("inputmode", "numeric")
    await widget.button("Clavier complet").tap()
    await expect(widget.composer).to_have_attribute("inputmode", "text")
    await expect(widget.composer).to_be_focused()
    await context.close()


async def test_a_card_is_a_list_of_facts_with_links_that_say_where_they_lead(
    widget: WidgetPage, gateway: FakeGateway
) -> None:
    await widget.open()
    hostile = {"title": "Gagner", "url": "javascript:alert(1)"}
    call = {"title": "Appeler", "url": "tel:+33102030405"}
    links = [*CARD["card"]["links"], hostile, call]
    await gateway.say("bot", "", custom={"card": {**CARD["card"], "links": links}})
    shown = widget.panel.locator(".card")
    await expect(shown.get_by_role("heading")).to_have_text("Dossier RB-2020-004217")
    await expect(shown.get_by_role("term")).to_have_count(2)
    await expect(shown.get_by_role("definition").first).to_have_text(
        "en cours de vérification"
    )
    link = shown.get_by_role("link").first
    await expect(link).to_have_accessible_name(
        "Bpifrance (www.bpifrance.fr) (nouvelle fenêtre)"
    )
    assert "noopener" in (await link.get_attribute("rel") or "")
    await expect(shown.get_by_role("link")).to_have_count(2)
    await expect(shown.get_by_role("link").last).to_have_attribute(
        "href", "tel:+33102030405"
    )
    await expect(shown.get_by_text("Gagner")).to_have_count(0)


async def test_choices_stay_readable_in_forced_colours(
    browser: Browser, gateway: FakeGateway
) -> None:
    context = await browser.new_context(locale="fr-FR", forced_colors="active")
    widget = await WidgetPage.visit(context, gateway)
    await widget.open()
    await gateway.say("bot", GREETING, buttons=CHOICES)
    await expect(widget.button("Le taux")).to_be_enabled()
    border = """(node) => getComputedStyle(node).borderTopStyle"""
    for part in (widget.button("Le taux"), widget.bubbles.first, widget.composer):
        assert await part.evaluate(border) == "solid"
    await context.close()


async def test_a_long_answer_is_read_from_its_beginning(
    widget: WidgetPage, gateway: FakeGateway
) -> None:
    gateway.replies = False
    await widget.open()
    await widget.say("Où en est mon dossier ?")
    await gateway.say("bot", "Voici où en est votre dossier.")
    await gateway.say("bot", LONG)
    await gateway.say("bot", LONG)
    await expect(widget.bubbles).to_have_count(4)
    log = widget.page.get_by_role("log")
    top = (await log.bounding_box())["y"]
    first = widget.panel.get_by_text("Voici où en est votre dossier.")
    assert 0 <= (await first.bounding_box())["y"] - top < 60
    # Who has read on is not taken back by news of the connection.
    await log.evaluate(
        """log => new Promise((seen) => {
            log.addEventListener("scroll", () => setTimeout(seen), {once: true});
            log.scrollTo(0, log.scrollHeight);
        })"""
    )
    await gateway.become("queued", position=1)
    await expect(widget.panel.locator(".banner")).to_be_visible()
    await widget.page.wait_for_function(IS_AT_END)


async def test_a_person_who_answers_at_once_is_seen_below_a_long_answer(
    widget: WidgetPage, gateway: FakeGateway
) -> None:
    gateway.replies = False
    await widget.open()
    await widget.say("Je voudrais parler à quelqu’un")
    await gateway.say("bot", LONG)
    await gateway.say("bot", LONG)
    await gateway.say("agent", "Bonjour, je regarde.", custom={"agent": "Camille"})
    await expect(widget.panel.get_by_text("Bonjour, je regarde.")).to_be_in_viewport()
