from __future__ import annotations

from pathlib import Path

import pytest

from bot.training import current_stamp, needs_training, stamp_of

FILES = [("data/nlu/loan.yml", b"a"), ("config.yml", b"b")]
VERSIONS = {"rasa": "3.6.21"}


def test_the_order_of_files_does_not_matter() -> None:
    assert stamp_of(FILES, VERSIONS) == stamp_of(FILES[::-1], VERSIONS)


@pytest.mark.parametrize(
    ("files", "versions"),
    [
        pytest.param([FILES[0], ("config.yml", b"c")], VERSIONS, id="a content"),
        pytest.param([FILES[0], ("config2.yml", b"b")], VERSIONS, id="a name"),
        pytest.param(FILES[:1], VERSIONS, id="a file less"),
        pytest.param(FILES, {"rasa": "3.6.22"}, id="a version"),
        pytest.param(
            [("data/nlu/loan.ymla", b""), FILES[1]], VERSIONS, id="a shifted boundary"
        ),
    ],
)
def test_any_change_changes_the_stamp(
    files: list[tuple[str, bytes]], versions: dict[str, str]
) -> None:
    assert stamp_of(files, versions) != stamp_of(FILES, VERSIONS)


@pytest.mark.parametrize(
    ("found", "model_exists", "expected"),
    [
        pytest.param("abc", True, False, id="same stamp and a model"),
        pytest.param("xyz", True, True, id="made from something else"),
        pytest.param(None, True, True, id="a model of unknown origin"),
        pytest.param("abc", False, True, id="the model was deleted"),
    ],
)
def test_needs_training(found: str | None, model_exists: bool, expected: bool) -> None:
    assert needs_training("abc", found, model_exists) is expected


def project(folder: Path) -> Path:
    for name in ("data/nlu/loan.yml", "domain.yml", "config.yml", "bot/nlu/encoder.py"):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x")
    return folder


@pytest.mark.parametrize(
    "changed", ["data/nlu/new.yml", "config.yml", "bot/nlu/encoder.py"]
)
def test_training_data_configuration_and_code_count(
    tmp_path: Path, changed: str
) -> None:
    before = current_stamp(project(tmp_path))
    (tmp_path / changed).write_text("y")
    assert current_stamp(tmp_path) != before


@pytest.mark.parametrize(
    "changed", ["README.md", "bot/nlu/encoder.pyc", "data/desk/waiting.yml"]
)
def test_other_files_do_not_count(tmp_path: Path, changed: str) -> None:
    before = current_stamp(project(tmp_path))
    (tmp_path / changed).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / changed).write_text("y")
    assert current_stamp(tmp_path) == before
