"""Before anything is stored the chat says what is kept; then it can be downloaded."""

from __future__ import annotations

from pathlib import Path

import pytest
from fake_gateway import GREETING, FakeGateway
from playwright.async_api import expect
from widget_page import WidgetPage

pytestmark = pytest.mark.e2e

SHOWN_GREETING = GREETING.replace("**", "")


async def test_an_open_chat_stores_nothing_until_the_first_message(
    widget: WidgetPage, gateway: FakeGateway
) -> None:
    await widget.launcher.click()
    await expect(widget.composer).to_be_focused()
    await widget.page.wait_for_timeout(300)
    await widget.has_left_no_trace()
    await widget.say("Bonjour")
    await widget.sees("Bonjour", SHOWN_GREETING)
    assert (await widget.stored())[0] == 1
    await expect(widget.button("J’ai compris")).to_be_hidden()


async def test_the_notice_says_what_is_kept_and_what_not_to_write(
    widget: WidgetPage,
) -> None:
    await widget.launcher.click()
    notice = widget.panel.get_by_role("region", name="Avant d’écrire")
    await expect(notice).to_contain_text("conservés un an après votre dernier message")
    await expect(notice).to_contain_text("Ne partagez pas de coordonnées bancaires.")
    link = notice.get_by_role("link")
    await expect(link).to_have_attribute("href", "https://www.example.fr/donnees")
    await widget.button("J’ai compris").click()
    await expect(notice).to_be_hidden()
    await expect(widget.composer).to_be_focused()
    await expect(widget.button("Options de la discussion")).to_be_visible()
    await widget.page.reload()
    await expect(widget.panel).to_be_visible()
    await expect(notice).to_be_hidden()


async def test_where_consent_is_required_it_comes_before_the_composer(
    widget: WidgetPage, gateway: FakeGateway
) -> None:
    gateway.brand = {"consent": "required"}
    await widget.launcher.click()
    await expect(widget.button("J’ai compris")).to_be_focused()
    await expect(widget.composer).to_be_hidden()
    await expect(widget.button("Parler à un conseiller")).to_be_hidden()
    await widget.has_left_no_trace()
    await widget.page.keyboard.press("Enter")
    await expect(widget.composer).to_be_focused()


async def test_when_the_terms_cannot_be_read_a_click_is_asked_for(
    widget: WidgetPage, gateway: FakeGateway
) -> None:
    gateway.refuse_http = True
    await widget.launcher.click()
    await expect(widget.button("J’ai compris")).to_be_focused()
    await expect(widget.composer).to_be_hidden()


async def test_a_new_conversation_shows_the_notice_again(
    widget: WidgetPage, gateway: FakeGateway
) -> None:
    await widget.open()
    await gateway.become("closed")
    await widget.button("Nouvelle conversation").click()
    await expect(widget.button("J’ai compris")).to_be_visible()
    assert await widget.stored() == [0, 0, 0]


async def test_the_customer_downloads_his_conversation(
    widget: WidgetPage, tmp_path: Path
) -> None:
    await widget.open()
    await widget.say("Bonjour")
    await widget.sees("Bonjour", SHOWN_GREETING)
    await widget.button("Options de la discussion").click()
    async with widget.page.expect_download() as started:
        await widget.button("Télécharger ma conversation").click()
    file = await started.value
    assert file.suggested_filename == "conversation.txt"
    await file.save_as(tmp_path / "conversation.txt")
    text = (tmp_path / "conversation.txt").read_text(encoding="utf-8")
    assert text == f"fr\nBonjour\n{GREETING}"
    await expect(widget.panel.get_by_text("a été téléchargée")).to_be_visible()
