"""Names of régions, départements and cities, and the région each lies in.

The table is `data/knowledge/regions.yml`. Names are compared without case, accents,
hyphens and apostrophes, one character for one, so that places in the folded text are
places in the message.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from bot.errors import SettingsError


@dataclass(frozen=True)
class Gazetteer:
    """Where names and numbers of départements lie.

    Attributes:
        regions: Folded name → canonical name of the région.
        cities: Folded names that are cities.
        ambiguous: Folded names that are also common words or first names.
        departments: Number (`01`, `2A`, `971`) → canonical name of the région.
        names: Matches any name, and expressions that hide one.
    """

    regions: Mapping[str, str]
    cities: frozenset[str]
    ambiguous: frozenset[str]
    departments: Mapping[str, str]
    names: re.Pattern[str]


def fold_place(text: str) -> str:
    """Lowers case, drops accents, and opens hyphens and apostrophes; same length."""
    return "".join(_fold_character(character) for character in text)


def _fold_character(character: str) -> str:
    if character in "-–'’\u00a0\u202f":
        return " "
    folded = unicodedata.normalize("NFKD", character)[0].lower()
    return folded if len(folded) == 1 else character


def load_gazetteer(path: Path) -> Gazetteer:
    """Reads the table of régions.

    Raises:
        SettingsError: The file is missing or has another shape.
    """
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
        return build_gazetteer(content)
    except (OSError, KeyError, TypeError, AttributeError, yaml.YAMLError) as error:
        raise SettingsError(
            f"Expected régions with `name` and `departments` in `{path}`, but "
            f"found {error!r}. Please correct the file or `regions` in config.yml."
        ) from error


def build_gazetteer(content: Mapping[str, Any]) -> Gazetteer:
    """Builds the gazetteer from the content of the YAML file."""
    regions: dict[str, str] = {}
    departments: dict[str, str] = {}
    cities: set[str] = set()
    for region in content["regions"]:
        name, areas = region["name"], region["departments"]
        places = [name, *region.get("aliases", ()), *areas.values()]
        for place in (*places, *region.get("cities", ())):
            regions.setdefault(fold_place(place), name)
        cities.update(fold_place(city) for city in region.get("cities", ()))
        departments.update({str(number): name for number in areas})
    hidden = [fold_place(one) for one in content.get("elsewhere", ())]
    return Gazetteer(
        regions=regions,
        cities=frozenset(cities),
        ambiguous=frozenset(fold_place(one) for one in content["ambiguous"]),
        departments=departments,
        names=_pattern([*regions, *hidden]),
    )


def _pattern(names: list[str]) -> re.Pattern[str]:
    """Matches any of the names, the longest first; « st » stands for « saint »."""
    parts = [
        re.escape(name).replace(r"saint\ ", r"(?:saint|st)\ ").replace(r"\ ", " +")
        for name in sorted(set(names), key=len, reverse=True)
    ]
    return re.compile(rf"(?<!\w)(?:{'|'.join(parts)})(?!\w)")
