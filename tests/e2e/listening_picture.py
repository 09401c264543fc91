"""Takes the picture of docs/listening.md, of invented conversations."""

from __future__ import annotations

import asyncio
import tempfile
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

from playwright.async_api import async_playwright

from bot.contracts.listening import ChannelFigures, sum_channels
from bot.knowledge.yaml_files import read_yaml
from bot.listening.figures import compute
from bot.listening.names import find_mask
from bot.listening.page import render
from bot.listening.themes import load_themes
from bot.store.engine import create_sessions
from bot.store.listening_rows import read_period
from bot.store.migrate import upgrade
from bot.store.voices import mask_voices
from tests.conftest import BROWSER_ARGS, CHROMIUM
from tests.e2e.screenshots import IMAGES
from tests.unit.listening.sample import BEGIN, DAYS, conversations, fill

PARIS = ZoneInfo("Europe/Paris")
LABELS = Path(__file__).parents[2] / "data" / "knowledge" / "intent_labels.yml"
SHARES = sum_channels(
    (
        ChannelFigures("lien copié", True, 14, 12),
        ChannelFigures("e-mail", True, 8, 9),
        ChannelFigures("WhatsApp", True, 11, 17),
        ChannelFigures("SMS", True, 4, 3),
        ChannelFigures("page web", False, 2, 9),
        ChannelFigures("chemin inconnu", None, 0, 5),
    )
)
WIDTH, HEIGHT = 1080, 1180


def make_page(folder: Path) -> str:
    """The page of the invented month."""
    url = f"sqlite:///{folder}/store.db"
    upgrade(url)
    sessions = create_sessions(url)
    mask = find_mask()
    with sessions.begin() as session:
        fill(session, conversations())
        mask_voices(session, mask or str)
        rows = read_period(session, BEGIN, BEGIN + DAYS)
    sessions.kw["bind"].dispose()
    return render(
        compute(
            rows,
            load_themes(),
            since=date(2026, 10, 1),
            until=date(2026, 10, 31),
            labels=read_yaml(LABELS)["intents"],
            understood_from=0.45,
            mask=mask,
            day_of=lambda moment: moment.astimezone(PARIS).date(),
            shares=SHARES,
        )
    )


async def take(page: Path) -> None:
    """Photographs its top."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=CHROMIUM, args=BROWSER_ARGS
        )
        tab = await browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
        await tab.goto(page.as_uri())
        await tab.screenshot(path=IMAGES / "listening.png")
        await browser.close()


def main() -> None:
    """Writes the page aside, and its picture into docs/images."""
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "page.html"
        page.write_text(make_page(Path(folder)), encoding="utf-8")
        asyncio.run(take(page))


if __name__ == "__main__":
    main()
