"""Who keeps the machine can always let somebody in, or keep somebody out."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from bot.cli import app
from bot.store.agents import password_matches
from bot.store.audit import AuditFilter, list_events
from bot.store.engine import create_sessions
from bot.store.people_models import SecondFactor

PASSWORD = "un-mot-de-passe"
Run = Callable[..., Result]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    monkeypatch.setenv("BOT_VAR_DIR", str(tmp_path))

    def invoke(*arguments: str, password: str | None = None) -> Result:
        given = ["--password-stdin"] if password else []
        entered = f"{password}\n" if password else None
        return CliRunner().invoke(app, ["agent", *arguments, *given], input=entered)

    return invoke


def _people(run: Run) -> dict[str, dict[str, object]]:
    shown = json.loads(run("list", "--json").stdout)
    return {person["username"]: person for person in shown}


def test_roles_are_given_and_listed(run: Run) -> None:
    run("add", "chef", "--role", "administrator", password=PASSWORD)
    run("add", "lea", "--name", "Léa", password=PASSWORD)
    people = _people(run)
    assert people["chef"]["role"] == "administrator"
    assert people["lea"]["role"] == "agent"
    assert "Léa" in run("list").stdout


def test_somebody_is_kept_out_and_let_in(run: Run) -> None:
    run("add", "chef", "--role", "administrator", password=PASSWORD)
    run("add", "lea", password=PASSWORD)
    assert run("disable", "lea").exit_code == 0
    assert _people(run)["lea"]["disabled"] is True
    assert run("enable", "lea").exit_code == 0
    assert _people(run)["lea"]["disabled"] is False


def test_the_last_administrator_stays(run: Run) -> None:
    run("add", "chef", "--role", "administrator", password=PASSWORD)
    refused = run("disable", "chef")
    assert refused.exit_code == 1
    assert "dernier administrateur" in refused.output


def test_the_locked_out_get_in_again(run: Run, tmp_path: Path) -> None:
    run("add", "chef", "--role", "administrator", password=PASSWORD)
    sessions = create_sessions(f"sqlite:///{tmp_path}/ecoute.db")
    with sessions.begin() as session:
        session.add(SecondFactor(agent_id=1, secret="A" * 32, recovery_hashes=[]))
    assert run("reset-second-factor", "chef").exit_code == 0
    assert run("reset-second-factor", "chef").exit_code == 1
    assert run("password", "chef", password="une autre phrase").exit_code == 0
    with sessions.begin() as session:
        assert password_matches(session, "chef", "une autre phrase")
        events, _ = list_events(session, AuditFilter(actor="cli"))
    assert [event.action for event in reversed(events)] == [
        "person_added",
        "second_factor_reset",
        "password_changed",
    ]
    sessions.kw["bind"].dispose()


def test_an_unknown_name_is_said(run: Run) -> None:
    assert run("disable", "personne").exit_code == 1
    failed = run("password", "personne", password=PASSWORD)
    assert "personne" in str(failed.exception)
