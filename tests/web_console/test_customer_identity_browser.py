"""Agents see whom the site vouches for, and that nobody vouches for the others."""

from __future__ import annotations

import pytest
from playwright.async_api import expect

from tests.web_console.conftest import Desk

VERIFIED, UNKNOWN = "90ab12cd-0003", "77d0f3b2-0002"

pytestmark = pytest.mark.e2e


async def test_a_verified_customer_has_a_name_and_a_mark(desk: Desk) -> None:
    await desk.log_in()
    await desk.open(VERIFIED)
    title = desk.page.locator(".talk-title")
    await expect(title.get_by_role("heading")).to_have_text("Nadia Belkacem")
    mark = title.get_by_text("identité vérifiée")
    await expect(mark).to_have_attribute(
        "title", "Identifiant donné par le site\u202f: client-42"
    )
    await desk.page.click(f"[data-id='{UNKNOWN}'] .item")
    await expect(title.get_by_role("heading")).to_have_text("Client 77d0f3b2")
    await expect(mark).to_be_hidden()


async def test_a_name_that_becomes_known_is_shown_at_once(desk: Desk) -> None:
    await desk.log_in()
    await desk.open(UNKNOWN)
    title = desk.page.locator(".talk-title")
    await expect(title.get_by_role("heading")).to_have_text("Client 77d0f3b2")
    await desk.fake("identify", id=UNKNOWN, name="Awa Diallo")
    await expect(title.get_by_role("heading")).to_have_text("Awa Diallo")
    await expect(title.get_by_text("identité vérifiée")).to_be_visible()
