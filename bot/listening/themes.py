"""What conversations are about: the designers' table from intents to themes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from pydantic import BaseModel, Extra, Field, root_validator

from bot.contracts.listening import NO_THEME
from bot.errors import SettingsError
from bot.knowledge.yaml_files import PROJECT, read_checked

THEMES_PATH = PROJECT / "data" / "knowledge" / "themes.yml"


class _Theme(BaseModel):
    id: str = Field(regex=r"^[a-z_]{2,40}$")
    title: str = Field(min_length=2, max_length=40)

    class Config:
        extra = Extra.forbid


class ThemesFile(BaseModel):
    """The file as designers write it."""

    themes: list[_Theme] = Field(min_items=1)
    intents: dict[str, str]

    class Config:
        extra = Extra.forbid

    @root_validator(skip_on_failure=True)
    def _agree(cls, values: dict[str, object]) -> dict[str, object]:
        themes: list[_Theme] = values["themes"]  # type: ignore[assignment]
        intents: dict[str, str] = values["intents"]  # type: ignore[assignment]
        ids = [theme.id for theme in themes]
        titles = [theme.title for theme in themes]
        if NO_THEME in ids or len({*ids}) < len(ids) or len({*titles}) < len(titles):
            raise ValueError(f"themes must differ, and none is called `{NO_THEME}`")
        if unknown := sorted({*intents.values()} - {*ids, NO_THEME}):
            raise ValueError(f"`intents` names no theme of the file: {unknown}")
        if unused := sorted({*ids} - {*intents.values()}):
            raise ValueError(f"no intent has the theme: {unused}")
        return values


@dataclass(frozen=True)
class Themes:
    """The table.

    Attributes:
        titles: French title of each theme, in the designers' order.
        intents: Theme of each intent, `NO_THEME` for those that have none.
    """

    titles: Mapping[str, str]
    intents: Mapping[str, str]

    def title_of(self, theme: str) -> str:
        """The French title; also of `NO_THEME`, and of a theme removed since."""
        return self.titles.get(theme, "Sans thème")

    def theme_of(self, intent: str | None) -> str:
        """The theme of an intent; an answer such as `faq/pge_amount` may have its own.

        An intent that the table does not know, because it was removed since, has none.
        """
        name = intent or ""
        base = name.partition("/")[0]
        return self.intents.get(name, self.intents.get(base, NO_THEME))

    def main_theme(self, intents: Iterable[str | None]) -> str:
        """What a conversation is about: its most frequent theme, the latest if tied.

        Args:
            intents: Of its turns that were understood, in order.
        """
        found = [self.theme_of(intent) for intent in intents]
        found = [theme for theme in found if theme != NO_THEME]
        counts = Counter(found)
        # `max` takes the first of equals: the latest, from the end.
        return max(reversed(found), key=counts.__getitem__, default=NO_THEME)


@lru_cache(maxsize=4)
def load_themes(path: Path = THEMES_PATH) -> Themes:
    """Reads the table, once per process.

    Raises:
        SettingsError: The file does not follow its form.
    """
    file = read_checked(path, ThemesFile)
    return Themes({theme.id: theme.title for theme in file.themes}, file.intents)


def check_intents(themes: Themes, intents: Iterable[str]) -> None:
    """Checks that each intent is in the table, and nothing else is.

    Raises:
        SettingsError: One is missing, or one is of no use.
    """
    known, listed = set(intents), set(themes.intents)
    missing = sorted(known - listed)
    useless = sorted(name for name in listed if name.partition("/")[0] not in known)
    if missing or useless:
        raise SettingsError(
            "Expected data/knowledge/themes.yml to give each intent of domain.yml a "
            f"theme or `{NO_THEME}`, but {missing} are missing and {useless} are no "
            "intents. Please correct it."
        )
