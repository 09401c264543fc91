"""What agents see and do, in a real browser."""

from __future__ import annotations

import asyncio

import pytest
from playwright.async_api import expect

from tests.web_console.conftest import Desk

ANGRY, LOST = "5c1e88aa-0001", "77d0f3b2-0002"

pytestmark = pytest.mark.e2e


async def test_wrong_password_then_too_many_are_said_in_french(desk: Desk) -> None:
    page = desk.page
    await page.goto(f"{desk.base}/console")
    await page.fill("#username", "demo")
    error = page.locator(".login-error")
    for _ in range(5):
        await page.fill("#password", "faux")
        async with page.expect_response("**/desk/session"):
            await page.keyboard.press("Enter")
        await expect(error).to_have_text("Identifiant ou mot de passe incorrect.")
        await expect(page.locator("button[type=submit]")).to_be_enabled()
    await page.keyboard.press("Enter")
    await expect(error).to_contain_text("Trop d’essais. Réessayez dans 1")


async def test_evidence_says_why_a_human_is_needed(desk: Desk) -> None:
    await desk.log_in()
    await desk.open(ANGRY)
    why = desk.page.locator(".card.why")
    await expect(why).to_contain_text("Client mécontent")
    await expect(why).to_contain_text("Message très négatif−0,86seuil −0,50")
    await expect(desk.page.locator(".curve .dot")).to_have_count(3)
    await expect(desk.page.locator(".card.known")).to_contain_text("Île-de-France")
    reading = desk.page.locator(".reading[data-of='5']")
    await expect(reading).to_contain_text("Exprime son agacement")
    await expect(reading).to_contain_text("En colère −0,86")


async def test_an_alert_is_lifted_by_keyboard_with_a_reason(desk: Desk) -> None:
    await desk.log_in()
    await desk.open(ANGRY)
    card = desk.page.locator(".card.files")
    await expect(card).to_contain_text("RB-2020-004217")
    await expect(card).to_contain_text("Ressemble à Igor Fictifovitch ESSAÏLOV")
    await expect(card).to_contain_text("liste d’essai, entièrement fictive")
    lift = card.get_by_role("button", name="Lever – Alerte : Igor Essailov")
    await lift.focus()
    await desk.page.keyboard.press("Enter")
    dialog = desk.page.get_by_role("dialog", name="Lever l’alerte")
    reason = dialog.get_by_label("Motif, conservé au journal (obligatoire)")
    await expect(reason).to_be_focused()
    await desk.page.keyboard.type("   ")
    await dialog.get_by_role("button", name="Lever").click()
    await expect(dialog).to_be_visible()  # spaces are no reason
    await reason.fill("Homonyme : la date de naissance diffère.")
    await desk.page.keyboard.press("Tab")
    await dialog.get_by_role("button", name="Lever").press("Enter")
    await expect(card.locator(".alert")).to_contain_text("Levée")
    await expect(card.locator(".decision")).to_contain_text("Homonyme")
    await expect(card.locator(".decide")).to_have_count(0)
    await expect(desk.page.locator(".toast").first).to_contain_text(
        "L’alerte est levée"
    )


async def test_only_the_agent_in_charge_can_write_to_the_customer(desk: Desk) -> None:
    await desk.log_in()
    await desk.open("c0ffee00-0004")
    await expect(desk.page.locator(".mode-tab:visible")).to_have_text(["Note privée"])
    await desk.page.keyboard.press("r")
    await expect(desk.page.locator("#composer-text")).not_to_be_focused()
    actions = desk.page.locator(".actions button")
    await expect(actions).to_have_text(["Exporter"])
    await desk.claim(ANGRY)
    await expect(desk.page.locator("[data-action=claim]")).to_have_count(0)
    assert len(await desk.texts(".actions button")) == 5


async def test_colleague_helps_by_a_note_where_somebody_else_answers(
    desk: Desk,
) -> None:
    await desk.log_in()
    await desk.open("c0ffee00-0004")
    await desk.page.keyboard.press("n")
    await desk.page.keyboard.type("Son dossier est complet.")
    await desk.page.keyboard.press("Enter")
    note = desk.page.locator(".line.private:not(.pending)").last
    await expect(note).to_contain_text("Son dossier est complet.")


async def test_loser_of_a_claim_is_told_who_won(desk: Desk) -> None:
    await desk.log_in()
    await desk.open(LOST)
    await desk.page.wait_for_selector("[data-action=claim]")
    await desk.fake("rival", id=LOST)
    await desk.page.click("[data-action=claim]")
    toast = desk.page.locator(".toast.error")
    await expect(toast).to_have_text(
        "Noor Modèle a pris cette conversation avant vous."
    )
    await expect(desk.page.locator(f".others [data-id='{LOST}']")).to_have_count(1)
    await expect(desk.page.locator(".mode-tab.reply")).to_be_hidden()


async def test_reply_and_note_go_where_they_should(desk: Desk) -> None:
    await desk.log_in()
    await desk.claim(ANGRY)
    await desk.page.keyboard.press("/")
    await desk.page.keyboard.type("Première ligne")
    await desk.page.keyboard.press("Shift+Enter")
    await desk.page.keyboard.type("seconde")
    await desk.page.keyboard.press("Enter")
    bubble = desk.page.locator(".line.agent:not(.pending) .bubble")
    await expect(bubble).to_have_count(1)
    assert await bubble.inner_text() == "Première ligne\nseconde"
    await desk.page.keyboard.press("Escape")
    await desk.page.keyboard.press("n")
    await desk.page.keyboard.type("À vérifier")
    await desk.page.keyboard.press("Enter")
    await expect(desk.page.locator(".line.private:not(.pending)")).to_have_count(1)
    await expect(desk.page.locator(".card.notes")).to_contain_text("À vérifier")
    heard = await desk.fake("heard")
    assert [news["typing"] for news in heard["typing"]] == [True, False]


async def test_lost_answer_is_retried_and_shown_once(desk: Desk) -> None:
    await desk.log_in()
    await desk.claim(ANGRY)
    await desk.fake("fail", times=1)
    await desk.page.fill("#composer-text", "Je regarde.")
    await desk.page.keyboard.press("Enter")
    # The socket may bring the stored message first; either way it ends up once.
    resend = desk.page.locator(".fate.failed button").first
    if await resend.count():
        await resend.click()
    await expect(desk.page.locator(".line.pending")).to_have_count(0)
    await expect(desk.page.locator(".line.agent .bubble")).to_have_count(1)
    assert (await desk.fake("heard"))["sent"] == 1


async def test_cut_socket_loses_and_repeats_nothing(desk: Desk) -> None:
    await desk.log_in()
    await desk.claim(ANGRY)
    customer = desk.page.locator(".line.customer .bubble")
    await expect(customer).to_have_count(3)
    for number in range(3):
        await desk.fake("cut", id=ANGRY, text=f"Vous êtes là ({number}) ?")
    await expect(customer).to_have_count(6, timeout=10_000)
    await expect(desk.page.locator(".banner")).to_have_text("")
    seqs = await desk.page.locator(".line[data-seq]").evaluate_all(
        "nodes => nodes.map((node) => Number(node.dataset.seq))"
    )
    assert seqs == list(range(1, len(seqs) + 1))


async def test_reload_comes_back_to_the_same_conversation(desk: Desk) -> None:
    await desk.log_in()
    await desk.claim(ANGRY)
    await desk.page.reload()
    await expect(desk.page.locator(".line.customer")).to_have_count(3)
    await expect(desk.page.locator(".composer")).to_be_visible()
    await desk.page.click("[aria-label='Se déconnecter']")
    await expect(desk.page.locator(".login-card")).to_be_visible()
    await desk.page.reload()
    await expect(desk.page.locator(".login-card")).to_be_visible()


async def test_markup_is_shown_as_text_and_cannot_run(desk: Desk) -> None:
    await desk.log_in()
    await desk.claim(ANGRY)
    hostile = "<img src=x onerror=alert(1)> [clic](javascript:alert(1)) javascript:a()"
    await desk.fake("customer", id=ANGRY, text=hostile)
    last = desk.page.locator(".line.customer .bubble").last
    await expect(last).to_have_text(hostile)
    assert await last.locator("img, a").count() == 0
    await expect(desk.page.locator(".mine .preview")).to_have_text(hostile)


async def test_transfer_takes_its_note_along(desk: Desk) -> None:
    await desk.log_in()
    await desk.claim(ANGRY)
    await desk.page.locator("body").press("Escape")
    await desk.page.click("[data-action=transfer]")
    await desk.page.get_by_label("Noor Modèle").check()
    await desk.page.fill("#transfer-note", "Voir le RIB")
    await desk.page.click("dialog.transfer [type=submit]")
    await expect(desk.page.locator(".talk-title .mode")).to_contain_text("Noor Modèle")
    await expect(desk.page.locator(".card.notes")).to_contain_text("Voir le RIB")
    await expect(desk.page.locator(".mode-tab.reply")).to_be_hidden()


async def test_new_conversation_is_announced(desk: Desk) -> None:
    await desk.log_in()
    await expect(desk.page).to_have_title("(3) En attente – Écoute")
    await desk.fake("arrive", id="abcd1234-0009", reason="bot_unavailable")
    await expect(desk.page).to_have_title("(4) En attente – Écoute")
    live = desk.page.locator(".bar [aria-live=polite]")
    await expect(live).to_contain_text("Assistant indisponible")


async def test_whole_visit_works_from_the_keyboard(desk: Desk) -> None:
    await desk.log_in()
    keys = desk.page.keyboard
    await keys.press("j")
    await expect(desk.page.locator(".waiting [aria-current]")).to_be_focused()
    await keys.press("ArrowDown")
    await keys.press("k")
    await expect(desk.page.locator(".talk-title h2")).to_have_text("Client 5c1e88aa")
    await expect(desk.page.locator("[data-action=claim]")).to_be_visible()
    await keys.press("c")
    await desk.page.wait_for_selector(".composer:not([hidden])")
    await keys.press("Alt+Digit1")
    box = desk.page.locator("#composer-text")
    await expect(box).to_have_value("Je regarde tout de suite où en est votre dossier.")
    await keys.press("Control+Enter")
    await expect(desk.page.locator(".talk-title h2")).not_to_have_text(
        "Client 5c1e88aa"
    )
    await keys.press("Escape")
    await keys.press("?")
    await expect(desk.page.locator("dialog.help")).to_be_visible()
    await keys.press("Escape")
    await expect(desk.page.locator("dialog.help")).to_be_hidden()


@pytest.mark.parametrize("width", [400, 1024], ids=["phone", "small-laptop"])
async def test_nothing_overflows(desk: Desk, width: int) -> None:
    await desk.page.set_viewport_size({"width": width, "height": 720})
    await desk.log_in()
    await desk.claim(ANGRY)
    await asyncio.sleep(0.1)
    wide = await desk.page.evaluate("document.documentElement.scrollWidth")
    assert wide <= width
    last = desk.page.locator(".line").last
    await expect(last).to_be_in_viewport()
