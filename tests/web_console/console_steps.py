"""How the states of console_states.py are brought about, as an agent would."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from tests.web_console.conftest import Desk
from tests.web_console.evidence_samples import RICH

ANGRY, LOST, OTHERS = "5c1e88aa-0001", "77d0f3b2-0002", "c0ffee00-0004"

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


async def filters(desk: Desk) -> None:
    await desk.log_in()
    await desk.fake("know", id=ANGRY, priority_parts={"mood": 10}, region="Corse")
    await desk.page.keyboard.press("l")
    await desk.page.get_by_label("Région").wait_for()


async def why_now(desk: Desk) -> None:
    """What is said of an item while the keyboard is on it."""
    await desk.log_in()
    await desk.fake("know", id=ANGRY, priority_parts={"mood": 10}, region="Corse")
    await desk.page.keyboard.press("j")
    await desk.page.locator(f"#why-{ANGRY}").wait_for()


async def others_conversation(desk: Desk) -> None:
    """A colleague answers there: only notes can be written."""
    await desk.log_in()
    await desk.open(OTHERS)
    await desk.page.locator("#composer-text").wait_for()


async def ready_answers(desk: Desk) -> None:
    await own_conversation(desk)
    await desk.page.keyboard.press("r")
    await desk.page.keyboard.type("/")
    await desk.page.get_by_role("option").first.wait_for()


async def gap(desk: Desk) -> None:
    """A ready answer whose blank must be filled in first."""
    await ready_answers(desk)
    await desk.page.keyboard.type("suite")
    await desk.page.keyboard.press("Enter")
    await desk.page.keyboard.press("Enter")
    await desk.page.wait_for_selector(".gap:not(:empty)")


async def naming(desk: Desk) -> None:
    await own_conversation(desk)
    await desk.page.keyboard.press("n")
    await desk.page.keyboard.type("Voir avec @no")
    await desk.page.get_by_role("option").first.wait_for()


async def mentions(desk: Desk) -> None:
    await desk.log_in()
    await desk.fake("mention", id=LOST, text="@demo tu peux regarder ?")
    await desk.page.keyboard.press("m")
    await desk.page.wait_for_selector("dialog.mentions[open] .found")


async def search(desk: Desk) -> None:
    await desk.log_in()
    await desk.page.keyboard.press("Control+k")
    await desk.page.keyboard.type("fermer")
    await desk.page.wait_for_selector("dialog.search[open] .found")


async def hotline(desk: Desk) -> None:
    await desk.log_in()
    await desk.page.keyboard.press("h")
    await desk.page.wait_for_selector("dialog.hotline[open] li")


async def closed(desk: Desk) -> None:
    """Just ended: it can be undone, and reopened later."""
    await own_conversation(desk)
    await desk.page.click("[data-action=close]")
    await desk.page.click("dialog.close [type=submit]")
    await desk.page.wait_for_selector(".undo")
    await desk.page.wait_for_selector("[data-action=reopen]")


async def held(desk: Desk) -> None:
    await desk.fake("hold", seconds=30)
    await own_conversation(desk)
    await desk.page.fill("#composer-text", "Je regarde votre dossier.")
    await desk.page.keyboard.press("Enter")
    await desk.page.wait_for_selector("[data-action=unsend]")


async def who(desk: Desk) -> None:
    await desk.fake("become", username="demo", role="supervisor")
    await desk.log_in()
    await desk.page.keyboard.press("q")
    await desk.page.wait_for_selector("dialog.agents[open] .agent-row")


async def skills(desk: Desk) -> None:
    await who(desk)
    await desk.page.get_by_role("button", name="Régler").first.click()
    await desk.page.get_by_label("Conversations à la fois").wait_for()


async def assign(desk: Desk) -> None:
    await desk.fake("become", username="demo", role="supervisor")
    await desk.log_in()
    await desk.open(ANGRY)
    await desk.page.keyboard.press("a")
    await desk.page.wait_for_selector("dialog.agents[open] .agent-row")


def supervision(page: str, number: str = "") -> Steps:
    """A page of the supervisors, or the list that a number of it opens."""

    async def steps(desk: Desk) -> None:
        await desk.fake("role", role="supervisor")
        await desk.log_in()
        await desk.page.goto(f"{desk.base}/console#{page}")
        await desk.page.wait_for_selector(".tile")
        if number:
            await desk.page.click(number)
            await desk.page.wait_for_selector("dialog.behind[open] .behind-row")

    return steps


async def unfolded_history(desk: Desk) -> None:
    """Every chart with its table."""
    await supervision("historique")(desk)
    for summary in await desk.page.locator(".chart summary").all():
        await summary.click()


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
