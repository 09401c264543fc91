"""A whole visit without a mouse: where the focus is at every step."""

from __future__ import annotations

import pytest
from fake_gateway import FakeGateway
from playwright.async_api import expect
from widget_page import WidgetPage

pytestmark = pytest.mark.e2e

COMPOSER = "text"
MENU = "Options de la discussion"
CLOSED_HOURS = {"open": False, "next_opening": "2026-11-27T08:00:00+00:00"}
# More stops than any state has.
MAX_STOPS = 40


class Keys:
    """Somebody who has a keyboard and nothing else."""

    def __init__(self, widget: WidgetPage) -> None:
        self.widget, self.keyboard = widget, widget.page.keyboard

    async def is_on(self, name: str) -> None:
        """Waits until what has the focus is called so."""
        for _ in range(50):
            if await self.widget.focused() == name:
                return
            await self.widget.page.wait_for_timeout(50)
        raise AssertionError(
            f"expected the focus on {name!r}, but found it on "
            f"{await self.widget.focused()!r}"
        )

    async def go_to(self, name: str, key: str = "Shift+Tab") -> None:
        """Walks until the focus is there, and sees that the stop can be seen."""
        passed = []
        for _ in range(MAX_STOPS):
            await self.keyboard.press(key)
            passed.append(await self.widget.focused())
            if passed[-1] == name:
                assert await self.widget.page.evaluate(IS_IN_SIGHT), name
                return
        raise AssertionError(f"{key} never comes to {name!r}, only to {passed}")

    async def press(self, key: str = "Enter") -> None:
        await self.keyboard.press(key)

    async def write(self, text: str) -> None:
        await self.keyboard.type(text)
        await self.keyboard.press("Enter")


# Not under another part of the panel (WCAG 2.4.11), and with a ring (2.4.7).
IS_IN_SIGHT = """() => {
    const shadow = document.activeElement?.shadowRoot;
    const active = shadow?.activeElement ?? document.activeElement;
    const box = active.getBoundingClientRect();
    const [x, y] = [box.x + box.width / 2, box.y + Math.min(box.height / 2, 20)];
    const top = (shadow ?? document).elementFromPoint(x, y);
    const style = getComputedStyle(active);
    return (active.contains(top) || top?.contains(active))
        && style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
}"""


async def test_a_whole_visit_without_a_mouse(
    widget: WidgetPage, gateway: FakeGateway
) -> None:
    keys = Keys(widget)
    await keys.go_to("Ouvrir la discussion", "Tab")
    await keys.press()
    await keys.is_on(COMPOSER)

    # What stands above is read on the way back.
    await keys.go_to("Messages")
    await keys.go_to(COMPOSER, "Tab")
    await keys.write("Bonjour")
    await expect(widget.button("La durée")).to_be_enabled()
    await keys.is_on(COMPOSER)

    await keys.go_to("Le taux")
    await keys.press()
    await keys.is_on(COMPOSER)
    assert gateway.received[-1] == "/ask_rate"

    await keys.go_to(MENU)
    await keys.press()
    await keys.is_on("Parler à un conseiller")
    await keys.press()
    await keys.is_on(MENU)
    await gateway.become("queued", position=2, hours=CLOSED_HOURS)
    await expect(widget.button("Être rappelé")).to_be_visible()
    await keys.go_to("Laisser un message", "Tab")
    await keys.go_to("Continuer avec l’assistant")
    await keys.press()
    await keys.is_on(COMPOSER)
    assert gateway.received[-1] == "/cancel_handoff"

    await gateway.become("human", agent={"name": "Camille"})
    await keys.write("Merci")
    await gateway.become("closed")
    await keys.is_on("Nouvelle conversation")
    await keys.go_to("5 sur 5, tout à fait")
    await keys.press()
    await keys.is_on("comment")
    await keys.keyboard.type("Très clair")
    conversation = gateway.last
    await keys.go_to("Envoyer mon avis", "Tab")
    await keys.press()
    await keys.is_on("Nouvelle conversation")
    assert (conversation.score, conversation.comment) == (5, "Très clair")
    await keys.press()
    await keys.is_on(COMPOSER)

    await keys.write("Bonjour")
    await expect(widget.button("Le taux")).to_be_enabled()
    await keys.go_to(MENU)
    await keys.press()
    await keys.go_to("Effacer ma conversation", "Tab")
    await keys.press()
    await keys.is_on("Annuler")
    await keys.press("Tab")
    await keys.is_on("Effacer")
    await keys.press()
    await expect(widget.panel.get_by_text("a été effacée")).to_be_visible()
    await keys.is_on(COMPOSER)

    await keys.press("Escape")
    await expect(widget.panel).to_be_hidden()
    await keys.is_on("Ouvrir la discussion")


async def test_escape_closes_one_thing_at_a_time(
    widget: WidgetPage, gateway: FakeGateway
) -> None:
    keys = Keys(widget)
    await widget.open()
    await keys.go_to(MENU)
    await keys.press()
    await keys.press("Escape")
    await keys.is_on(MENU)
    await expect(widget.panel).to_be_visible()
    await keys.press("Escape")
    await keys.is_on("Ouvrir la discussion")


async def test_what_is_asked_after_an_agent_can_be_passed_by_keyboard(
    widget: WidgetPage, gateway: FakeGateway
) -> None:
    keys = Keys(widget)
    await widget.open()
    await gateway.become("human", agent={"name": "Camille"})
    await gateway.become("bot")
    await keys.go_to("Passer")
    await keys.press()
    await keys.is_on(COMPOSER)
    await expect(widget.panel.get_by_text("Vous êtes-vous senti")).to_be_hidden()
    await gateway.become("human", agent={"name": "Camille"})
    await gateway.become("bot")
    await expect(widget.panel.get_by_text("Vous êtes-vous senti")).to_be_hidden()
