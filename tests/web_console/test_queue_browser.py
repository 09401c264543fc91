"""The queue in a real browser: why somebody is next, filters, who is here."""

from __future__ import annotations

import pytest
from playwright.async_api import expect

from tests.web_console.conftest import Desk

ANGRY, LOST, OTHERS = "5c1e88aa-0001", "77d0f3b2-0002", "c0ffee00-0004"

pytestmark = pytest.mark.e2e


async def _lead(desk: Desk) -> None:
    """Makes the agent under test a supervisor."""
    await desk.fake("become", username="demo", role="supervisor")


async def test_the_priority_is_told_in_words_to_mouse_and_keyboard(
    desk: Desk,
) -> None:
    await desk.log_in()
    parts = {"reason": 20, "mood": 10, "broken_promises": 5}
    await desk.fake("know", id=ANGRY, priority_parts=parts, region="Corse")
    why = desk.page.locator(f"#why-{ANGRY}")
    await expect(why).to_be_hidden()
    await desk.page.keyboard.press("j")
    await expect(why).to_be_visible()
    await expect(why).to_contain_text("motif 20 + humeur 10 + promesse non tenue 5")
    await expect(why).to_contain_text("Priorité 40")
    await desk.page.keyboard.press("Escape")
    await expect(why).to_be_hidden()
    await desk.page.hover(f"[data-id='{ANGRY}'] .item")
    await expect(why).to_be_visible()


async def test_filters_hide_nobody_silently_and_outlive_a_reload(desk: Desk) -> None:
    await desk.log_in()
    await desk.fake("know", id=LOST, region="Bretagne")
    await desk.page.keyboard.press("l")
    region = desk.page.get_by_label("Région")
    await region.select_option("Bretagne")
    items = desk.page.locator(".waiting .item")
    await expect(items).to_have_count(1)
    note = desk.page.locator(".hidden-note")
    await expect(note).to_contain_text("2 conversations masquées par vos filtres.")
    await desk.page.reload()
    await expect(items).to_have_count(1)
    await desk.page.get_by_role("button", name="Tout afficher").click()
    await expect(items).to_have_count(3)
    await expect(note).not_to_contain_text("masquée")


async def test_within_reach_leaves_what_others_should_take(desk: Desk) -> None:
    await desk.log_in()
    skills = {"topics": [], "regions": ["Corse"], "languages": []}
    await desk.fake("become", username="demo", skills=skills)
    await desk.fake("know", id=LOST, region="Bretagne")
    reach = desk.page.get_by_role("button", name="À ma portée")
    await desk.page.keyboard.press("p")
    await expect(reach).to_have_attribute("aria-pressed", "true")
    await expect(desk.page.locator(".waiting .item")).to_have_count(2)
    await expect(desk.page.locator(f".waiting [data-id='{LOST}']")).to_have_count(0)


async def test_availability_and_load_are_in_the_bar(desk: Desk) -> None:
    await desk.log_in()
    switch = desk.page.get_by_role("switch")
    await expect(switch).to_have_text("Disponible")
    await expect(desk.page.locator(".work .load")).to_have_text("0 sur 4")
    await desk.claim(ANGRY)
    await expect(desk.page.locator(".work .load")).to_have_text("1 sur 4")
    await desk.page.locator(".lines").focus()
    await desk.page.keyboard.press("d")
    await expect(switch).to_have_text("Absent")
    await expect(switch).to_have_attribute("aria-checked", "false")


async def test_who_looks_on_is_named(desk: Desk) -> None:
    await desk.log_in()
    await desk.open(LOST)
    await desk.fake("looks", id=LOST, username="noor")
    await expect(desk.page.locator(".talk .viewers")).to_have_text(
        "Aussi ici : Noor Modèle"
    )
    await expect(desk.page.locator(f"[data-id='{LOST}'] .about")).to_contain_text(
        "Aussi ici : Noor Modèle"
    )


async def test_what_is_given_to_me_is_said(desk: Desk) -> None:
    await desk.log_in()
    await desk.fake("gives", id=LOST, to="demo", by="automatic")
    await expect(desk.page.locator(".toast").first).to_contain_text(
        "Une conversation vous est confiée"
    )
    await expect(desk.page.locator(f".mine [data-id='{LOST}']")).to_be_visible()


async def test_a_supervisor_gives_a_conversation_by_keyboard(desk: Desk) -> None:
    await desk.log_in()
    await _lead(desk)
    await desk.open(ANGRY)
    await desk.page.keyboard.press("a")
    dialog = desk.page.get_by_role("dialog", name="À qui confier cette conversation ?")
    await dialog.get_by_role("button", name="Confier à Noor Modèle").press("Enter")
    await expect(desk.page.locator(f".others [data-id='{ANGRY}']")).to_be_visible()
    await expect(desk.page.locator(".toast").first).to_contain_text(
        "La conversation est confiée."
    )


async def test_a_supervisor_joins_then_takes_over(desk: Desk) -> None:
    await desk.log_in()
    await _lead(desk)
    await desk.open(OTHERS)
    await expect(desk.page.locator(".mode-tab.reply")).to_be_hidden()
    await desk.page.keyboard.press("v")
    await expect(desk.page.locator(".toast").first).to_contain_text("notes privées")
    # A command under way is finished first.
    await expect(desk.page.locator("[data-action=take_over]")).to_be_enabled()
    await desk.page.keyboard.press("i")
    await expect(desk.page.locator(".talk-title .mode")).to_have_text("Avec vous")
    await expect(desk.page.locator(".mode-tab.reply")).to_be_visible()


async def test_agents_who_do_not_lead_see_who_is_here_and_change_nothing(
    desk: Desk,
) -> None:
    await desk.log_in()
    await desk.page.keyboard.press("q")
    dialog = desk.page.get_by_role("dialog", name="Qui est là")
    await expect(dialog).to_contain_text("Noor Modèle")
    await expect(dialog).to_contain_text("absent")
    await expect(dialog.get_by_role("button")).to_have_count(1)  # Fermer


async def test_a_supervisor_sets_capacity_and_skills(desk: Desk) -> None:
    await desk.log_in()
    await _lead(desk)
    await desk.page.get_by_role("button", name="Qui est là").click()
    dialog = desk.page.locator("dialog.agents")
    await dialog.get_by_role("button", name="Régler : Noor Modèle").click()
    await dialog.get_by_label("Conversations à la fois, au plus").fill("2")
    await dialog.get_by_label("Île-de-France").check()
    await dialog.get_by_role("button", name="Enregistrer").click()
    row = dialog.locator(".agent-row", has_text="Noor Modèle")
    await expect(row).to_contain_text("1 sur 2")
    await expect(row).to_contain_text("Bretagne, Île-de-France, Français")
    edit = dialog.get_by_role("button", name="Régler : Noor Modèle")
    await expect(edit).to_be_focused()
