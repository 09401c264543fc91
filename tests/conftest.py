"""What every test may count on: a clean environment."""

from __future__ import annotations

import os

import pytest

os.environ.setdefault("SQLALCHEMY_WARN_20", "1")
os.environ.setdefault("RASA_TELEMETRY_ENABLED", "false")


@pytest.fixture(autouse=True)
def _clean_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in list(os.environ):
        if name.startswith("BOT_") and not name.startswith("BOT_TEST_"):
            monkeypatch.delenv(name)
