"""Commands of designers and developers: train, validate, test."""

from __future__ import annotations

import asyncio
import subprocess
import sys

from bot.desk.service_levels import default_service_levels
from bot.desk.waiting_rules import default_waiting_rules
from bot.knowledge.desk_words import review_desk_words
from bot.knowledge.project import review_project
from bot.logs import configure_logging
from bot.settings import PROJECT_ROOT, current_environ, load_settings
from bot.supervisor.environment import child_environ
from bot.supervisor.output import Output
from bot.training import train
from bot.voice.project import review_voice


def run_train(force: bool) -> int:
    """Trains when needed.

    Raises:
        TrainingFailed: Rasa refused the data.
    """
    settings = load_settings()
    configure_logging(settings.log_format, settings.log_level)
    trained = asyncio.run(train(settings, current_environ(), Output(), force))
    done = "Le modèle est entraîné" if trained else "Le modèle est déjà à jour"
    sys.stdout.write(f"{done} : {settings.model_path}\n")
    return 0


def run_validate(with_contracts: bool = True) -> int:
    """The words first, then Rasa's checks, then contracts; gives the first failure.

    Args:
        with_contracts: Whether `tests/contract` is run, which `bot test` runs too.

    Raises:
        SettingsError: A file of data/knowledge or data/desk does not follow its form.
    """
    default_waiting_rules()
    default_service_levels()
    findings = [*review_project(), *review_desk_words(), *review_voice()]
    if findings:
        sys.stdout.write("\n".join([*findings, f"À corriger\u202f: {len(findings)}\n"]))
        return 1
    settings = load_settings()
    environ = child_environ(current_environ(), settings, rasa_token="", quiet=True)
    rasa = [
        sys.executable, "-m", "bot.supervisor.run_rasa_cli", "data", "validate",
        "--domain", "domain.yml", "--data", "data", "--config", "config.yml",
        "--fail-on-warnings",
    ]  # fmt: skip
    contracts = [sys.executable, "-m", "pytest", "-q", "tests/contract"]
    checks = [(rasa, environ)]
    if with_contracts:
        checks.append((contracts, current_environ()))
    for command, env in checks:
        code = subprocess.run(
            command, cwd=PROJECT_ROOT, env=env, check=False
        ).returncode
        if code:
            return code
    return 0


def run_tests(arguments: list[str]) -> int:
    """Runs pytest on everything, or on what the arguments name."""
    command = [sys.executable, "-m", "pytest", *arguments]
    return subprocess.run(command, cwd=PROJECT_ROOT, check=False).returncode
