"""Every state that an agent can meet the console in, each brought about in a line.

A new page or dialog of the console gets its line in `STATES`; the test does the rest.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from tests.web_console.conftest import Desk
from tests.web_console.evidence_samples import RICH

ANGRY, LOST = "5c1e88aa-0001", "77d0f3b2-0002"

Steps = Callable[[Desk], Awaitable[None]]


async def login(desk: Desk) -> None:
    await desk.page.goto(f"{desk.base}/console")
    await desk.page.wait_for_selector(".login-card")


async def login_refused(desk: Desk) -> None:
    await login(desk)
    await desk.page.fill("#username", "demo")
    await desk.page.fill("#password", "faux")
    await desk.page.keyboard.press("Enter")
    await desk.page.wait_for_selector(".login-error:not(:empty)")


async def queue(desk: Desk) -> None:
    await desk.log_in()


async def empty_queue(desk: Desk) -> None:
    await desk.log_in()
    await desk.fake("empty")
    await desk.page.wait_for_selector(".waiting .item", state="detached")


async def waiting_conversation(desk: Desk) -> None:
    await desk.log_in()
    await desk.open(ANGRY)


async def own_conversation(desk: Desk) -> None:
    await desk.log_in()
    await desk.claim(ANGRY)


async def evidence(desk: Desk) -> None:
    """A card with everything that can be on it; all its sections unfolded."""
    await desk.log_in()
    await desk.fake("rich")
    await desk.open(RICH)
    await desk.page.wait_for_selector(".card.wants", state="attached")
    folded = desk.page.locator(".evidence .card [aria-expanded=false]")
    while await folded.count():
        await folded.first.click()


async def earlier(desk: Desk) -> None:
    await evidence(desk)
    await desk.page.get_by_role("button", name="Lire la conversation").click()
    await desk.page.wait_for_selector("dialog.earlier[open] li")


async def hand_back(desk: Desk) -> None:
    await evidence(desk)
    await desk.page.click("[data-action=return_to_bot]")
    await desk.page.wait_for_selector("dialog.hand-back[open]")


async def note(desk: Desk) -> None:
    await own_conversation(desk)
    await desk.page.keyboard.press("n")
    await desk.page.keyboard.type("À vérifier")
    await desk.page.keyboard.press("Enter")
    await desk.page.wait_for_selector(".line.private:not(.pending)")


async def offline(desk: Desk) -> None:
    await own_conversation(desk)
    await desk.fake("cut", id=ANGRY)


async def refused(desk: Desk) -> None:
    await desk.log_in()
    await desk.open(LOST)
    await desk.page.wait_for_selector("[data-action=claim]")
    await desk.fake("rival", id=LOST)
    await desk.page.click("[data-action=claim]")
    await desk.page.wait_for_selector(".toast.error:not(:empty)")


def dialog(action: str, box: str) -> Steps:
    """The dialog that a button of one's own conversation opens."""

    async def steps(desk: Desk) -> None:
        await own_conversation(desk)
        await desk.page.click(action)
        await desk.page.wait_for_selector(f"dialog.{box}[open]")

    return steps


def pane(name: str) -> Steps:
    """One's own conversation, and what a narrow screen shows of it."""

    async def steps(desk: Desk) -> None:
        await own_conversation(desk)
        await desk.page.get_by_role("group").get_by_text(name, exact=True).click()

    return steps


@dataclass(frozen=True)
class State:
    """One state; `size` of the window, `media` as Playwright emulates it."""

    name: str
    steps: Steps
    size: tuple[int, int] = (1366, 800)
    media: dict[str, Any] = field(default_factory=dict)


PHONE = (400, 720)
# A window of 1366 × 800 at 200 %.
ZOOMED = (683, 400)
DARK = {"color_scheme": "dark"}
FORCED = {"forced_colors": "active"}

STATES = [
    State("login", login),
    State("login refused", login_refused),
    State("queue", queue),
    State("empty queue", empty_queue),
    State("waiting conversation", waiting_conversation),
    State("own conversation", own_conversation),
    State("note", note),
    State("evidence", evidence, (1366, 2400)),
    State("earlier conversation", earlier, (1366, 2400)),
    State("hand back", hand_back),
    State("offline", offline),
    State("claim refused", refused),
    State("transfer", dialog("[data-action=transfer]", "transfer")),
    State("close", dialog("[data-action=close]", "close")),
    State("help", dialog("[title$='(?)']", "help")),
    State("lift an alert", dialog("role=button[name=/^Lever/]", "lift")),
    State("confirm an alert", dialog("role=button[name=/^Confirmer/]", "confirm")),
    State("narrow: login", login, PHONE),
    State("narrow: queue", queue, PHONE),
    State("narrow: conversation", own_conversation, PHONE),
    State("narrow: evidence", pane("Dossier"), PHONE),
    State("narrow: transfer", dialog("[data-action=transfer]", "transfer"), PHONE),
    State("200 %: conversation", own_conversation, ZOOMED),
    State("dark: conversation", own_conversation, media=DARK),
    State("dark: evidence", evidence, (1366, 2400), DARK),
    State("dark: help", dialog("[title$='(?)']", "help"), media=DARK),
    State("forced colours: conversation", own_conversation, media=FORCED),
]
