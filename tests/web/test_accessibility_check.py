"""The check itself: it finds what it should, also behind a shadow root."""

from __future__ import annotations

import pytest
from playwright.async_api import Browser

from tests.accessibility import assert_accessible

pytestmark = pytest.mark.e2e

PAGE = """<!doctype html><html lang="fr"><title>Essai</title><main><h1>Essai</h1>
<div id="host"></div></main></html>"""


@pytest.mark.parametrize(
    ("planted", "rule"),
    [
        pytest.param("<button></button>", "button-name", id="a button without a name"),
        pytest.param(
            "<p style='color:#bbb;background:#fff'>pâle</p>",
            "color-contrast",
            id="pale words",
        ),
    ],
)
async def test_a_planted_barrier_is_found(
    browser: Browser, planted: str, rule: str
) -> None:
    page = await browser.new_page()
    await page.set_content(PAGE)
    await assert_accessible(page, "nothing planted")
    await page.evaluate(
        """(html) => { document.getElementById("host")
            .attachShadow({mode: "open"}).innerHTML = html; }""",
        planted,
    )
    with pytest.raises(AssertionError, match=rule) as found:
        await assert_accessible(page, "planted")
    assert "« planted » has barriers" in str(found.value)
    await page.close()
