"""The evidence card on a conversation that has everything, in a real browser."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from playwright.async_api import expect

from tests.web_console.conftest import Desk
from tests.web_console.evidence_samples import RICH

pytestmark = pytest.mark.e2e

TITLES = [
    "Laissé par le dernier conseiller",
    "Pourquoi un humain",
    "Ce que le client veut",
    "En bref, dans ses mots",
    "Déjà connu",
    "Dossier et contrôles",
    "Sentiment au fil des tours",
    "Il voulait peut-être dire",
    "L’assistant a déjà répondu",
    "Ses conversations précédentes",
    "Contexte",
    "Parcours",
]


async def open_rich(desk: Desk, width: int = 1366, height: int = 900) -> None:
    await desk.page.set_viewport_size({"width": width, "height": height})
    await desk.log_in()
    await desk.fake("rich")
    await desk.open(RICH)
    await desk.page.wait_for_selector(".card.wants", state="attached")


async def take_picture(desk: Desk, name: str) -> None:
    """Keeps what a person would see, when a folder is named for it."""
    folder = os.environ.get("EVIDENCE_PICTURES")
    if folder:
        await desk.page.screenshot(path=Path(folder) / f"{name}.png")


async def test_the_card_says_everything_from_the_most_pressing_on(desk: Desk) -> None:
    await open_rich(desk, height=2400)
    assert await desk.texts(".card h2") == TITLES
    card = desk.page.locator(".evidence")
    await expect(card.locator(".card.left")).to_contain_text("Attend le bilan")
    await expect(card.locator(".card.wants b").first).to_have_text("Les délais")
    await expect(card.locator(".summary-list li")).to_have_count(3)
    known = card.locator(".card.known")
    await expect(known).to_contain_text("Question ouverte")
    await expect(known).to_contain_text("2 ans et 3 mois")
    await expect(known).to_contain_text("Le dark social")
    await expect(known).to_contain_text("••••\xa0678")
    await expect(card.locator(".card.runners-up")).to_contain_text("Les délais20")
    await expect(card.locator(".card.told")).not_to_contain_text("**")
    await take_picture(desk, "whole")


async def test_what_is_only_said_leads_to_the_message_that_says_it(
    desk: Desk,
) -> None:
    await open_rich(desk)
    await desk.page.click(".card.known [data-slot=phone] .jump")
    await expect(desk.page.locator(".line[data-seq='3']")).to_be_focused()


async def test_a_small_laptop_has_room_for_the_card(desk: Desk) -> None:
    await open_rich(desk, width=1024, height=1400)
    await take_picture(desk, "small_laptop")
    card = desk.page.locator(".evidence")
    wide = await card.evaluate("node => node.scrollWidth - node.clientWidth")
    assert wide <= 0


async def test_the_turn_of_the_fall_is_marked_and_said(desk: Desk) -> None:
    await open_rich(desk)
    mood = desk.page.locator(".card.mood")
    await expect(mood.locator(".fall-ring")).to_have_count(1)
    words = "Plus forte baisse au message 5\u202f: de −0,20 à −0,86."
    await expect(mood).to_contain_text(words)
    picture = mood.get_by_role("img")
    assert words in str(await picture.get_attribute("aria-label"))


async def test_a_sentence_leads_to_where_it_was_said(desk: Desk) -> None:
    await open_rich(desk)
    await desk.page.locator(".summary-list .jump").nth(1).press("Enter")
    line = desk.page.locator(".line[data-seq='3']")
    await expect(line).to_be_focused()
    await expect(line).to_be_in_viewport()


async def test_on_a_phone_a_sentence_shows_the_talk(desk: Desk) -> None:
    await open_rich(desk, width=400, height=720)
    await desk.page.get_by_role("button", name="Dossier", exact=True).click()
    await take_picture(desk, "phone")
    wide = await desk.page.evaluate("document.documentElement.scrollWidth")
    assert wide <= 400
    await desk.page.locator(".summary-list .jump").first.click()
    await expect(desk.page.locator(".line[data-seq='1']")).to_be_in_viewport()


async def test_folded_sections_stay_folded_in_this_tab(desk: Desk) -> None:
    await open_rich(desk)
    context = desk.page.get_by_role("button", name="Contexte")
    await expect(context).to_have_attribute("aria-expanded", "false")
    await context.press("Enter")
    await expect(context).to_be_focused()
    await expect(desk.page.locator(".card.context")).to_contain_text(
        "pret-rebond/suivi"
    )
    await desk.page.get_by_role("button", name="Pourquoi un humain").click()
    await desk.page.reload()
    why = desk.page.get_by_role("button", name="Pourquoi un humain")
    await expect(why).to_have_attribute("aria-expanded", "false")
    await expect(desk.page.locator(".signals")).to_be_hidden()
    await expect(context).to_have_attribute("aria-expanded", "true")


async def test_an_earlier_conversation_is_read_beside_this_one(desk: Desk) -> None:
    await open_rich(desk)
    earlier = desk.page.locator(".card.earlier")
    await expect(earlier).to_contain_text(
        "Client informé · pièces · senti écouté 4 / 5"
    )
    await earlier.get_by_role("button", name="Lire la conversation").click()
    dialog = desk.page.get_by_role("dialog", name="Conversation précédente")
    await expect(dialog).to_contain_text("Seulement le bilan.")
    await take_picture(desk, "earlier")
    assert await dialog.locator("textarea").count() == 0
    await desk.page.keyboard.press("Escape")
    await expect(dialog).to_be_hidden()
    await expect(desk.page.locator(".talk-title h2")).to_contain_text(RICH[:8])


async def test_a_suggestion_says_where_it_comes_from(desk: Desk) -> None:
    await open_rich(desk)
    suggestion = desk.page.locator(".suggestion").first
    await expect(suggestion).to_contain_text("Sans réponse · Les délais")
    await take_picture(desk, "suggestions")
    await desk.page.keyboard.press("Alt+Digit1")
    text = "À l’époque, les délais annoncés allaient de 48 h à 7 jours."
    await expect(desk.page.locator("#composer-text")).to_have_value(text)


async def test_handing_back_leaves_a_line_by_keyboard(desk: Desk) -> None:
    await open_rich(desk)
    await desk.page.locator(".talk-title").click()
    await desk.page.keyboard.press("b")
    dialog = desk.page.get_by_role("dialog", name="Rendre à l’assistant")
    line = dialog.get_by_label("Pour le prochain conseiller (facultatif)")
    await expect(line).to_be_focused()
    await dialog.get_by_label("Les délais").check()
    await line.fill("Rappeler s’il n’a rien reçu.")
    await take_picture(desk, "hand_back")
    await line.press("Enter")
    await expect(desk.page.locator(".toast").first).to_contain_text("L’assistant a")
    heard = await desk.fake("heard")
    assert heard["handed_back"] == {
        RICH: {"summary": "Rappeler s’il n’a rien reçu.", "settled": ["ask_delay"]}
    }
