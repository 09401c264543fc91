"""The clocks of the service as agents see them, in a real browser."""

from __future__ import annotations

import pytest
from playwright.async_api import expect

from tests.web_console.conftest import Desk

MISSED, PRESSING, CALM = "5c1e88aa-0001", "77d0f3b2-0002", "90ab12cd-0003"
OTHERS = "c0ffee00-0004"

pytestmark = pytest.mark.e2e


async def test_each_item_of_the_lists_says_what_is_owed_next(desk: Desk) -> None:
    await desk.log_in()

    def clock(id_: str):
        return desk.page.locator(f".lists [data-id='{id_}'] .promise")

    await expect(clock(MISSED)).to_have_attribute("data-promise", "alarm")
    await expect(clock(MISSED)).to_contain_text("1re réponse\u202f: +2\u202fmin")
    await expect(clock(PRESSING)).to_have_attribute("data-promise", "warning")
    await expect(clock(CALM)).to_have_attribute("data-promise", "calm")
    await expect(clock(CALM)).to_contain_text("1re réponse\u202f: 4\u202fmin")
    await expect(clock(OTHERS)).to_contain_text("Résolution\u202f: 4")


async def test_a_screen_reader_hears_a_sentence_in_minutes(desk: Desk) -> None:
    await desk.log_in()
    item = desk.page.locator(f".lists [data-id='{CALM}'] button")
    await expect(item).to_contain_text("Première réponse attendue dans 5\u202fmin")
    hidden = item.locator(".promise-words")
    await expect(hidden).to_have_attribute("aria-hidden", "true")


async def test_who_left_a_message_is_told_apart(desk: Desk) -> None:
    await desk.log_in()
    marks = desk.page.locator(".lists .left-message")
    await expect(marks).to_have_count(1)
    await expect(marks).to_have_text("A laissé un message")


async def test_the_open_conversation_shows_its_clock(desk: Desk) -> None:
    await desk.log_in()
    await desk.open(PRESSING)
    clock = desk.page.locator(".talk-head .promise")
    await expect(clock).to_have_attribute("data-promise", "warning")
    before = await clock.inner_text()
    await expect(clock).not_to_have_text(before)  # it runs
