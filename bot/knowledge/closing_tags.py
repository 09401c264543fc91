"""What a conversation was about, as agents tick it at its end: data/desk/tags.yml."""

from __future__ import annotations

import functools
from collections.abc import Iterable
from pathlib import Path

from pydantic import BaseModel, Extra, Field, validator

from bot.knowledge.yaml_files import PROJECT, read_checked

TAGS_PATH = PROJECT / "data" / "desk" / "tags.yml"
MAX_TAGS = 30


class Tag(BaseModel):
    """One tag; see the file."""

    id: str = Field(regex="^[a-z_]{1,40}$")
    title: str = Field(min_length=1, max_length=40)
    retired: bool = False

    class Config:
        extra = Extra.forbid
        frozen = True


class ClosingTags(BaseModel):
    """The whole file."""

    tags: list[Tag] = Field(max_items=MAX_TAGS)
    most: int = Field(ge=1, le=MAX_TAGS)

    class Config:
        extra = Extra.forbid
        frozen = True

    @validator("tags")
    def _once(cls, tags: list[Tag]) -> list[Tag]:
        ids = [tag.id for tag in tags]
        twice = sorted({each for each in ids if ids.count(each) > 1})
        if twice:
            raise ValueError(f"expected each id once, found {', '.join(twice)} twice")
        return tags

    def offered(self) -> list[Tag]:
        """What may be ticked now."""
        return [tag for tag in self.tags if not tag.retired]

    def unknown(self, ticked: Iterable[str]) -> list[str]:
        """What was ticked although it is not offered."""
        known = {tag.id for tag in self.offered()}
        return sorted({each for each in ticked if each not in known})


def read_closing_tags(path: Path = TAGS_PATH) -> ClosingTags:
    """Reads the file.

    Raises:
        SettingsError: It does not follow its form.
    """
    return read_checked(path, ClosingTags)


@functools.lru_cache(maxsize=1)
def default_closing_tags() -> ClosingTags:
    """Reads the project's own file, once per process."""
    return read_closing_tags()
