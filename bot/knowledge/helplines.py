"""Telephone numbers the bot may give: data/knowledge/helplines.yml, read as facts."""

from __future__ import annotations

from pathlib import Path

from pydantic import BaseModel, Extra, Field

from bot.knowledge.fact_models import NAME, Fact
from bot.knowledge.french import NARROW, Unit
from bot.knowledge.yaml_files import PROJECT, read_checked

HELPLINES_PATH = PROJECT / "data" / "knowledge" / "helplines.yml"


class Helpline(BaseModel):
    """One line to call.

    Attributes:
        id: Of the fact; in braces in a response it becomes the number.
        name: Whose line it is.
        number: As it is dialled, with ordinary spaces between its groups.
        hours: When somebody answers; `None` at any time, or not known.
        period: See `Fact`.
        grade: See `Fact`.
        sources: See `Fact`.
    """

    id: str = Field(regex=NAME)
    name: str
    number: str = Field(regex=r"^[0-9][0-9 ]*[0-9]$")
    hours: str | None = None
    period: str
    grade: str
    sources: list[str]

    class Config:
        extra = Extra.forbid
        frozen = True

    def as_fact(self) -> Fact:
        """The same as a fact, its groups of digits kept on one line."""
        number = self.number.replace(" ", NARROW)
        return Fact(
            id=self.id,
            value=number,
            unit=Unit.TEXT,
            says=f"{self.name}{NARROW}: {number}",
            period=self.period,
            grade=self.grade,
            sources=self.sources,
        )


class HelplinesFile(BaseModel):
    """Everything in the file."""

    helplines: list[Helpline]

    class Config:
        extra = Extra.forbid


def read_helplines(path: Path = HELPLINES_PATH) -> list[Fact]:
    """Reads the lines as facts.

    Raises:
        SettingsError: The file does not follow its form.
    """
    return [line.as_fact() for line in read_checked(path, HelplinesFile).helplines]
