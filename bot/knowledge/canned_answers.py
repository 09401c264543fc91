"""What agents say often, ready to insert: data/desk/canned_answers.yml."""

from __future__ import annotations

import functools
from collections.abc import Iterable
from pathlib import Path

from pydantic import BaseModel, Extra, Field, validator

from bot.knowledge.facts import Facts
from bot.knowledge.figures import typed_figures
from bot.knowledge.placeholders import names_in
from bot.knowledge.rendering import render
from bot.knowledge.review import Finding, find_forbidden, values_to_say
from bot.knowledge.yaml_files import PROJECT, describe, line_of, read_checked

CANNED_PATH = PROJECT / "data" / "desk" / "canned_answers.yml"
MAX_ANSWERS = 100
# Names that are filled in for the conversation at hand; any other is a fact.
VARIABLES = ("customer_name", "agent_name", "reference", "region", "hours")


class CannedAnswer(BaseModel):
    """One answer; see the file."""

    id: str = Field(regex="^[a-z_]{1,40}$")
    title: str = Field(min_length=1, max_length=80)
    text: str = Field(min_length=1, max_length=1000)

    class Config:
        extra = Extra.forbid
        frozen = True
        anystr_strip_whitespace = True


class _File(BaseModel):
    answers: list[CannedAnswer] = Field(min_items=1, max_items=MAX_ANSWERS)

    class Config:
        extra = Extra.forbid

    @validator("answers")
    def _once(cls, answers: list[CannedAnswer]) -> list[CannedAnswer]:
        ids = [answer.id for answer in answers]
        twice = sorted({each for each in ids if ids.count(each) > 1})
        if twice:
            raise ValueError(f"expected each id once, found {', '.join(twice)} twice")
        return answers


def read_canned_answers(path: Path = CANNED_PATH) -> tuple[CannedAnswer, ...]:
    """Reads the file.

    Raises:
        SettingsError: It does not follow its form.
    """
    return tuple(read_checked(path, _File).answers)


@functools.lru_cache(maxsize=1)
def default_canned_answers() -> tuple[CannedAnswer, ...]:
    """Reads the project's own file, once per process."""
    return read_canned_answers()


def review_canned_answers(
    answers: Iterable[CannedAnswer], facts: Facts, forbidden: dict[str, str]
) -> list[Finding]:
    """What must be corrected: promises, typed figures, names that nothing fills.

    Args:
        answers: Of the file.
        facts: What may be said.
        forbidden: Reasons by regular expression; see sayings_forbidden.yml.
    """
    values = values_to_say(facts)
    found = []
    for answer in answers:
        name_of = f"canned/{answer.id}"
        said = {name_of: [render(answer.text, values)]}
        found += find_forbidden(said, forbidden)
        found += [
            Finding(name_of, f"« {figure} » is typed. Please write a fact")
            for figure in typed_figures(answer.text)
        ]
        found += [
            Finding(name_of, f"{{{name}}} is filled by nothing: {reason}")
            for name in names_in(answer.text)
            if name not in VARIABLES and (reason := facts.why_unsayable(name))
        ]
    return found


def places_of_canned_answers(
    answers: Iterable[CannedAnswer], path: Path = CANNED_PATH
) -> dict[str, str]:
    """File and line of each answer, by the name that findings give it."""
    return {
        f"canned/{each.id}": f"{describe(path)}:{line_of(path, f'id: {each.id}')}"
        for each in answers
    }
