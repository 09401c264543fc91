"""The papers of a file, read from data/knowledge/documents.yml."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Sequence
from enum import Enum
from pathlib import Path

from pydantic import BaseModel, Extra, Field, validator

from bot.knowledge.yaml_files import PROJECT, read_checked

DOCUMENTS_PATH = PROJECT / "data" / "knowledge" / "documents.yml"


class When(str, Enum):
    """For which files a paper is expected."""

    ALWAYS = "always"
    INVESTMENT = "investment"


class Standing(str, Enum):
    """Whether a source names the paper for this loan, or only for checks in general."""

    ASKED = "asked"
    USUAL = "usual"


class _Strict(BaseModel):
    class Config:
        extra = Extra.forbid
        frozen = True


class Document(_Strict):
    """A paper.

    Attributes:
        id: Kept in the store as the kind of a document.
        title: With its article, as it stands inside a sentence.
        when: For which files.
        standing: Decides between « demandé » and « en général ».
        grade: `REVUE`, `OFF` or `PRO`; weaker ones are not said and not listed.
        sources: Ids of data/knowledge/sources.yml.
    """

    id: str = Field(regex=r"^[a-z][a-z_]{0,39}$")
    title: str = Field(min_length=1)
    when: When
    standing: Standing
    grade: str = Field(regex="^(REVUE|OFF|PRO)$")
    sources: list[str] = Field(min_items=1)


class Documents(_Strict):
    """Every paper, in the order in which they are told."""

    documents: list[Document] = Field(min_items=1)

    @validator("documents")
    def _ids_are_unique(cls, documents: list[Document]) -> list[Document]:
        ids = [document.id for document in documents]
        twice = sorted({each for each in ids if ids.count(each) > 1})
        if twice:
            raise ValueError(f"every id must be written once, not {', '.join(twice)}")
        return documents

    def expected_of_every_file(self) -> list[str]:
        """Kinds that a new pre-file expects: attested, and whatever it is for."""
        return [
            document.id
            for document in self.documents
            if document.standing is Standing.ASKED and document.when is When.ALWAYS
        ]

    def titles(self, standing: Standing) -> list[str]:
        """What the papers of one standing are called."""
        return [each.title for each in self.documents if each.standing is standing]

    def titles_of(self, kinds: Iterable[str]) -> list[str]:
        """What papers of a file are called; kinds that are gone are left out."""
        wanted = set(kinds)
        return [each.title for each in self.documents if each.id in wanted]


def enumerate_in_french(titles: Sequence[str]) -> str:
    """Joins titles as in a sentence: `un bilan, un devis et la liasse fiscale`.

    Titles that hold a comma are set apart by semicolons.
    """
    if len(titles) <= 1:
        return "".join(titles)
    # A narrow no-break space stands before a French semicolon.
    comma = "\u202f; " if any("," in title for title in titles) else ", "
    return f"{comma.join(titles[:-1])} et {titles[-1]}"


def read_documents(path: Path = DOCUMENTS_PATH) -> Documents:
    """Reads the papers.

    Raises:
        SettingsError: The file does not follow its form.
    """
    return read_checked(path, Documents)


@functools.lru_cache(maxsize=1)
def default_documents() -> Documents:
    """Reads the project's own papers, once per process."""
    return read_documents()
