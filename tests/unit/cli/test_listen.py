from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli import app

runner = CliRunner()


@pytest.fixture(autouse=True)
def _empty_store(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("BOT_VAR_DIR", str(tmp_path))


def report(*arguments: str):
    return runner.invoke(app, ["listen", "report", *arguments])


def test_an_empty_store_gives_an_empty_report_in_every_form(tmp_path: Path):
    page = tmp_path / "page.html"
    done = report("--json", "--html", str(page))
    assert done.exit_code == 0, done.output
    assert json.loads(done.stdout.splitlines()[-1])["conversations"] == 0
    assert "Rien à montrer" in page.read_text(encoding="utf-8")


def test_the_period_is_thirty_days_up_to_its_last_one():
    found = json.loads(
        report("--until", "2026-10-31", "--json").stdout.splitlines()[-1]
    )
    assert (found["since"], found["until"]) == ("2026-10-02", "2026-10-31")


def test_a_period_that_ends_before_it_begins_is_refused():
    done = report("--since", "2026-10-31", "--until", "2026-10-01")
    assert "ends on or after 2026-10-31" in str(done.exception)


def test_a_day_that_is_none_is_refused():
    assert report("--since", "hier").exit_code == 2


def test_a_page_that_cannot_be_written_is_said(tmp_path: Path):
    done = report("--html", str(tmp_path / "nowhere" / "page.html"))
    assert "can be written" in str(done.exception)
