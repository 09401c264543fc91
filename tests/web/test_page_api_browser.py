"""What the page around the widget asks and hears, and whom it says the customer is."""

from __future__ import annotations

import pytest
from embedding_page import LISTEN, call, heard
from fake_gateway import GREETING, FakeGateway
from playwright.async_api import BrowserContext, expect
from widget_page import WidgetPage

pytestmark = pytest.mark.e2e

SHOWN_GREETING = GREETING.replace("**", "")


async def test_a_page_may_speak_before_the_widget_arrives(
    context: BrowserContext, gateway: FakeGateway
) -> None:
    await context.add_init_script(
        LISTEN + "ecoute.push(() => { throw Error('theirs'); }, (w) => w.open());"
    )
    widget = await WidgetPage.visit(context, gateway, "/embed")
    await expect(widget.panel).to_be_visible()
    assert len(await heard(widget.page, "ready")) == 1
    assert await heard(widget.page, "opened") == [{}]
    await call(widget.page, "widget.close()")
    await expect(widget.panel).to_be_hidden()
    assert await heard(widget.page, "closed") == [{}]


async def test_events_say_who_and_how_many_but_never_what(
    context: BrowserContext, gateway: FakeGateway
) -> None:
    await context.add_init_script(LISTEN)
    widget = await WidgetPage.visit(context, gateway, "/embed")
    await widget.open()
    await widget.say("Bonjour")
    await widget.sees("Bonjour", SHOWN_GREETING)
    assert await heard(widget.page, "message") == [
        {"seq": 1, "sender": "customer"},
        {"seq": 2, "sender": "bot"},
    ]
    assert await heard(widget.page, "unread") == []
    await gateway.become("queued", position=1)
    await widget.page.wait_for_function("heard.some(([name]) => name === 'handoff')")
    assert await heard(widget.page, "mode") == [{"mode": "queued", "before": "bot"}]
    await call(widget.page, "widget.close()")
    await gateway.say("agent", "Je suis là.")
    label = "Ouvrir la discussion, 1 message non lu"
    await expect(widget.launcher).to_have_attribute("aria-label", label)
    assert await heard(widget.page, "unread") == [{"count": 1}]
    assert "Bonjour" not in str(await widget.page.evaluate("heard"))


async def test_a_page_stops_listening(
    context: BrowserContext, gateway: FakeGateway
) -> None:
    await context.add_init_script(LISTEN)
    widget = await WidgetPage.visit(context, gateway, "/embed")
    await call(widget.page, "widget.on('opened', () => heard.push(['again', {}]))()")
    await call(widget.page, "widget.open()")
    await expect(widget.panel).to_be_visible()
    assert await heard(widget.page, "again") == []


# ---- who the customer is -------------------------------------------------------------


async def test_the_site_says_who_it_is_before_the_first_message(
    context: BrowserContext, gateway: FakeGateway
) -> None:
    await context.add_init_script(LISTEN + "ecoute.push((w) => w.identify('nadia'));")
    widget = await WidgetPage.visit(context, gateway, "/embed")
    await widget.launcher.click()
    await widget.say("Bonjour")
    await widget.sees("Bonjour", SHOWN_GREETING)
    assert gateway.last.customer == "nadia"
    lines = [one for one in gateway.requests if "identity" in one]
    assert len(lines) == 1


async def test_without_sockets_too(
    context: BrowserContext, gateway: FakeGateway
) -> None:
    gateway.refuse_sockets = True
    await context.add_init_script("window.ecoute = [(w) => w.identify('nadia')];")
    widget = await WidgetPage.visit(context, gateway, "/embed")
    await widget.launcher.click()
    await widget.say("Bonjour")
    await widget.sees("Bonjour", SHOWN_GREETING)
    assert gateway.last.customer == "nadia"


async def test_somebody_else_on_the_same_browser_sees_nothing_of_it(
    context: BrowserContext, gateway: FakeGateway
) -> None:
    widget = await WidgetPage.visit(context, gateway, "/embed")
    await call(widget.page, "widget.identify('nadia')")
    await widget.open()
    await widget.say("Bonjour")
    await widget.sees("Bonjour", SHOWN_GREETING)
    await widget.page.close()
    await context.add_init_script("window.ecoute = [(w) => w.identify('paul')];")
    widget = await WidgetPage.visit(context, gateway, "/embed")
    await widget.page.wait_for_function("localStorage.length === 0")
    await widget.launcher.click()
    await expect(widget.bubbles).to_have_count(0)
    await widget.say("Salut")
    await widget.sees("Salut", "Réponse à « Salut ».")
    assert [one.customer for one in gateway.conversations.values()] == ["nadia", "paul"]


async def test_a_customer_who_signs_out_leaves_the_conversation(
    context: BrowserContext, gateway: FakeGateway
) -> None:
    widget = await WidgetPage.visit(context, gateway, "/embed")
    await call(widget.page, "widget.identify('nadia')")
    await widget.open()
    await widget.say("Bonjour")
    await widget.sees("Bonjour", SHOWN_GREETING)
    await call(widget.page, "widget.identify(null)")
    await expect(widget.bubbles).to_have_count(0)
    assert await widget.stored() == [0, 0, 0]


async def test_a_token_that_is_not_believed_is_told_to_the_page_alone(
    context: BrowserContext, gateway: FakeGateway
) -> None:
    await context.add_init_script(LISTEN + "ecoute.push((w) => w.identify('forged'));")
    widget = await WidgetPage.visit(context, gateway, "/embed")
    await widget.open()
    await widget.say("Bonjour")
    await widget.sees("Bonjour", SHOWN_GREETING)
    assert await heard(widget.page, "error") == [{"code": "identity_invalid"}]
    assert gateway.last.customer is None
