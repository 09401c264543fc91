"""Every state that a customer can meet the widget in, each brought about in a line."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from fake_gateway import CHOICES, GREETING, FakeGateway
from playwright.async_api import expect
from widget_page import WidgetPage

Steps = Callable[[WidgetPage, FakeGateway], Awaitable[None]]

LONG = "Une phrase assez longue pour passer plusieurs fois à la ligne. " * 12
QUESTION = {"question": {"number": 2, "of": 6, "input": "numeric"}}
CARD = {
    "card": {
        "title": "Dossier RB-2020-004217",
        "lines": [
            {"label": "Où il en est", "value": "en cours de vérification"},
            {"label": "Dernière étape", "value": "pièce reçue, le 22 avril 2020"},
        ],
        "links": [{"title": "Bpifrance", "url": "https://www.bpifrance.fr/"}],
    }
}
CLOSED_HOURS = {
    "open": False,
    "next_opening": "2026-11-27T08:00:00+00:00",
    "time_zone": "Europe/Paris",
}


async def closed(widget: WidgetPage, gateway: FakeGateway) -> None:
    await expect(widget.launcher).to_be_visible()


async def unread(widget: WidgetPage, gateway: FakeGateway) -> None:
    await widget.open()
    await widget.page.keyboard.press("Escape")
    await gateway.say("bot", "Une nouvelle")
    await expect(widget.launcher).to_have_attribute("data-unread", "1")


async def empty(widget: WidgetPage, gateway: FakeGateway) -> None:
    await widget.open()


async def notice(widget: WidgetPage, gateway: FakeGateway) -> None:
    gateway.brand = {"consent": "required"}
    await widget.launcher.click()
    await expect(widget.button("J’ai compris")).to_be_visible()


async def talking(widget: WidgetPage, gateway: FakeGateway) -> None:
    await widget.open()
    await gateway.say("customer", "Quel est le taux ?")
    await gateway.say("bot", "Voir **là** : https://example.fr/ ou tel:0102030405.")


async def choices(widget: WidgetPage, gateway: FakeGateway) -> None:
    await widget.open()
    await gateway.say("bot", GREETING, buttons=CHOICES)
    await expect(widget.button("Le taux")).to_be_enabled()


async def picked(widget: WidgetPage, gateway: FakeGateway) -> None:
    await choices(widget, gateway)
    await widget.button("Le taux").click()
    await expect(widget.panel.locator(".picked")).to_be_disabled()


async def card(widget: WidgetPage, gateway: FakeGateway) -> None:
    await widget.open()
    await gateway.say("bot", "Voici votre dossier.", custom=CARD)
    await expect(widget.panel.get_by_text("RB-2020-004217")).to_be_visible()


async def question(widget: WidgetPage, gateway: FakeGateway) -> None:
    await widget.open()
    await gateway.say("bot", "Combien de salariés avez-vous ?", custom=QUESTION)
    await expect(widget.panel.get_by_text("Question 2 sur 6")).to_be_visible()


async def typing(widget: WidgetPage, gateway: FakeGateway) -> None:
    await talking(widget, gateway)
    await gateway.typing("bot", True)
    await expect(widget.panel.get_by_text("L’assistant écrit…")).to_be_attached()


async def offline(widget: WidgetPage, gateway: FakeGateway) -> None:
    await talking(widget, gateway)
    gateway.refuse_sockets = gateway.refuse_http = True
    await gateway.drop_sockets()
    await widget.say("Un message qui attend")
    await expect(widget.panel.get_by_text("Connexion perdue")).to_be_visible()


async def refused(widget: WidgetPage, gateway: FakeGateway) -> None:
    await widget.open()
    await widget.say("refus")
    await expect(widget.panel.get_by_text("Message trop long.")).to_be_visible()


async def too_long(widget: WidgetPage, gateway: FakeGateway) -> None:
    await widget.open()
    await widget.composer.fill("a" * 2012)


async def queued(widget: WidgetPage, gateway: FakeGateway) -> None:
    await talking(widget, gateway)
    await gateway.become("queued", position=2, estimated_wait_s=230)
    await expect(widget.button("Continuer avec l’assistant")).to_be_visible()


async def queued_outside_hours(widget: WidgetPage, gateway: FakeGateway) -> None:
    await talking(widget, gateway)
    await gateway.become("queued", position=1, hours=CLOSED_HOURS, anybody=False)
    await expect(widget.button("Être rappelé")).to_be_visible()


async def human(widget: WidgetPage, gateway: FakeGateway) -> None:
    await talking(widget, gateway)
    await gateway.become("human", agent={"name": "Camille"}, agent_read_seq=1)
    await gateway.say("agent", "Bonjour", custom={"agent": "Camille"})
    await expect(widget.panel.get_by_text("Vous échangez avec Camille")).to_be_visible()


async def scoring(widget: WidgetPage, gateway: FakeGateway) -> None:
    await human(widget, gateway)
    await gateway.become("closed")
    await expect(widget.button("4 sur 5, bien")).to_be_visible()


async def scored(widget: WidgetPage, gateway: FakeGateway) -> None:
    await scoring(widget, gateway)
    await widget.button("4 sur 5, bien").click()
    await expect(widget.panel.get_by_text("Merci pour votre réponse.")).to_be_visible()


async def back_with_the_bot(widget: WidgetPage, gateway: FakeGateway) -> None:
    await human(widget, gateway)
    await gateway.become("bot")
    await expect(widget.button("4 sur 5, bien")).to_be_visible()


async def menu(widget: WidgetPage, gateway: FakeGateway) -> None:
    await talking(widget, gateway)
    await widget.button("Options de la discussion").click()
    await expect(widget.button("Effacer ma conversation")).to_be_visible()


async def asked_to_erase(widget: WidgetPage, gateway: FakeGateway) -> None:
    await menu(widget, gateway)
    await widget.button("Effacer ma conversation").click()
    await expect(widget.button("Annuler")).to_be_focused()


async def sharing(widget: WidgetPage, gateway: FakeGateway) -> None:
    await widget.open()
    await gateway.say("bot", "Le taux est de 0 %.", custom={"shareable": "utter_rate"})
    await widget.button("Partager cette réponse").click()
    await expect(widget.panel.get_by_role("menuitem").first).to_be_focused()


async def long_text(widget: WidgetPage, gateway: FakeGateway) -> None:
    await widget.open()
    await gateway.say("bot", LONG)
    await gateway.say("customer", "motsanscoupure" * 20)
    await expect(widget.bubbles).to_have_count(2)


@dataclass(frozen=True)
class State:
    """One state; `browser` are the options of the page that shows it."""

    name: str
    steps: Steps
    browser: dict[str, Any] = field(default_factory=dict)
    theme: str | None = None


PHONE = {"viewport": {"width": 320, "height": 640}}
# A window of 1280 × 800 at 200 %: half as many CSS pixels, each twice as large.
ZOOMED = {"viewport": {"width": 640, "height": 400}, "device_scale_factor": 2}
DARK = {"color_scheme": "dark"}
FORCED = {"forced_colors": "active"}

ON_A_DESKTOP = [
    State("closed", closed),
    State("closed, with unread messages", unread),
    State("opened and empty", empty),
    State("notice", notice),
    State("talking", talking),
    State("choices", choices),
    State("a choice made", picked),
    State("card", card),
    State("question of a form", question),
    State("the bot types", typing),
    State("offline", offline),
    State("refused", refused),
    State("too long", too_long),
    State("queued", queued),
    State("queued outside hours", queued_outside_hours),
    State("human", human),
    State("closed and to be scored", scoring),
    State("scored", scored),
    State("back with the bot", back_with_the_bot),
    State("menu", menu),
    State("asked to erase", asked_to_erase),
    State("sharing", sharing),
    State("long text", long_text),
]
ELSEWHERE = [
    State(f"{each.name}, {where}", each.steps, browser, theme)
    for where, browser, theme, chosen in (
        (
            "320 px",
            PHONE,
            None,
            (notice, queued_outside_hours, card, scoring, menu, long_text),
        ),
        ("200 %", ZOOMED, None, (queued, card, scoring, asked_to_erase)),
        ("dark", DARK, "auto", (empty, queued, card, human, picked, scoring, refused)),
        ("forced colours", FORCED, None, (queued, choices, card, human)),
    )
    for each in ON_A_DESKTOP
    if each.steps in chosen
]
STATES = [*ON_A_DESKTOP, *ELSEWHERE]
