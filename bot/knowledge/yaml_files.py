"""Reads a YAML file of data/knowledge into its model, and names mistakes by place."""

from __future__ import annotations

from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from bot.errors import SettingsError

PROJECT = Path(__file__).resolve().parents[2]

Model = TypeVar("Model", bound=BaseModel)


def read_checked(path: Path, model: type[Model]) -> Model:
    """Reads a file and checks it against its model.

    Raises:
        SettingsError: The file is missing, is not YAML, or says something that its
            model forbids; the message names file, line when known, and mistake.
    """
    content = read_yaml(path)
    try:
        return model.parse_obj(content)
    except ValidationError as error:
        found = "; ".join(_mistake(each, content, path) for each in error.errors())
        raise SettingsError(
            f"Expected {describe(path)} to follow its form "
            f"({model.__module__}.{model.__name__}), but found {found}. "
            "Please correct it."
        ) from error


def read_yaml(path: Path) -> Any:
    """Reads a YAML file.

    Raises:
        SettingsError: The file is missing or is not YAML.
    """
    try:
        return YAML(typ="safe").load(path.read_text(encoding="utf-8"))
    except (OSError, YAMLError) as error:
        raise SettingsError(
            f"Expected {describe(path)} to be a YAML file, but could not read it: "
            f"{error}. Please correct it."
        ) from error


def line_of(path: Path, written: str) -> int:
    """Line, from 1, where a designer finds `written`; 1 if nowhere."""
    lines = path.read_text(encoding="utf-8").splitlines()
    for number, line in enumerate(lines, start=1):
        if _without_dash(line) == written:
            return number
    return 1


def describe(path: Path) -> str:
    """The path as it is written in the project."""
    return (
        path.relative_to(PROJECT).as_posix()
        if path.is_relative_to(PROJECT)
        else path.name
    )


def _without_dash(line: str) -> str:
    return line.partition(" #")[0].strip().removeprefix("- ").strip("'\" {},")


def _mistake(error: Any, content: Any, path: Path) -> str:
    """`fact flash_maximum (line 12), unit: …`."""
    where, named = [], content
    for part in error["loc"]:
        if isinstance(part, int):
            named = _entry(named, part)
            where.append(_name_of(named, part, path))
        elif part != "__root__":
            named = named.get(part) if isinstance(named, dict) else None
            where.append(str(part))
    return f"{', '.join(where) or 'the whole file'}: {error['msg']}"


def _entry(entries: Any, index: int) -> Any:
    is_there = isinstance(entries, list) and index < len(entries)
    return entries[index] if is_there else None


def _name_of(entry: Any, index: int, path: Path) -> str:
    for key in ("id", "name"):
        if isinstance(entry, dict) and key in entry:
            line = line_of(path, f"{key}: {entry[key]}")
            return f"`{entry[key]}` (line {line})"
    return f"entry {index + 1}"
