"""The supervisors' pages and the notifications, in a real browser."""

from __future__ import annotations

import asyncio
import re

import pytest
from playwright.async_api import expect

from tests.web_console.conftest import Desk

ANGRY = "5c1e88aa-0001"

pytestmark = pytest.mark.e2e


async def supervise(desk: Desk, hash_: str = "") -> None:
    await desk.fake("role", role="supervisor")
    await desk.page.goto(f"{desk.base}/console{hash_}")
    await desk.page.fill("#username", "demo")
    await desk.page.fill("#password", "demo-pass")
    await desk.page.keyboard.press("Enter")
    await desk.page.wait_for_selector(".supervision-nav")


async def test_an_agent_sees_neither_the_pages_nor_the_way_to_them(desk: Desk) -> None:
    await desk.log_in()
    await expect(desk.page.locator(".supervision-nav")).to_be_hidden()
    await desk.page.goto(f"{desk.base}/console#tableau")
    await expect(desk.page.locator(".waiting .item").first).to_be_visible()
    await expect(desk.page.locator(".supervision")).to_be_hidden()


async def test_the_board_tells_who_waits_and_every_number_opens_its_list(
    desk: Desk,
) -> None:
    await supervise(desk, "#tableau")
    page = desk.page
    await expect(page.locator("[data-tile=waiting]")).to_contain_text("3")
    await expect(page.locator("[data-tile=waiting]")).to_contain_text("5 min 12 s")
    await expect(page.locator("[data-tile=calls]")).to_contain_text("1 en retard")
    await expect(page.locator("[data-agent=noor]")).to_contain_text("1 sur 4")
    await page.click("[data-tile=broken]")
    dialog = page.get_by_role("dialog", name="Promesses rompues")
    await expect(dialog.locator(".behind-row")).to_have_count(1)
    await expect(dialog).to_contain_text("Première réponse")
    await page.keyboard.press("Escape")
    await expect(page.locator("[data-tile=broken]")).to_be_focused()
    await page.click("[data-tile=waiting]")
    await page.locator(".behind-row").first.click()
    await expect(page.locator(".talk .lines .line").first).to_be_visible()
    await expect(page.locator(".supervision")).to_be_hidden()
    assert page.url.endswith(f"#/c/{ANGRY}")


async def test_the_board_follows_the_queue(desk: Desk) -> None:
    await supervise(desk, "#tableau")
    waiting = desk.page.locator("[data-tile=waiting] .tile-figure")
    await expect(waiting).to_have_text("3")
    await desk.page.locator("[data-tile=held]").focus()
    await desk.fake("arrive", id="new", reason="distress")
    await expect(waiting).to_have_text("4", timeout=6_000)
    await expect(desk.page.locator("[data-tile=held]")).to_be_focused()


async def test_whoever_logs_in_next_begins_with_the_conversations(desk: Desk) -> None:
    await supervise(desk, "#tableau")
    await expect(desk.page.locator("[data-tile=waiting]")).to_be_visible()
    await desk.page.get_by_role("button", name="Se déconnecter").click()
    await desk.page.fill("#username", "demo")
    await desk.page.fill("#password", "demo-pass")
    await desk.page.keyboard.press("Enter")
    await expect(desk.page.locator(".waiting .item").first).to_be_visible()
    await expect(desk.page.locator(".supervision")).to_be_hidden()


async def test_pages_are_reached_by_two_keys_and_left_by_two(desk: Desk) -> None:
    await supervise(desk)
    await desk.page.wait_for_selector(".waiting .item")
    for keys, selector in (("gb", "[data-page=board]"), ("gh", "[data-page=history]")):
        for key in keys:
            await desk.page.keyboard.press(key)
        await expect(desk.page.locator(selector)).to_be_visible()
        await expect(desk.page.locator(".panes")).to_be_hidden()
    await desk.page.keyboard.press("g")
    await desk.page.keyboard.press("c")
    await expect(desk.page.locator(".panes")).to_be_visible()


async def test_the_history_says_how_much_is_known_and_what_it_means(desk: Desk) -> None:
    await supervise(desk, "#historique")
    page = desk.page
    first = page.locator("[data-tile=first_answer]")
    await expect(first).to_contain_text("1 min 11 s")
    await expect(first).to_contain_text("mesuré sur 98 de 104")
    contained = page.locator("[data-tile=contained]")
    await expect(contained).to_contain_text("77 %")
    await expect(contained).to_contain_text("n’est pas revenu dans les 24 h")
    await expect(page.locator("[data-tile=mood]")).to_contain_text("de −0,41 à −0,06")
    await page.focus("[data-key='filter:reason']")
    await page.select_option("[data-key='filter:reason']", "distress")
    await expect(contained).to_contain_text("Non mesuré")
    await expect(page.locator("[data-key='filter:reason']")).to_be_focused()


async def test_a_number_of_the_history_opens_its_conversations_page_by_page(
    desk: Desk,
) -> None:
    await supervise(desk, "#historique")
    page = desk.page
    name = "Par motif, Client mécontent : 31"
    await page.get_by_role("button", name=name).press("Enter")
    dialog = page.get_by_role("dialog")
    await expect(dialog.locator(".behind-row")).to_have_count(2)
    await expect(dialog).to_contain_text("demo · attente 48 s · Close · note 4 sur 5")
    await dialog.get_by_role("button", name="Afficher la suite").click()
    await expect(dialog.locator(".behind-row")).to_have_count(4)
    await page.keyboard.press("Escape")
    await expect(page.get_by_role("button", name=name)).to_be_focused()


async def test_charts_have_a_table_with_the_same_numbers(desk: Desk) -> None:
    await supervise(desk, "#historique")
    chart = desk.page.locator(".chart", has_text="Par jour d’appel")
    drawn = chart.get_by_role("img")
    await expect(drawn).to_have_accessible_name(
        "Par jour d’appel. Le plus souvent : Lundi (30)."
    )
    await chart.locator("summary").press("Enter")
    await expect(chart.locator("tr").first).to_contain_text("Lundi")
    await expect(chart.locator("tr")).to_have_count(7)


async def test_a_period_without_anybody_and_a_wrong_one_are_told(desk: Desk) -> None:
    await supervise(desk, "#historique")
    page = desk.page
    await page.fill("#history-from", "2020-12-01")
    await page.fill("#history-to", "2020-11-01")
    await page.click("[data-key=show]")
    await expect(page.locator(".history-form [role=alert]")).to_have_text(
        "La date de fin précède celle du début."
    )
    await page.fill("#history-to", "2020-12-31")
    await page.click("[data-key=show]")
    await expect(page.locator(".supervision-body .nothing")).to_have_text(
        "Aucune transmission sur cette période."
    )


async def test_tables_are_downloaded_with_the_period_and_filters(desk: Desk) -> None:
    await supervise(desk, "#historique")
    await desk.page.select_option("[data-key='filter:agent']", "noor")
    link = desk.page.get_by_role("link", name="Exporter les chiffres (CSV)")
    await expect(link).to_have_attribute("href", re.compile("agent=noor"))
    async with desk.page.expect_download() as download:
        await link.click()
    assert (await download.value).suggested_filename.endswith(".csv")


@pytest.mark.parametrize(
    ("address", "selector"),
    [("#tableau", ".agents-table"), ("#historique", ".charts")],
)
async def test_a_narrow_screen_scrolls_in_one_direction_only(
    desk: Desk, address: str, selector: str
) -> None:
    await desk.page.set_viewport_size({"width": 320, "height": 640})
    await supervise(desk, address)
    await desk.page.wait_for_selector(selector)
    too_wide = await desk.page.evaluate(
        "document.documentElement.scrollWidth > innerWidth"
        " || document.querySelector('.supervision').scrollWidth"
        " > document.querySelector('.supervision').clientWidth"
    )
    assert not too_wide


@pytest.mark.parametrize("width", [1280, 1241, 1024, 901, 683, 320])
async def test_no_button_of_the_bar_is_cut_off(desk: Desk, width: int) -> None:
    await desk.page.set_viewport_size({"width": width, "height": 700})
    await supervise(desk)
    ends = await desk.page.locator(".bar-end > :visible").evaluate_all(
        "nodes => nodes.map((node) => node.getBoundingClientRect().right)"
    )
    assert max(ends) <= width


async def test_notifications_are_off_until_asked_for_and_say_no_words(
    desk: Desk,
) -> None:
    page = desk.page
    await page.add_init_script(
        """
        window.shown = [];
        window.Notification = class {
          static permission = "default";
          static async requestPermission() { return (this.permission = "granted"); }
          constructor(title, { body }) { window.shown.push([title, body, this]); }
          close() {}
        };
        Object.defineProperty(document, "hidden", { get: () => window.away === true });
        """
    )
    await desk.log_in()
    switch = page.get_by_role("button", name="Notifications")
    await expect(switch).to_have_attribute("aria-pressed", "false")
    await desk.fake("arrive", id="before", reason="distress")
    await expect(page.locator(".waiting .item")).to_have_count(4)
    await switch.click()
    await expect(switch).to_have_attribute("aria-pressed", "true")
    await page.evaluate("window.away = true")
    await desk.fake("arrive", id="after", reason="distress")
    await expect(page.locator(".waiting .item")).to_have_count(5)
    await asyncio.sleep(0.1)
    shown = await page.evaluate("window.shown.map(([title, body]) => [title, body])")
    assert shown == [["Nouvelle conversation en attente", "Client en détresse"]]
    await page.evaluate("window.shown[0][2].onclick()")
    assert page.url.endswith("#/c/after")
    await page.reload()
    remembered = await page.evaluate("localStorage.getItem('ecoute.console.notices')")
    assert remembered == "1"
