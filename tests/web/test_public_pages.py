"""No barrier on the pages that anybody may read, in daylight and in the dark."""

from __future__ import annotations

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from playwright.async_api import Browser

from bot.contracts.shares import PublicAnswer, Source
from bot.gateway.accessibility_page import statement_page
from bot.gateway.share_pages import answer_page, missing_page
from bot.knowledge.accessibility import default_statement
from bot.knowledge.brand import default_brand
from tests.accessibility import assert_accessible
from tests.browser_files import browser_file

pytestmark = pytest.mark.e2e

BRAND = default_brand()
ANSWER = PublicAnswer(
    response="utter_rate_general",
    texts=("Le taux était de **0 %**.", "Demandez à votre Région."),
    period="juin 2020",
    sources=(Source(title="Le Prêt Rebond", site="bpifrance.fr"),),
)
PAGES = {
    "statement": statement_page(default_statement(), BRAND),
    "shared answer": answer_page(ANSWER, "Le taux", "https://e.fr/s/0123456789", BRAND),
    "missing answer": missing_page(BRAND),
}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
async def test_no_barrier_on(browser: Browser, name: str, scheme: str) -> None:
    async def serve(_: web.Request) -> web.Response:
        return web.Response(text=PAGES[name], content_type="text/html")

    app = web.Application()
    app.router.add_get("/", serve)
    app.router.add_get("/web/{name:.+}", browser_file)
    async with TestServer(app) as server:
        page = await browser.new_page(color_scheme=scheme)
        await page.set_viewport_size({"width": 320, "height": 640})
        await page.goto(str(server.make_url("/")))
        await assert_accessible(page, name)
        script = "document.documentElement.scrollWidth"
        assert await page.evaluate(script) <= 320
        await page.close()
