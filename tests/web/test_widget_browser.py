"""The customer widget in a real browser, against a gateway that can be told to fail."""

from __future__ import annotations

import re

import pytest
from fake_gateway import GREETING, FakeGateway
from playwright.async_api import BrowserContext, expect
from widget_page import WidgetPage

pytestmark = pytest.mark.e2e

SHOWN_GREETING = GREETING.replace("**", "")


async def test_nothing_is_stored_or_asked_before_the_chat_is_opened(
    widget: WidgetPage, gateway: FakeGateway
) -> None:
    await widget.page.wait_for_timeout(300)
    assert await widget.stored() == [0, 0, 0]
    assert not [line for line in gateway.requests if "chat.js" in line]
    assert not [line for line in gateway.requests if "socket.io" in line]
    await widget.open()
    stored = await widget.stored()
    assert stored[0] == 1
    assert stored[2] == 0


async def test_a_conversation_by_keyboard_alone(
    widget: WidgetPage, gateway: FakeGateway
) -> None:
    await widget.launcher.focus()
    await widget.page.keyboard.press("Enter")
    await expect(widget.composer).to_be_focused()
    await widget.page.keyboard.type("Bonjour")
    await widget.page.keyboard.press("Enter")
    await widget.sees("Bonjour", SHOWN_GREETING)
    await widget.page.keyboard.press("Shift+Tab")
    assert await widget.focused() != "text"
    await widget.button("Le taux").press("Enter")
    await widget.sees("Bonjour", SHOWN_GREETING, "Le taux", "Réponse à « Le taux ».")
    assert gateway.received == ["Bonjour", "/ask_rate"]
    await expect(widget.button("La durée")).to_be_disabled()
    await expect(widget.composer).to_be_focused()
    await widget.page.keyboard.press("Escape")
    await expect(widget.panel).to_be_hidden()
    await expect(widget.launcher).to_be_focused()


async def test_shift_enter_makes_a_line_and_html_stays_text(widget: WidgetPage) -> None:
    await widget.open()
    await widget.composer.fill("un")
    await widget.composer.press("Shift+Enter")
    await widget.page.keyboard.type("<img src=x onerror=alert(1)>")
    await widget.composer.press("Enter")
    await expect(widget.bubbles.first).to_have_text("un<img src=x onerror=alert(1)>")
    assert await widget.bubbles.first.locator("br").count() == 1
    assert await widget.page.locator("ecoute-widget img").count() == 0


async def test_a_reload_shows_everything_once(widget: WidgetPage) -> None:
    await widget.open()
    await widget.say("Bonjour")
    await widget.sees("Bonjour", SHOWN_GREETING)
    await widget.page.reload()
    await expect(widget.panel).to_be_visible()
    await widget.sees("Bonjour", SHOWN_GREETING)


async def test_a_message_whose_acknowledgement_is_lost_is_stored_once(
    widget: WidgetPage, gateway: FakeGateway
) -> None:
    await widget.open()
    gateway.replies = False
    gateway.lose_acks = 2
    await widget.say("un")
    await widget.say("deux")
    await expect(widget.panel.get_by_text("envoyé", exact=True)).to_be_visible()
    await widget.sees("un", "deux")
    assert gateway.received == ["un", "deux"]


async def test_what_was_written_while_the_server_was_away_survives_a_reload(
    widget: WidgetPage, gateway: FakeGateway
) -> None:
    await widget.open()
    gateway.replies = False
    await widget.say("avant")
    await expect(widget.panel.get_by_text("envoyé", exact=True)).to_be_visible()
    await gateway.drop_sockets()
    gateway.refuse_sockets = gateway.refuse_http = True
    await widget.say("pendant")
    await expect(widget.panel.get_by_text("Connexion perdue")).to_be_visible()
    await widget.page.reload()
    await widget.sees("pendant")
    gateway.refuse_sockets = gateway.refuse_http = False
    await widget.sees("avant", "pendant")
    await expect(widget.panel.get_by_text("Connexion perdue")).to_be_hidden()
    assert gateway.received == ["avant", "pendant"]


async def test_a_lost_message_is_asked_for_again(
    widget: WidgetPage, gateway: FakeGateway
) -> None:
    await widget.open()
    gateway.lose_messages = 1
    await gateway.say("bot", "un")
    await gateway.say("bot", "deux")
    await widget.sees("un", "deux")


async def test_many_messages_with_drops_arrive_once_and_in_order(
    widget: WidgetPage, gateway: FakeGateway
) -> None:
    await widget.open()
    gateway.replies = False
    for number in range(60):
        await widget.say(f"c{number}")
        await gateway.say("bot", f"b{number}")
        if number % 7 == 3:
            await gateway.drop_sockets()
        if number % 11 == 5:
            gateway.lose_messages = 2
        if number % 13 == 8:
            gateway.lose_acks = 1
    while len(gateway.last.messages) < 120:
        await widget.page.wait_for_timeout(100)
    await expect(widget.bubbles).to_have_count(120)
    shown = await widget.bubbles.all_inner_texts()
    assert shown == [message["text"] for message in gateway.last.messages]
    assert gateway.received == [f"c{number}" for number in range(60)]


async def test_two_tabs_share_one_conversation(
    widget: WidgetPage, context: BrowserContext, gateway: FakeGateway
) -> None:
    await widget.open()
    gateway.replies = False
    other = await WidgetPage.visit(context, gateway)
    await other.open()
    await widget.say("d’ici")
    await other.sees("d’ici")
    await other.say("de là")
    await gateway.say("bot", "à tous")
    for tab in (widget, other):
        await tab.sees("d’ici", "de là", "à tous")
    assert len(gateway.conversations) == 1


async def test_waiting_has_a_place_a_time_and_a_way_out(
    widget: WidgetPage, gateway: FakeGateway
) -> None:
    await widget.open()
    await gateway.become("queued", position=2, estimated_wait_s=170)
    banner = widget.panel.get_by_text("Vous êtes 2e dans la file.")
    await expect(banner).to_be_visible()
    await expect(
        widget.panel.get_by_text("Environ 3 minutes d’attente")
    ).to_be_visible()
    await widget.button("Continuer avec l’assistant").click()
    await expect(banner).to_be_hidden()
    assert gateway.received == ["/cancel_handoff"]


async def test_an_agent_is_named_then_the_closed_conversation_is_scored(
    widget: WidgetPage, gateway: FakeGateway
) -> None:
    await widget.open()
    await gateway.become("human", agent={"name": "Camille"})
    await gateway.say("agent", "Bonjour", custom={"agent": "Camille"})
    await expect(widget.panel.get_by_text("Vous échangez avec Camille")).to_be_visible()
    await gateway.become("closed")
    await expect(widget.composer).to_be_hidden()
    await expect(widget.button("Nouvelle conversation")).to_be_focused()
    await widget.button("4 sur 5, bien").click()
    await expect(widget.panel.get_by_text("Merci pour votre réponse.")).to_be_visible()
    assert gateway.last.score == 4
    await widget.button("Nouvelle conversation").click()
    await expect(widget.composer).to_be_focused()
    await widget.say("encore")
    await widget.sees("encore", "Réponse à « encore ».")
    assert len(gateway.conversations) == 2


async def test_erasing_asks_first_and_leaves_nothing(
    widget: WidgetPage, gateway: FakeGateway
) -> None:
    await widget.open()
    await widget.say("Bonjour")
    await widget.sees("Bonjour", SHOWN_GREETING)
    await widget.button("Options de la discussion").click()
    await widget.button("Effacer ma conversation").click()
    await expect(widget.button("Annuler")).to_be_focused()
    await widget.button("Effacer").click()
    await expect(widget.panel.get_by_text("a été effacée")).to_be_visible()
    await widget.sees()
    assert gateway.conversations == {}
    assert (await widget.stored())[:2] == [0, 0]
    await widget.say("Bonjour")
    await widget.sees("Bonjour", SHOWN_GREETING)


async def test_an_erased_conversation_gives_way_to_another(
    widget: WidgetPage, gateway: FakeGateway
) -> None:
    await widget.open()
    await widget.say("Bonjour")
    await widget.sees("Bonjour", SHOWN_GREETING)
    gateway.conversations.clear()
    await gateway.drop_sockets()
    await widget.sees()
    await widget.say("Bonjour")
    await widget.sees("Bonjour", SHOWN_GREETING)


async def test_where_sockets_do_not_pass_http_does(
    widget: WidgetPage, gateway: FakeGateway
) -> None:
    gateway.refuse_sockets = True
    await widget.open()
    await widget.say("Bonjour")
    await widget.sees("Bonjour", SHOWN_GREETING)
    await gateway.say("agent", "par HTTP")
    await widget.sees("Bonjour", SHOWN_GREETING, "par HTTP")
    gateway.refuse_sockets = False
    await expect(widget.panel.get_by_text("Connexion lente")).to_be_hidden(
        timeout=30_000
    )
    await widget.say("au revoir")
    await expect(widget.bubbles).to_have_count(5)
    assert gateway.received == ["Bonjour", "au revoir"]


async def test_a_refused_message_says_why(widget: WidgetPage) -> None:
    await widget.open()
    await widget.say("refus")
    await expect(widget.panel.get_by_text("Message trop long.")).to_be_visible()
    await widget.say("suite")
    await expect(widget.bubbles).to_have_count(3)


async def test_too_long_a_text_is_kept_and_counted(widget: WidgetPage) -> None:
    await widget.open()
    await widget.composer.fill("a" * 2012)
    await expect(widget.panel.get_by_text("12 caractères de trop")).to_be_visible()
    await widget.composer.press("Enter")
    await expect(widget.bubbles).to_have_count(0)
    assert await widget.composer.input_value() == "a" * 2012


async def test_news_while_closed_is_counted_on_the_launcher(
    widget: WidgetPage, gateway: FakeGateway
) -> None:
    await widget.open()
    await widget.page.keyboard.press("Escape")
    await gateway.say("bot", "un")
    await gateway.say("bot", "deux")
    name = re.compile("2 messages non lus")
    await expect(widget.launcher).to_have_accessible_name(name)
    await widget.launcher.click()
    await expect(widget.launcher).not_to_have_accessible_name(name)


@pytest.mark.parametrize("width", [320, 390])
async def test_a_phone_shows_the_whole_chat_without_sideways_scrolling(
    widget: WidgetPage, gateway: FakeGateway, width: int
) -> None:
    await widget.page.set_viewport_size({"width": width, "height": 700})
    await widget.open()
    await gateway.say("bot", "motsanscoupure" * 20)
    await gateway.become("queued", position=12, estimated_wait_s=3600)
    box = await widget.panel.bounding_box()
    # Within a pixel: the panel may still be sliding in.
    whole = {"x": 0, "y": 0, "width": width, "height": 700}
    assert box == pytest.approx(whole, abs=1)
    script = """() => [...document.querySelector("ecoute-widget").shadowRoot
        .querySelectorAll(".panel, .log, .banner, .head")]
        .every((part) => part.scrollWidth <= part.clientWidth)"""
    assert await widget.page.evaluate(script)
    size = await widget.composer.evaluate("(area) => getComputedStyle(area).fontSize")
    assert size == "16px"
