"""What a page that embeds the widget does and hears."""

from __future__ import annotations

from typing import Any

from playwright.async_api import Page

# What a page does before the widget has arrived.
LISTEN = """
window.heard = [];
window.broken = [];
addEventListener("securitypolicyviolation", (e) => broken.push(e.violatedDirective));
(window.ecoute ??= []).push((widget) => {
  const events = "ready opened closed message mode handoff unread error".split(" ");
  for (const name of events) widget.on(name, (detail) => heard.push([name, detail]));
});
"""


async def heard(page: Page, name: str) -> list[Any]:
    """What the page heard of one event."""
    script = "(name) => heard.filter((one) => one[0] === name).map((one) => one[1])"
    found: list[Any] = await page.evaluate(script, name)
    return found


async def call(page: Page, code: str) -> None:
    """Has the page use the methods of its `widget`."""
    ask = f"ecoute.push(async (widget) => done(await {code}))"
    await page.evaluate(f"() => new Promise((done) => {ask})")
