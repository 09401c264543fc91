from __future__ import annotations

import io
import json
import sys
import tarfile
from pathlib import Path

import pytest

from bot.errors import ModelFilesMissing, SettingsError
from bot.supervisor import run_rasa


def model_that_says(text: str, path: Path) -> Path:
    said = {"utter_amount": [{"text": text}]}
    content = json.dumps({"domain": {"responses": said}}).encode()
    with tarfile.open(path, "w:gz") as archive:
        info = tarfile.TarInfo("metadata.json")
        info.size = len(content)
        archive.addfile(info, io.BytesIO(content))
    return path


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Models that got as far as being served."""
    models: list[Path] = []
    monkeypatch.setattr(
        run_rasa, "serve", lambda port, model, project: models.append(model)
    )
    return models


def start(monkeypatch: pytest.MonkeyPatch, model: Path) -> None:
    monkeypatch.setattr(sys, "argv", ["run_rasa", "5005", str(model)])
    run_rasa.main()


def test_model_whose_words_are_known_is_served(tmp_path, monkeypatch, served):
    model = model_that_says("En 2020, {flash_maximum}.", tmp_path / "m.tar.gz")
    start(monkeypatch, model)
    assert served == [model]


def test_model_with_words_that_nothing_fills_is_not_served(
    tmp_path, monkeypatch, served
):
    model = model_that_says("En 2020, {flash_minimal}.", tmp_path / "m.tar.gz")
    with pytest.raises(SettingsError, match="flash_minimal"):
        start(monkeypatch, model)
    assert served == []


def test_missing_model_is_named(tmp_path, monkeypatch, served):
    with pytest.raises(ModelFilesMissing, match="bot train"):
        start(monkeypatch, tmp_path / "none.tar.gz")
    assert served == []
