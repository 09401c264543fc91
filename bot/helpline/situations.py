"""What a customer's story is about: data/knowledge/listening.yml."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from pydantic import BaseModel, Extra, Field

from bot.knowledge.brand_words import say_list
from bot.knowledge.yaml_files import PROJECT, read_checked

LISTENING_PATH = PROJECT / "data" / "knowledge" / "listening.yml"
# Entities that are said back, in this order, the first of each kind.
SAID_BACK = ("amount", "duration", "region")


class _Strict(BaseModel):
    class Config:
        extra = Extra.forbid
        frozen = True


class Theme(_Strict):
    """One theme; see the file."""

    id: str = Field(regex="^[a-z_]{1,40}$")
    words: list[str] = Field(min_items=1)


class Listening(_Strict):
    """Everything in the file."""

    themes: list[Theme] = Field(min_items=1)
    details: str = Field(regex=r".*\{details\}")


def load_listening(path: Path) -> Listening:
    """Reads a file of themes.

    Raises:
        SettingsError: Something is missing, unknown or of another form.
    """
    return read_checked(path, Listening)


@functools.lru_cache(maxsize=1)
def default_listening() -> Listening:
    """Reads the project's own file, once per process."""
    return load_listening(LISTENING_PATH)


def find_theme(text: str, themes: Sequence[Theme]) -> str | None:
    """The id of the first theme that a text names; `None` when it names none."""
    heard = f" {_bare(text)} "
    for theme in themes:
        if any(_is_in(word, heard) for word in theme.words):
            return theme.id
    return None


def say_details(
    text: str, entities: Iterable[Mapping[str, Any]], listening: Listening
) -> str:
    """Amounts, durations and places as the customer wrote them; empty without any.

    Args:
        text: The message.
        entities: As Rasa lists them, with `start` and `end` in the message.
        listening: Says how they are joined to the theme.
    """
    found: dict[str, str] = {}
    for entity in entities:
        kind, start, end = entity.get("entity"), entity.get("start"), entity.get("end")
        if kind in SAID_BACK and isinstance(start, int) and isinstance(end, int):
            found.setdefault(str(kind), text[start:end].strip())
    told = [_of(found[kind]) for kind in SAID_BACK if found.get(kind)]
    return listening.details.replace("de {details}", say_list(told)) if told else ""


def _of(words: str) -> str:
    """« de trois mois », « d’un an »."""
    vowel = _bare(words)[:1] in set("aeiouy")
    return f"d’{words}" if vowel else f"de {words}"


def _is_in(word: str, heard: str) -> bool:
    end = r"\w*" if word.endswith("*") else ""
    stem = re.escape(_bare(word.removesuffix("*")))
    return re.search(rf"\b{stem}{end}\b", heard) is not None


def _bare(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text.casefold().replace("’", "'"))
    bare = "".join(c for c in letters if not unicodedata.combining(c))
    return " ".join(bare.split())
