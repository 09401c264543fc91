"""The model that `bot train` made, as the product serves it."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.settings import load_settings


@pytest.fixture(scope="session")
def model() -> Path:
    path = load_settings().model_path
    if not path.is_file():
        pytest.fail(f"Expected a trained model at `{path}`. Please run `bot train`.")
    return path
