"""Ending, taking back, naming colleagues, looking up: by keyboard, in a browser."""

from __future__ import annotations

import asyncio
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from playwright.async_api import Browser, Page, expect

from tests.web_console.conftest import Desk

PARIS = ZoneInfo("Europe/Paris")
ANGRY, LOST = "5c1e88aa-0001", "77d0f3b2-0002"

pytestmark = pytest.mark.e2e


@pytest.fixture
async def mine(desk: Desk) -> Desk:
    """A desk whose agent holds the angry customer."""
    await desk.log_in()
    await desk.claim(ANGRY)
    return desk


async def _key(page: Page, key: str, opens: str) -> None:
    await page.keyboard.press(key)
    await expect(page.locator(f"dialog.{opens}")).to_be_visible()


async def _give_away(page: Page, key: str) -> None:
    """Presses the key, and says yes if a dialog asks."""
    await page.keyboard.press(key)
    confirm = page.locator("dialog[open] [type=submit]")
    if await confirm.count():
        await confirm.click()


async def test_a_ready_answer_is_chosen_completed_and_sent_by_keyboard(
    mine: Desk,
) -> None:
    keys, box = mine.page.keyboard, mine.page.locator("#composer-text")
    await keys.press("r")
    await keys.type("/")
    await expect(mine.page.get_by_role("option")).to_have_count(3)
    await keys.type("suite")
    await expect(mine.page.get_by_role("option")).to_have_count(1)
    await keys.press("Enter")
    await expect(box).to_have_value("Bonjour ⟦nom du client⟧, je lis.")
    await keys.press("Enter")  # refused: the gap is selected, not sent
    await expect(mine.page.locator(".gap")).to_contain_text("Complétez")
    await expect(mine.page.locator(".line.agent")).to_have_count(0)
    await keys.type("Mme Essai")
    await keys.press("Enter")
    sent = mine.page.locator(".line.agent:not(.pending) .bubble")
    await expect(sent).to_have_text("Bonjour Mme Essai, je lis.")


async def test_escape_closes_the_list_and_keeps_what_was_written(mine: Desk) -> None:
    keys = mine.page.keyboard
    await keys.press("r")
    await keys.type("/")
    await expect(mine.page.locator(".picker")).to_be_visible()
    await keys.press("Escape")
    await expect(mine.page.locator(".picker")).to_be_hidden()
    await expect(mine.page.locator("#composer-text")).to_have_value("/")
    await expect(mine.page.locator("#composer-text")).to_be_focused()


async def test_looking_for_a_ready_answer_in_vain_sends_nothing(mine: Desk) -> None:
    keys = mine.page.keyboard
    await keys.press("r")
    await keys.type("/introuvable")
    await keys.press("Enter")
    await expect(mine.page.locator(".gap")).to_contain_text("Aucune réponse type")
    await expect(mine.page.locator(".line.agent")).to_have_count(0)
    await keys.press("Escape")
    await keys.press("Enter")
    sent = mine.page.locator(".line.agent:not(.pending) .bubble")
    await expect(sent).to_have_text("/introuvable")


async def test_a_colleague_is_named_in_a_note(mine: Desk) -> None:
    keys = mine.page.keyboard
    await keys.press("n")
    await keys.type("Voir avec @no")
    await expect(mine.page.get_by_role("option")).to_contain_text("Noor Modèle")
    await keys.press("Enter")
    await keys.press("Enter")
    note = mine.page.locator(".line.private:not(.pending)")
    await expect(note).to_contain_text("Voir avec @noor")


async def test_mentions_are_counted_until_their_conversation_is_opened(
    desk: Desk,
) -> None:
    await desk.log_in()
    await desk.fake("mention", id=LOST, text="@demo tu peux regarder ?")
    button = desk.page.get_by_role("button", name="Mentions : 1 nouvelle")
    await expect(button).to_be_visible()
    await _key(desk.page, "m", "mentions")
    await expect(desk.page.locator("dialog.mentions")).to_contain_text("tu peux regar")
    await desk.page.keyboard.press("Enter")  # the first one has the focus
    await expect(desk.page.locator(".talk-title h2")).to_have_text("Client 77d0f3b2")
    await expect(desk.page.get_by_role("button", name="Mentions")).to_have_text("")


async def test_a_mention_in_the_open_conversation_is_seen_at_once(mine: Desk) -> None:
    await mine.fake("mention", id=ANGRY, text="@demo regarde ici")
    await _key(mine.page, "m", "mentions")
    await expect(mine.page.locator("dialog.mentions")).to_contain_text("regarde ici")
    await expect(mine.page.locator("dialog.mentions .fresh")).to_have_count(0)


async def test_a_conversation_is_closed_with_its_outcome_and_taken_back(
    mine: Desk,
) -> None:
    page = mine.page
    await _key(page, "x", "close")
    await page.get_by_label("Résolue", exact=True).check()
    for tag in ("Fraude ou arnaque", "Pièces à fournir"):
        await page.get_by_label(tag).check()
    await expect(page.get_by_label("Suivi de dossier")).to_be_disabled()  # two at most
    await page.get_by_label("En une phrase").fill("Kbis reçu.")
    await page.get_by_role("button", name="Clore").last.click()
    await expect(page.locator(".talk-title .mode")).to_have_text("Close")
    (closing,) = (await mine.fake("work"))["closings"]
    assert closing == {
        "resolution": "resolved",
        "tags": ["documents", "fraud"],
        "summary": "Kbis reçu.",
    }
    await expect(page.get_by_role("button", name="Annuler")).to_be_visible()
    await page.keyboard.press("u")
    await expect(page.locator(".talk-title .mode")).to_have_text("Avec vous")
    await expect(page.locator(".composer")).to_be_visible()


@pytest.mark.parametrize(
    ("key", "mode"), [("b", "Avec l’assistant"), ("f", "En attente")]
)
async def test_giving_a_conversation_away_can_be_taken_back(
    mine: Desk, key: str, mode: str
) -> None:
    await _give_away(mine.page, key)
    await expect(mine.page.locator(".talk-title .mode")).to_have_text(mode)
    await mine.page.get_by_role("button", name="Annuler").click()
    await expect(mine.page.locator(".talk-title .mode")).to_have_text("Avec vous")


async def test_an_old_conversation_is_reopened(mine: Desk) -> None:
    reopen = mine.page.locator("[data-action=reopen]")
    await expect(reopen).to_have_count(0)
    await _give_away(mine.page, "b")
    await expect(reopen).to_be_enabled()
    await mine.page.keyboard.press("o")
    await expect(mine.page.locator(".composer")).to_be_visible()
    await expect(reopen).to_have_count(0)


async def test_search_finds_and_opens_read_only(desk: Desk) -> None:
    await desk.log_in()
    page = desk.page
    await _key(page, "Control+k", "search")
    await page.keyboard.type("fermer")
    await expect(page.locator("dialog.search [role=status]")).to_have_text(
        "1 conversation"
    )
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("Enter")
    await expect(page.locator("dialog.search")).to_be_hidden()
    await expect(page.locator(".talk-title h2")).to_have_text("Client c0ffee00")
    await expect(page.locator(".mode-tab.reply")).to_be_hidden()


async def test_both_sides_know_what_was_read(mine: Desk) -> None:
    for _ in range(100):
        marks = (await mine.fake("work"))["marks"]
        if marks:
            break
        await asyncio.sleep(0.05)
    assert marks == [{"id": ANGRY, "seq": 5}]  # the customer's last words, once
    await mine.page.fill("#composer-text", "Je regarde.")
    await mine.page.keyboard.press("Enter")
    await expect(mine.page.locator(".line.agent:not(.pending)")).to_have_count(1)
    await expect(mine.page.locator(".seen")).to_have_count(0)
    await mine.fake("read", id=ANGRY)
    await expect(mine.page.locator(".line.agent + .seen")).to_have_text(
        "Lu par le client"
    )


async def test_an_export_is_masked_unless_asked_otherwise(mine: Desk) -> None:
    await _key(mine.page, "e", "export")
    async with mine.page.expect_download():
        await mine.page.keyboard.press("Enter")
    exports = (await mine.fake("work"))["exports"]
    assert exports == ["format=txt&notes=false&masked=true"]


@pytest.mark.parametrize(
    ("zone", "note"),
    [("America/Martinique", "heure de Paris"), ("Europe/Paris", "")],
)
async def test_an_agent_overseas_reads_the_desks_clock(
    browser: Browser, desk: Desk, zone: str, note: str
) -> None:
    await desk.fake("clock", zone="Europe/Paris")
    context = await browser.new_context(locale="fr-FR", timezone_id=zone)
    there = Desk(await context.new_page(), desk.base, desk.errors)
    await there.log_in()
    await expect(there.page.locator(".bar-end > .faint")).to_have_text(note)
    call = (await there.fake("work"))["callbacks"][0]
    start = datetime.fromisoformat(call["slot_start"]).astimezone(PARIS)
    await _key(there.page, "h", "hotline")
    dialog = there.page.locator("dialog.hotline")
    await expect(dialog).to_contain_text(start.strftime("%H:%M"))
    await context.close()


async def test_calls_to_make_are_listed_and_ticked_off(desk: Desk) -> None:
    await desk.log_in()
    await _key(desk.page, "h", "hotline")
    dialog = desk.page.locator("dialog.hotline")
    await expect(dialog).to_contain_text("06\u00a012\u00a034\u00a056\u00a078")
    await dialog.get_by_role("button", name="Appel passé").click()
    await expect(dialog).to_contain_text("Aucun rappel à faire.")


async def test_single_keys_that_are_switched_off_do_nothing(mine: Desk) -> None:
    await _key(mine.page, "?", "help")
    await mine.page.get_by_label("Raccourcis à une touche actifs").uncheck()
    await mine.page.get_by_role("button", name="Fermer").last.click()
    await mine.page.keyboard.press("x")
    await mine.page.keyboard.press("s")
    await expect(mine.page.locator("dialog[open]")).to_have_count(0)
    await _key(mine.page, "Control+k", "search")  # with a modifier it stays


async def test_every_button_of_a_conversation_teaches_its_key(mine: Desk) -> None:
    titles = await mine.page.locator(".actions button").evaluate_all(
        "nodes => nodes.map((node) => node.title)"
    )
    assert len(titles) == 5
    assert all(title.endswith(")") for title in titles), titles
