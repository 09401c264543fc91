"""All responses of the project, as designers wrote them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from bot.errors import SettingsError
from bot.knowledge.yaml_files import PROJECT, describe, line_of, read_yaml


def read_responses(project: Path = PROJECT) -> dict[str, list[dict[str, Any]]]:
    """Reads the responses of domain.yml and of data/responses.

    Raises:
        SettingsError: A file cannot be read, or a response is written twice.
    """
    found: dict[str, list[dict[str, Any]]] = {}
    for path in _files(project):
        for name, variations in _responses_in(path).items():
            if name in found:
                raise SettingsError(
                    f"Expected {name} to be written once, but found it again in "
                    f"{describe(path)}. Please remove one."
                )
            found[name] = variations
    return found


def places_of_responses(project: Path = PROJECT) -> dict[str, str]:
    """File and line of each response, as a designer reads them."""
    return {
        name: f"{describe(path)}, line {line_of(path, f'{name}:')}"
        for path in _files(project)
        for name in _responses_in(path)
    }


def _files(project: Path) -> list[Path]:
    topics = sorted((project / "data" / "responses").glob("*.yml"))
    return [project / "domain.yml", *topics]


def _responses_in(path: Path) -> dict[str, list[dict[str, Any]]]:
    content = read_yaml(path)
    try:
        return dict(content["responses"])
    except (KeyError, TypeError, ValueError) as error:
        raise SettingsError(
            f"Expected {describe(path)} to have a map `responses`, but found none. "
            "Please add it."
        ) from error
