"""The pages about people, in a real browser against the real gateway."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from pathlib import Path

import pyotp
import pytest
from aiohttp.test_utils import TestServer, unused_port
from playwright.async_api import Browser, Page, expect

from bot.contracts.people import Role
from bot.gateway.app import create_app
from bot.gateway.wording import SAID_BY_GATEWAY, Wording
from bot.settings import load_settings
from bot.store import migrate
from bot.store.agents import add_agent
from bot.store.engine import create_sessions
from bot.store.models import utc_now
from tests.accessibility import assert_accessible

PASSWORD = "phrase de passe du test"
GOOD = "quatre mots faciles"
PICTURES = os.environ.get("ECOUTE_PICTURES")

pytestmark = pytest.mark.e2e


class Console:
    """A page of the console, and the gateway behind it."""

    def __init__(self, page: Page, base: str, browser: Browser) -> None:
        self.page, self.base, self.browser = page, base, browser

    async def log_in(self, username: str, hash_: str = "") -> None:
        await self.page.goto(f"{self.base}/console{hash_}")
        await self.page.fill("#username", username)
        await self.page.fill("#password", PASSWORD)
        await self.page.keyboard.press("Enter")
        await self.page.wait_for_selector(".account-menu")

    async def picture(self, name: str) -> None:
        if PICTURES:
            path = Path(PICTURES) / f"{name}.png"
            await self.page.screenshot(path=path, full_page=True)


async def _serve(tmp_path: Path, **changed: str) -> TestServer:
    port = unused_port()
    settings = load_settings(
        {
            "BOT_PUBLIC_URL": f"http://127.0.0.1:{port}",
            "BOT_RASA_TOKEN": "a-secret-of-the-tests",
            "BOT_VAR_DIR": str(tmp_path),
            "BOT_RASA_URL": "http://127.0.0.1:9",
            "BOT_ACTIONS_URL": "http://127.0.0.1:9/webhook",
            **changed,
        }
    )
    migrate.upgrade(settings.database_url)
    sessions = create_sessions(settings.database_url)
    with sessions.begin() as session:
        add_agent(session, "demo", "Camille Exemple", PASSWORD, Role.ADMINISTRATOR)
        add_agent(session, "noor", "Noor Modèle", PASSWORD, Role.SUPERVISOR)
        add_agent(session, "sacha", "Sacha Essai", PASSWORD, Role.DESIGNER)
    words = Wording({name: [{"text": name}] for name in SAID_BY_GATEWAY})
    app = create_app(settings, sessions=sessions, wording=words)
    server = TestServer(app, port=port)
    await server.start_server()
    return server


def _base(server: TestServer) -> str:
    return str(server.make_url("")).rstrip("/")


async def _console(browser: Browser, server: TestServer) -> AsyncIterator[Console]:
    context = await browser.new_context(locale="fr-FR", timezone_id="Europe/Paris")
    page = await context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield Console(page, _base(server), browser)
    await context.close()
    await server.close()
    assert errors == []


@pytest.fixture
async def console(browser: Browser, tmp_path: Path) -> AsyncIterator[Console]:
    async for each in _console(browser, await _serve(tmp_path)):
        yield each


@pytest.fixture
async def strict_console(browser: Browser, tmp_path: Path) -> AsyncIterator[Console]:
    server = await _serve(tmp_path, BOT_DESK_SECOND_FACTOR="required")
    async for each in _console(browser, server):
        yield each


async def test_the_menu_of_the_account_leads_by_keyboard(console: Console) -> None:
    await console.log_in("demo")
    page = console.page
    await page.locator(".account-menu summary").focus()
    await page.keyboard.press("Enter")
    await page.keyboard.press("Tab")
    await expect(page.get_by_role("link", name="Mon compte")).to_be_focused()
    await page.keyboard.press("Escape")
    await expect(page.locator(".account-menu summary")).to_be_focused()
    await page.keyboard.press("Enter")
    await page.get_by_role("link", name="Équipe").click()
    await expect(page.get_by_role("heading", name="Équipe")).to_be_visible()
    await expect(page.locator(".panes")).to_be_hidden()
    await page.get_by_role("link", name="Retour aux conversations").click()
    await expect(page.locator(".panes")).to_be_visible()


async def test_somebody_is_invited_and_gets_in(console: Console) -> None:
    await console.log_in("demo", "#/equipe")
    page = console.page
    await page.get_by_label("Rôle", exact=True).select_option("supervisor")
    await page.get_by_label("Pour qui").fill("Léa, plateau B")
    await page.get_by_role("button", name="Créer le lien").click()
    link = page.get_by_label("Lien d’invitation")
    await expect(link).to_be_focused()
    await expect(page.locator(".rows:visible")).to_contain_text("Léa, plateau B")
    await console.picture("people")
    guest = await (await console.browser.new_context()).new_page()
    await guest.goto(await link.input_value())
    await expect(guest.locator(".lead")).to_contain_text("invité comme superviseur")
    await guest.get_by_label("Identifiant").fill("Léa")
    await guest.get_by_role("button", name="Créer mon compte").click()
    await expect(guest.get_by_role("alert")).to_contain_text("sans accent")
    await expect(guest.get_by_label("Identifiant")).to_be_focused()
    await guest.get_by_label("Identifiant").fill("Lea")
    await guest.get_by_label("Nom").fill("Léa Exemple")
    await guest.get_by_label("Mot de passe").fill("motdepasse2026")
    await guest.get_by_role("button", name="Créer mon compte").click()
    await expect(guest.get_by_role("alert")).to_contain_text("premiers que l’on essaie")
    if PICTURES:
        await guest.screenshot(path=Path(PICTURES) / "invitation.png")
    await guest.get_by_label("Mot de passe").fill(GOOD)
    await guest.keyboard.press("Enter")
    await expect(guest.locator(".account-menu .me")).to_have_text("Léa Exemple")
    await expect(guest.locator(".toast:visible")).to_contain_text("Bienvenue")
    assert "invitation" not in guest.url
    await guest.context.close()
    await page.reload()
    await expect(page.locator("tbody:visible")).to_contain_text("Léa Exemple")
    await expect(page.get_by_text("Aucune invitation en attente.")).to_be_visible()


async def test_access_is_closed_after_a_question(console: Console) -> None:
    await console.log_in("demo", "#/equipe")
    page = console.page
    row = page.locator("tr", has_text="Noor Modèle")
    await row.get_by_role("button", name="Fermer l’accès").click()
    box = page.get_by_role("dialog", name="Fermer l’accès de Noor Modèle")
    await console.picture("people_disable")
    await box.get_by_role("button", name="Annuler").click()
    await expect(row).to_contain_text("Ouvert")
    await row.get_by_role("button", name="Fermer l’accès").click()
    await box.get_by_role("button", name="Fermer l’accès").click()
    await expect(row).to_contain_text("Fermé")
    await expect(row.get_by_role("button", name="Rouvrir l’accès")).to_be_visible()


async def test_the_last_administrator_is_told_why_not(console: Console) -> None:
    await console.log_in("demo", "#/equipe")
    page = console.page
    role = page.get_by_label("Rôle de Camille Exemple", exact=True)
    await role.select_option("agent")
    await page.get_by_role("button", name="Changer le rôle").click()
    await expect(page.get_by_role("alert").first).to_be_attached()
    await expect(page.locator(".people-page .form-error").first).to_contain_text(
        "dernier administrateur"
    )
    await expect(role).to_have_value("administrator")


async def test_the_second_factor_is_set_up_and_asked_for(console: Console) -> None:
    await console.log_in("demo", "#/compte")
    page = console.page
    card = page.locator(".factor")
    await card.get_by_label("Mot de passe").fill(PASSWORD)
    await card.get_by_role("button", name="Activer").click()
    await expect(page.get_by_role("img", name="Code QR")).to_be_visible()
    key = await card.locator(".secret").inner_text()
    await console.picture("account_factor")
    totp = pyotp.TOTP(key.replace(" ", ""))
    await card.get_by_label("Code à 6 chiffres").fill("000000")
    await page.keyboard.press("Enter")
    await expect(card.get_by_role("alert")).to_contain_text("pas valable")
    await card.get_by_label("Code à 6 chiffres").fill(totp.at(utc_now()))
    await page.keyboard.press("Enter")
    await expect(card.locator(".codes li")).to_have_count(10)
    await console.picture("account_codes")
    await card.get_by_role("button", name="Je les ai notés").click()
    await expect(card).to_contain_text("Active")
    await console.picture("account")
    await page.get_by_role("button", name="Se déconnecter").click()
    await page.fill("#username", "demo")
    await page.fill("#password", PASSWORD)
    await page.keyboard.press("Enter")
    code = page.get_by_label("Code de votre application")
    await expect(code).to_be_focused()
    await console.picture("login_code")
    await code.fill(totp.at(utc_now(), 1))
    await page.keyboard.press("Enter")
    await expect(page.locator(".account-menu")).to_be_visible()


async def test_where_it_is_required_the_console_opens_after_it(
    strict_console: Console,
) -> None:
    await strict_console.log_in("demo")
    page = strict_console.page
    await expect(page.locator(".notice")).to_contain_text("obligatoire")
    await expect(page.locator(".panes")).to_be_hidden()
    await strict_console.picture("account_required")
    card = page.locator(".factor")
    await card.get_by_label("Mot de passe").fill(PASSWORD)
    await page.keyboard.press("Enter")
    key = await card.locator(".secret").inner_text()
    code = pyotp.TOTP(key.replace(" ", "")).at(utc_now())
    await card.get_by_label("Code à 6 chiffres").fill(code)
    await page.keyboard.press("Enter")
    await card.get_by_role("button", name="Je les ai notés").click()
    await expect(page.locator(".panes")).to_be_visible()
    await expect(page.locator(".link")).to_have_text("En ligne")


async def test_a_designer_lands_on_the_account(console: Console) -> None:
    await console.log_in("sacha", "#/journal")
    page = console.page
    await expect(page.get_by_role("heading", name="Mon compte")).to_be_visible()
    await expect(page.locator(".people-page")).to_contain_text(
        "n’ouvre pas les conversations"
    )
    await page.locator(".account-menu summary").click()
    assert await page.locator(".menu-links a").all_text_contents() == ["Mon compte"]


async def test_the_trail_is_filtered(console: Console) -> None:
    await console.log_in("demo", "#/journal")
    page = console.page
    await expect(page.locator("table.audit tbody tr").first).to_contain_text(
        "Connexion"
    )
    await console.picture("audit")
    await page.get_by_label("Action").select_option("role_changed")
    await page.get_by_role("button", name="Filtrer").click()
    await expect(page.get_by_text("Rien ne correspond.")).to_be_visible()
    link = page.get_by_role("link", name="Télécharger en CSV")
    assert "action=role_changed" in str(await link.get_attribute("href"))


async def test_a_session_ended_elsewhere_shows_the_login(console: Console) -> None:
    await console.log_in("noor")
    other = await (await console.browser.new_context()).new_page()
    second = Console(other, console.base, console.browser)
    await second.log_in("noor", "#/compte")
    await other.get_by_role("button", name="Terminer toutes les autres").click()
    await expect(console.page.locator(".login-error")).to_contain_text("expiré")
    await other.context.close()


@pytest.mark.parametrize("hash_", ["#/equipe", "#/journal", "#/compte"])
async def test_nothing_overflows_a_phone(console: Console, hash_: str) -> None:
    await console.page.set_viewport_size({"width": 360, "height": 740})
    await console.log_in("demo", hash_)
    await console.page.wait_for_selector(".people-page h2:visible")
    await console.picture(f"phone_{hash_[2:]}")
    wide = await console.page.evaluate("document.documentElement.scrollWidth")
    assert wide <= 360


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("hash_", ["#/equipe", "#/journal", "#/compte"])
async def test_no_barrier_on(console: Console, hash_: str, scheme: str) -> None:
    await console.page.emulate_media(color_scheme=scheme)
    await console.log_in("demo", hash_)
    await console.page.wait_for_selector(".people-page h2:visible")
    await assert_accessible(console.page, hash_)
