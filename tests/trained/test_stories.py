"""Every test story is played end to end on the trained model, as designers do."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from bot.settings import PROJECT_ROOT, current_environ, load_settings
from bot.supervisor.environment import child_environ

pytestmark = [pytest.mark.stories, pytest.mark.timeout(600)]

STORIES = PROJECT_ROOT / "tests" / "stories"
KINDS = [
    "happy_path",
    "corrections",
    "digressions",
    "cancellations",
    "invalid_input",
    "handoff",
]


def read_stories(folder: Path = STORIES) -> list[Any]:
    yaml = YAML(typ="safe")
    return [
        story
        for path in sorted(folder.rglob("*.yml"))
        for story in yaml.load(path.read_text(encoding="utf-8"))["stories"]
    ]


def story_names() -> list[str]:
    return [story["story"] for story in read_stories()]


def test_rasa_reads_every_story_file() -> None:
    # `rasa test core --e2e` skips files with another name, without a word.
    assert [p for p in STORIES.rglob("*.yml") if not p.name.startswith("test_")] == []


def test_no_story_has_the_name_of_another() -> None:
    names = story_names()
    assert len(names) == len(set(names))


def test_every_story_is_of_a_kind() -> None:
    assert sorted(path.name for path in STORIES.iterdir()) == sorted(KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_every_form_is_told_in_every_kind(kind: str) -> None:
    domain = YAML(typ="safe").load(
        (PROJECT_ROOT / "domain.yml").read_text(encoding="utf-8")
    )
    told = {
        step["active_loop"]
        for story in read_stories(STORIES / kind)
        for step in story["steps"]
        if "active_loop" in step
    }
    assert set(domain["forms"]) - told == set()


@pytest.mark.slow
def test_every_story_is_played_as_written(model: Path, tmp_path: Path) -> None:
    settings = load_settings()
    environ = child_environ(
        current_environ(), settings, rasa_token="no gateway in a story", quiet=True
    )
    done = subprocess.run(
        [
            *(sys.executable, "-m", "bot.supervisor.run_rasa_cli", "test", "core"),
            *("--e2e", "--model", str(model), "--stories", str(STORIES)),
            *("--out", str(tmp_path), "--no-plot"),
        ],
        cwd=PROJECT_ROOT,
        env=environ,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, f"{done.stdout[-3000:]}{done.stderr[-3000:]}"
    # Told to stop at an error, Rasa names the first one only.
    failed = (tmp_path / "failed_test_stories.yml").read_text(encoding="utf-8")
    report = json.loads((tmp_path / "story_report.json").read_text(encoding="utf-8"))
    assert report["conversation_accuracy"]["total"] == len(story_names())
    assert report["conversation_accuracy"]["correct"] == len(story_names()), failed
