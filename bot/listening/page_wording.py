"""The page's sentences, kept by writers in data/knowledge/listening_page.yml."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from pydantic import BaseModel, Extra

from bot.contracts.shares import ShareChannel
from bot.knowledge.yaml_files import PROJECT, read_checked

PAGE_WORDS_PATH = PROJECT / "data" / "knowledge" / "listening_page.yml"


class _Strict(BaseModel):
    class Config:
        extra = Extra.forbid
        frozen = True


class Part(_Strict):
    """A part of the page: its heading, and what it shows; braces take counts."""

    title: str
    about: str


class Parts(_Strict):
    """Every part, in the page's order."""

    mood: Part
    emotions: Part
    themes: Part
    listened: Part
    voices: Part
    questions: Part
    shares: Part
    reading: Part


class Note(_Strict):
    """How to read something."""

    term: str
    text: str


class PageWords(_Strict):
    """The file."""

    title: str
    period: str
    nothing: str
    unmasked: str
    too_few: str
    parts: Parts
    channels: dict[ShareChannel, str]
    notes: list[Note]


@lru_cache(maxsize=2)
def load_page_words(path: Path = PAGE_WORDS_PATH) -> PageWords:
    """Reads the words, once per process.

    Raises:
        SettingsError: The file does not follow its form.
    """
    return read_checked(path, PageWords)
