"""`bot retention` says in French what it deletes, and counts first when asked to."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from typer.testing import CliRunner

from bot.cli import app
from bot.cli_retention import KINDS, REASONS
from bot.contracts.retention import Kept, ServiceJob, StaysFor
from bot.settings import load_settings
from bot.store import migrate
from bot.store.conversations import add_conversation
from bot.store.engine import create_sessions
from bot.store.models import Conversation, utc_now
from bot.store.service_timers import ensure_timer, take_job

runner = CliRunner()


@pytest.fixture
def sessions(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> sa.orm.sessionmaker:
    monkeypatch.setenv("BOT_VAR_DIR", str(tmp_path))
    url = load_settings().database_url
    migrate.upgrade(url)
    sessions = create_sessions(url)
    with sessions.begin() as session:
        for mode in ("bot", "bot", "queued"):
            conversation, _ = add_conversation(session)
            conversation.updated_at = utc_now() - timedelta(days=9999)
            conversation.mode = mode
    yield sessions
    sessions.kw["bind"].dispose()


def count(sessions: sa.orm.sessionmaker) -> int:
    with sessions() as session:
        return int(session.scalar(sa.select(sa.func.count(Conversation.id))))


def test_every_kind_and_reason_has_words() -> None:
    assert set(KINDS) == set(Kept) - {Kept.CONFIRMED_ALERTS}  # a reason, not a kind
    assert set(REASONS) == set(StaysFor)


def test_a_dry_run_counts_and_a_run_deletes(sessions: sa.orm.sessionmaker) -> None:
    dry = runner.invoke(app, ["retention", "--dry-run", "--json"])
    assert dry.exit_code == 0, dry.output
    assert "À effacer (rien n’a été touché)" in dry.stdout
    assert "quelqu’un attend ou répond encore" in dry.stdout
    assert count(sessions) == 3
    done = runner.invoke(app, ["retention", "--json"])
    assert done.exit_code == 0, done.output
    counts = json.loads(done.stdout.splitlines()[-1])
    assert counts == json.loads(dry.stdout.splitlines()[-1])
    assert counts == {"erased": {"conversations": 2}, "stayed": {"in_use": 1}}
    assert count(sessions) == 1


def test_a_run_beside_a_gateway_that_is_at_it_is_refused(
    sessions: sa.orm.sessionmaker,
) -> None:
    now = utc_now()
    with sessions.begin() as session:
        ensure_timer(session, ServiceJob.RETENTION, now)
        assert take_job(session, ServiceJob.RETENTION, "gateway", now)
    refused = runner.invoke(app, ["retention"])
    assert refused.exit_code == 1
    assert count(sessions) == 3
