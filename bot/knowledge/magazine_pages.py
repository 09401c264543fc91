"""Where the magazine says what the bot repeats: data/knowledge/magazine_pages.yml."""

from __future__ import annotations

import functools
from pathlib import Path

from pydantic import BaseModel, Extra, Field, root_validator

from bot.knowledge.fact_models import NAME, Fact
from bot.knowledge.french import NO_BREAK, Unit
from bot.knowledge.yaml_files import PROJECT, read_checked

PAGES_PATH = PROJECT / "data" / "knowledge" / "magazine_pages.yml"


class _Strict(BaseModel):
    class Config:
        extra = Extra.forbid
        frozen = True


class Article(_Strict):
    """One article of the issue.

    Attributes:
        id: `{page_<id>}` says its pages in answers of `magazine/…`.
        title: Name of its column, with its article or quotation marks.
        first: First page; `None` when the contents give no number.
        last: Last page; `None` exactly when `first` is.
        answers: Second halves of `magazine/<answer>` that it founds.
    """

    id: str = Field(regex=NAME)
    title: str = Field(min_length=1)
    first: int | None = Field(None, gt=0)
    last: int | None = Field(None, gt=0)
    answers: tuple[str, ...]

    @root_validator(skip_on_failure=True)
    def _pages_go_up(cls, values: dict[str, int | None]) -> dict[str, int | None]:
        first, last = values["first"], values["last"]
        if (first is None) != (last is None):
            raise ValueError("give both `first` and `last`, or neither")
        if first is not None and last is not None and last < first:
            raise ValueError("`last` must not be before `first`")
        return values

    def written_pages(self) -> str:
        """As a customer reads them: « page 4 », « pages 6 à 11 », « éditorial »."""
        if self.first is None or self.last is None:
            return "éditorial"
        if self.first == self.last:
            return f"page{NO_BREAK}{self.first}"
        joint = "et" if self.last == self.first + 1 else "à"
        return f"pages{NO_BREAK}{self.first} {joint}{NO_BREAK}{self.last}"


class MagazinePages(_Strict):
    """Everything in the file.

    Attributes:
        name: Of the magazine.
        issue: Its number.
        date: Month and year, in French.
        articles: In the order of the pages.
        told_by: Answer by response outside `magazine/…`.
    """

    name: str
    issue: int = Field(gt=0)
    date: str
    articles: tuple[Article, ...]
    told_by: dict[str, str]

    @root_validator(skip_on_failure=True)
    def _names_are_used_once(cls, values: dict[str, object]) -> dict[str, object]:
        articles: tuple[Article, ...] = values["articles"]  # type: ignore[assignment]
        told_by: dict[str, str] = values["told_by"]  # type: ignore[assignment]
        for names in (
            [article.id for article in articles],
            [answer for article in articles for answer in article.answers],
        ):
            if len(set(names)) < len(names):
                raise ValueError(f"a name is used twice in {', '.join(names)}")
        unknown = set(told_by.values()) - set(names)
        if unknown:
            raise ValueError(f"no article answers {', '.join(sorted(unknown))}")
        return values

    def find(self, answer: str | None) -> Article | None:
        """The article that founds an answer."""
        return next((each for each in self.articles if answer in each.answers), None)

    def place_of(self, article: Article) -> str:
        """As a customer reads it: « OneShot n° 5, juillet 2020, page 4 »."""
        return f"{self.reference}, {article.written_pages()}"

    @property
    def reference(self) -> str:
        """As a customer reads it: « OneShot n° 5, juillet 2020 »."""
        return f"{self.name} n°{NO_BREAK}{self.issue}, {self.date}"

    def as_facts(self) -> list[Fact]:
        """`{magazine_reference}`, and the pages of what is behind `magazine/…`."""
        elsewhere = set(self.told_by.values())
        said = {"magazine_reference": self.reference}
        for article in self.articles:
            if set(article.answers) - elsewhere:
                said[f"page_{article.id}"] = article.written_pages()
        return [
            Fact(
                id=name,
                value=text,
                unit=Unit.TEXT,
                says=f"{self.reference} : {text}.",
                period="2020",
                grade="REVUE",
                sources=["REVUE"],
            )
            for name, text in said.items()
        ]


def read_pages(path: Path = PAGES_PATH) -> MagazinePages:
    """Reads the pages.

    Raises:
        SettingsError: They do not follow their form.
    """
    return read_checked(path, MagazinePages)


@functools.lru_cache(maxsize=1)
def default_pages() -> MagazinePages:
    """Reads the project's own pages, once per process."""
    return read_pages()
