"""Waiting for a person, being read, and saying afterwards how it was."""

from __future__ import annotations

import pytest
from fake_gateway import FakeGateway
from playwright.async_api import Browser, expect
from widget_page import WidgetPage
from widget_states import CLOSED_HOURS

pytestmark = pytest.mark.e2e

OPEN_HOURS = {**CLOSED_HOURS, "open": True, "next_opening": None}


async def test_a_wait_that_nobody_knows_is_said_to_be_unknown(
    widget: WidgetPage, gateway: FakeGateway
) -> None:
    await widget.open()
    await gateway.become("queued", position=1)
    banner = widget.panel.locator(".banner")
    await expect(banner).to_contain_text("Un conseiller arrive.")
    await expect(banner).to_contain_text("Vous êtes le prochain dans la file.")
    await expect(banner).to_contain_text("Nous ne savons pas encore combien de temps.")
    # A service that tells no hours can neither call back nor keep a message.
    await expect(widget.button("Être rappelé")).to_be_hidden()


async def test_outside_hours_the_next_opening_is_said(
    widget: WidgetPage, gateway: FakeGateway
) -> None:
    await widget.open()
    await gateway.become("queued", position=1, hours=CLOSED_HOURS, anybody=False)
    banner = widget.panel.locator(".banner")
    await expect(banner).to_contain_text("Les conseillers sont absents en ce moment.")
    await expect(banner).to_contain_text("Ils reprennent ")
    await expect(banner).not_to_contain_text("arrive")


@pytest.mark.parametrize(
    ("zone", "said"),
    [
        ("Europe/Paris", "aujourd’hui à 9 h et"),
        ("America/Martinique", "vendredi 27 novembre à 9 h (heure de Paris) et"),
        ("Indian/Reunion", "vendredi 27 novembre à 9 h (heure de Paris) et"),
    ],
)
async def test_the_next_opening_is_said_by_the_desks_clock_wherever_one_reads(
    browser: Browser, gateway: FakeGateway, zone: str, said: str
) -> None:
    context = await browser.new_context(locale="fr-FR", timezone_id=zone)
    widget = await WidgetPage.visit(context, gateway)
    # Past midnight in Paris, the evening before in Martinique.
    await widget.page.clock.set_fixed_time("2026-11-26T23:30:00Z")
    await widget.open()
    await gateway.become("queued", position=1, hours=CLOSED_HOURS, anybody=False)
    banner = widget.panel.locator(".banner")
    await expect(banner).to_contain_text(f"Ils reprennent {said}")
    await context.close()


async def test_who_has_left_a_message_reads_that_it_is_kept(
    widget: WidgetPage, gateway: FakeGateway
) -> None:
    await widget.page.clock.set_fixed_time("2026-11-26T19:00:00Z")
    await widget.open()
    closed = {"position": 1, "hours": CLOSED_HOURS, "anybody": False}
    await gateway.become("queued", **closed)
    await expect(widget.button("Laisser un message")).to_be_visible()
    await gateway.become("queued", **closed, left_message=True)
    banner = widget.panel.locator(".banner")
    # At once, although the banner had just said something else.
    await expect(banner).to_contain_text("Votre message est gardé", timeout=5_000)
    await expect(banner).to_contain_text("le liront à leur retour, vendredi 27 nov")
    await expect(banner).not_to_contain_text("dans la file")
    await expect(widget.button("Laisser un message")).to_be_hidden()
    await expect(widget.button("Être rappelé")).to_be_hidden()
    await expect(widget.button("Continuer avec l’assistant")).to_be_visible()
    await gateway.become("queued", position=1, hours=OPEN_HOURS, left_message=True)
    await widget.page.clock.set_fixed_time("2026-11-27T08:00:00Z")
    await gateway.become("queued", position=1, hours=OPEN_HOURS, left_message=True)
    await expect(banner).to_contain_text("Un conseiller le lira et vous répondra ici.")


@pytest.mark.parametrize(
    ("title", "payload"),
    [
        ("Continuer avec l’assistant", "/cancel_handoff"),
        ("Être rappelé", "/request_callback"),
        ("Laisser un message", "/leave_message"),
    ],
)
async def test_there_is_a_way_out_of_waiting(
    widget: WidgetPage, gateway: FakeGateway, title: str, payload: str
) -> None:
    await widget.open()
    await gateway.become("queued", position=3, hours={"open": True})
    await widget.button(title).click()
    await expect(widget.bubbles.first).to_have_text(title)
    await expect(widget.panel.get_by_text("envoi…")).to_be_hidden()
    assert gateway.received == [payload]


async def test_a_place_that_moves_fast_is_not_told_at_each_move(
    widget: WidgetPage, gateway: FakeGateway
) -> None:
    await widget.page.clock.install()
    await widget.open()
    for position in (5, 4, 3):
        await gateway.become("queued", position=position)
    banner = widget.panel.locator(".banner")
    await expect(banner).to_contain_text("Vous êtes 5e dans la file.")
    await widget.page.clock.run_for(16_000)
    await expect(banner).to_contain_text("Vous êtes 3e dans la file.")


async def test_agents_learn_what_was_read_and_only_while_the_chat_is_open(
    widget: WidgetPage, gateway: FakeGateway
) -> None:
    await widget.open()
    await gateway.say("bot", "Bonjour")
    await expect(widget.bubbles).to_have_count(1)
    assert gateway.read == []
    await gateway.become("human", agent={"name": "Camille"})
    await gateway.say("agent", "Je regarde", custom={"agent": "Camille"})
    await expect(widget.bubbles).to_have_count(2)
    await until(widget, lambda: gateway.read[-1:] == [2])
    await widget.page.keyboard.press("Escape")
    await gateway.say("agent", "Voilà", custom={"agent": "Camille"})
    await expect(widget.launcher).to_have_attribute("data-unread", "1")
    assert gateway.read[-1] == 2
    await widget.launcher.click()
    await until(widget, lambda: gateway.read[-1] == 3)


async def test_the_last_message_that_the_agent_has_read_says_so(
    widget: WidgetPage, gateway: FakeGateway
) -> None:
    await widget.open()
    gateway.replies = False
    await gateway.become("human", agent={"name": "Camille"})
    for text in ("un", "deux", "trois"):
        await widget.say(text)
    await expect(widget.panel.get_by_text("envoyé", exact=True)).to_be_visible()
    read = widget.panel.locator(".line", has=widget.page.get_by_text("lu", exact=True))
    await gateway.reads(2)
    await expect(read.locator(".bubble")).to_have_text("deux")
    await gateway.reads(3)
    await expect(read.locator(".bubble")).to_have_text("trois")


async def test_messages_written_offline_leave_in_order_after_a_reload(
    widget: WidgetPage, gateway: FakeGateway
) -> None:
    await widget.open()
    gateway.replies = False
    await widget.say("zéro")
    await expect(widget.panel.get_by_text("envoyé", exact=True)).to_be_visible()
    gateway.refuse_sockets = gateway.refuse_http = True
    await gateway.drop_sockets()
    await expect(widget.panel.get_by_text("Connexion perdue")).to_be_visible()
    for text in ("un", "deux", "trois"):
        await widget.say(text)
    await widget.page.reload()
    await widget.sees("un", "deux", "trois")
    await widget.say("quatre")
    gateway.refuse_sockets = gateway.refuse_http = False
    await widget.sees("zéro", "un", "deux", "trois", "quatre")
    await expect(widget.panel.get_by_text("envoyé", exact=True)).to_be_visible()
    assert gateway.received == ["zéro", "un", "deux", "trois", "quatre"]


async def test_back_with_the_bot_the_customer_may_say_how_it_was_once(
    widget: WidgetPage, gateway: FakeGateway
) -> None:
    await widget.open()
    await gateway.become("human", agent={"name": "Camille"})
    await gateway.become("bot")
    question = widget.panel.get_by_text("Vous êtes-vous senti écouté")
    await expect(question).to_be_visible()
    await widget.button("2 sur 5, un peu").click()
    await expect(question).to_be_hidden()
    await widget.panel.get_by_label("Un mot à ajouter").fill("Un peu long.")
    await widget.button("Envoyer mon avis").click()
    await expect(widget.panel.get_by_text("Merci pour votre réponse.")).to_be_visible()
    await expect(widget.composer).to_be_focused()
    assert (gateway.last.score, gateway.last.comment) == (2, "Un peu long.")
    await widget.say("Autre chose")
    await expect(widget.panel.get_by_text("Merci pour votre")).to_be_hidden()


async def test_going_on_passes_the_question(
    widget: WidgetPage, gateway: FakeGateway
) -> None:
    await widget.open()
    await gateway.become("human", agent={"name": "Camille"})
    await gateway.become("bot")
    question = widget.panel.get_by_text("Vous êtes-vous senti écouté")
    await expect(question).to_be_visible()
    await widget.say("Encore une question")
    await expect(question).to_be_hidden()
    assert gateway.last.score is None


async def until(widget: WidgetPage, holds) -> None:
    """Waits for what the gateway heard."""
    for _ in range(60):
        if holds():
            return
        await widget.page.wait_for_timeout(50)
    raise AssertionError(widget.gateway.read)


async def test_where_sockets_do_not_pass_one_still_knows_where_one_stands(
    widget: WidgetPage, gateway: FakeGateway
) -> None:
    gateway.refuse_sockets = True
    await widget.open()
    await widget.say("Bonjour")
    await gateway.become("queued", position=2, hours=CLOSED_HOURS, anybody=False)
    banner = widget.panel.locator(".banner")
    await expect(banner).to_contain_text("Les conseillers sont absents en ce moment.")
    await expect(banner).to_contain_text("Vous êtes 2e dans la file.")
    await expect(widget.button("Laisser un message")).to_be_visible()


async def test_the_ways_out_are_offered_once(
    widget: WidgetPage, gateway: FakeGateway
) -> None:
    await widget.open()
    await gateway.become("queued", position=1, hours=CLOSED_HOURS, anybody=False)
    offer = [{"title": "Laisser un message", "payload": "/leave_message"}]
    await gateway.say("system", "Laissez-nous un message.", buttons=offer)
    await widget.sees("Laissez-nous un message.")
    await expect(widget.button("Laisser un message")).to_have_count(1)
